package io.fragmortem.snapshot.time;

/**
 * The commonest time line, {@code 2026-11-22T08:36:09.107+00:00} and nothing else, at fixed places in bytes: between dumps of a
 * kilobyte each the grammar would cost as much as the dumps. Reads nothing that {@link Grammar} does not read the same.
 */
final class IsoLine {

    static final int SHORTEST = 20;

    private static final int NONE = -10_000;

    private IsoLine() {}

    static boolean read(byte[] b, int from, int to, Parts parts) {
        if (b[from + 10] != 'T'
                || b[from + 4] != '-'
                || b[from + 7] != '-'
                || b[from + 13] != ':'
                || b[from + 16] != ':') {
            return false;
        }
        int hour = two(b, from + 11);
        int minute = two(b, from + 14);
        int second = two(b, from + 17);
        int year = two(b, from) * 100 + two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        boolean clock = (hour | minute | second) >= 0 && hour <= 23 && minute <= 59 && second <= 60;
        if (!clock || !Times.isDate(Math.max(year, 0), month, day)) {
            return false;
        }
        int at = from + 19;
        long fraction = 0;
        if (b[at] == '.') {
            int digits = digits(b, at + 1, to);
            fraction = micros(b, at + 1, digits);
            at += 1 + digits;
        }
        int offset = offset(b, at, to - (b[to - 1] == '\r' ? 1 : 0));
        if (offset == Parts.NO_ZONE) {
            return false;
        }
        parts.clear();
        parts.year = year;
        parts.month = month;
        parts.day = day;
        parts.hour = hour;
        parts.microsOfHour = (minute * 60L + second) * Times.SECOND + fraction;
        parts.offsetSeconds = offset;
        return true;
    }

    /** {@code Z} or {@code +02:00} up to the end. */
    private static int offset(byte[] b, int at, int to) {
        if (to - at == 1 && b[at] == 'Z') {
            return 0;
        }
        if (to - at != 6 || (b[at] != '+' && b[at] != '-') || b[at + 3] != ':') {
            return Parts.NO_ZONE;
        }
        int hours = two(b, at + 1);
        int minutes = two(b, at + 4);
        boolean valid = (hours | minutes) >= 0 && hours <= 15 && minutes <= 59;
        return valid ? (b[at] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60) : Parts.NO_ZONE;
    }

    private static int digits(byte[] b, int from, int to) {
        int end = from;
        while (end < to && b[end] >= '0' && b[end] <= '9') {
            end++;
        }
        return end - from;
    }

    private static long micros(byte[] b, int from, int digits) {
        long micros = 0;
        for (int i = 0; i < 6; i++) {
            micros = micros * 10 + (i < digits ? b[from + i] - '0' : 0);
        }
        return micros;
    }

    /** The number in two digits, negative when they are none. */
    private static int two(byte[] b, int i) {
        int tens = b[i] - '0';
        int ones = b[i + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? NONE : tens * 10 + ones;
    }
}
