package io.fragmortem.snapshot.time;

/** Digits without signs: {@code 1795336525.127}, {@code 20261122T084153Z}, {@code 20261122084153}, {@code 2026W475}. */
final class CompactForm implements Form {

    private static final int DATE = 8;

    @Override
    public boolean read(Glyphs text, Parts parts) {
        if (!parts.isEmpty()) {
            return false;
        }
        int digits = text.digits(text.at);
        if (digits == DATE || digits == DATE + 4 || digits == DATE + 6) {
            return date(text, parts, digits);
        }
        if (digits == 10 || digits == 13 || digits == 16 || digits == 19) {
            return epoch(text, parts, digits);
        }
        return digits == 4 && week(text, parts);
    }

    private static boolean date(Glyphs text, Parts parts, int digits) {
        int from = text.at;
        int year = (int) text.number(from, 4);
        int month = (int) text.number(from + 4, 2);
        int day = (int) text.number(from + 6, 2);
        if (!Times.isDate(year, month, day)) {
            return false;
        }
        if (digits > DATE && !clock(text, parts, from + DATE, digits - DATE)) {
            return false;
        }
        parts.year = year;
        parts.month = month;
        parts.day = day;
        text.at = from + digits;
        return true;
    }

    /** {@code 085341} or {@code 0853}, with a fraction behind the seconds. */
    static boolean clock(Glyphs text, Parts parts, int from, int digits) {
        int hour = (int) text.number(from, 2);
        int minute = (int) text.number(from + 2, 2);
        int second = digits == 6 ? (int) text.number(from + 4, 2) : 0;
        if (hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        parts.hour = hour;
        parts.microsOfHour = (minute * 60L + second) * Times.SECOND;
        text.at = from + digits;
        if (digits == 6 && text.isAny(text.at, ".,") && text.isDigit(text.at + 1)) {
            parts.microsOfHour += ClockForm.fraction(text);
        }
        return true;
    }

    private static boolean epoch(Glyphs text, Parts parts, int digits) {
        long micros = Epochs.ofDigits(text.number(text.at, digits), digits);
        if (micros == Times.NONE) {
            return false;
        }
        text.at += digits;
        if (text.charAt(text.at) == '.' && text.isDigit(text.at + 1)) {
            long fraction = ClockForm.fraction(text);
            micros += digits == 10 ? fraction : digits == 13 ? fraction / 1000 : 0;
        }
        parts.epochMicros = micros;
        return text.charAt(text.at) != '_';
    }

    /** {@code 2026-W47-5}, {@code 2026W475}: a day of an ISO week. */
    private static boolean week(Glyphs text, Parts parts) {
        int i = text.at + 4;
        boolean dashed = text.charAt(i) == '-';
        i += dashed ? 1 : 0;
        if (text.charAt(i) != 'W' || text.digits(i + 1) < 2) {
            return false;
        }
        int year = (int) text.number(text.at, 4);
        int week = (int) text.number(i + 1, 2);
        int dayAt = i + 3 + (dashed && text.charAt(i + 3) == '-' ? 1 : 0);
        int weekday = text.digits(dayAt) == 1 ? (int) text.number(dayAt, 1) : 0;
        if (year < Times.FIRST_YEAR || week < 1 || week > 53 || weekday < 1 || weekday > 7) {
            return false;
        }
        parts.date(Times.epochDayOfWeek(year, week, weekday));
        text.at = dayAt + 1;
        return true;
    }
}
