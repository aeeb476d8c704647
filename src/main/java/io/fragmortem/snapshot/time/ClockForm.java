package io.fragmortem.snapshot.time;

/**
 * The time of day: {@code 08:41:53.707}, {@code 8:41}, {@code 08h41}, {@code 08.41.53} and {@code 08-41-53} behind a date,
 * <code>8\u65f641\u520653\u79d2</code>, <code>8\uc2dc 41\ubd84</code>, {@code T084153} behind a date.
 */
final class ClockForm implements Form {

    private static final String HOURS = "\u65f6\u6642\u70b9\u9ede\uc2dc";

    /** What may stand behind the hour. */
    static final String MARKS = ":.h" + HOURS;

    private static final String MINUTES = "\u5206\ubd84";
    private static final String SECONDS = "\u79d2\ucd08";

    @Override
    public boolean read(Glyphs text, Parts parts) {
        if (parts.hasClock()) {
            return false;
        }
        int digits = text.digits(text.at);
        if ((digits == 4 || digits == 6) && parts.hasDate()) {
            return compact(text, parts, digits);
        }
        if (digits < 1 || digits > 2) {
            return false;
        }
        int hour = (int) text.number(text.at, digits);
        int i = text.at + digits;
        if (text.isAny(i, HOURS)) {
            return spelled(text, parts, hour, i + 1);
        }
        if (text.isAny(text.skipBlanks(i), "hH")) {
            return lettered(text, parts, hour, text.skipBlanks(i) + 1);
        }
        return isMark(text, parts, text.charAt(i)) && marked(text, parts, hour, i);
    }

    private static boolean compact(Glyphs text, Parts parts, int digits) {
        int end = text.at + digits;
        boolean lead = text.isAny(text.at - 1, "Tt-_.") || isCompactDate(text);
        boolean ends = !text.isLetter(end) || text.isAny(end, "Zz");
        return lead
                && ends
                && (text.charAt(end) != ':' || text.charAt(end + 1) == ' ')
                && CompactForm.clock(text, parts, text.at, digits);
    }

    private static boolean isCompactDate(Glyphs text) {
        return text.charAt(text.at - 1) == ' ' && text.at > 8 && text.digits(text.at - 9) == 8;
    }

    /** A colon always; what also stands inside dates and numbers only behind a whole date. */
    private static boolean isMark(Glyphs text, Parts parts, char mark) {
        return switch (mark) {
            case ':' -> true;
            case '.' -> parts.hasDate() || behindWord(text);
            case '-', '_' -> parts.hasDate();
            default -> false;
        };
    }

    /** {@code kl. 08.41}: the words of the north for o'clock. */
    private static boolean behindWord(Glyphs text) {
        int i = text.at - 1;
        while (text.isAny(i, ". ")) {
            i--;
        }
        return i < text.at - 1 && (text.has(i - 1, "kl") || text.has(i - 2, "klo"));
    }

    private static boolean marked(Glyphs text, Parts parts, int hour, int markAt) {
        int i = markAt + 1;
        if (text.digits(i) != 2 || text.number(i, 2) > 59) {
            return false;
        }
        long micros = text.number(i, 2) * 60 * Times.SECOND;
        i += 2;
        if (text.charAt(i) == text.charAt(markAt) && text.digits(i + 1) == 2) {
            if (text.number(i + 1, 2) > 60) {
                return false;
            }
            micros += text.number(i + 1, 2) * Times.SECOND;
            i += 3;
            micros += fraction(text, i);
            i = afterFraction(text, i);
        }
        boolean more = text.charAt(i) == ':' && text.isDigit(i + 1);
        return !more && put(text, parts, hour, micros, i);
    }

    /** {@code 08h41}, {@code 08h41m53}, {@code 8 h 41 min 53 s}. */
    private static boolean lettered(Glyphs text, Parts parts, int hour, int from) {
        int i = text.skipBlanks(from);
        if (text.digits(i) != 2 || text.number(i, 2) > 59) {
            return false;
        }
        long micros = text.number(i, 2) * 60 * Times.SECOND;
        int end = i + 2;
        int unit = text.skipBlanks(end);
        if (text.has(unit, "m")) {
            end = text.lettersEnd(unit);
            int seconds = text.skipBlanks(end);
            int behind = text.skipBlanks(seconds + 2);
            if (text.digits(seconds) == 2 && (behind == seconds + 2 || text.isAny(behind, "sS"))) {
                micros += text.number(seconds, 2) * Times.SECOND;
                end = text.isAny(behind, "sS") ? behind + 1 : behind;
            }
        }
        return put(text, parts, hour, micros, end);
    }

    private static boolean put(Glyphs text, Parts parts, int hour, long micros, int end) {
        if (hour > 24 || (hour == 24 && micros > 0)) {
            return false;
        }
        parts.hour = hour;
        parts.microsOfHour = micros;
        text.at = end;
        return true;
    }

    /** Hours, minutes and seconds with a sign behind each; minutes and seconds may be left out. */
    private static boolean spelled(Glyphs text, Parts parts, int hour, int from) {
        int end = from;
        long micros = 0;
        boolean minutes = false;
        int i = text.skipBlanks(end);
        int digits = text.digits(i);
        if (digits >= 1 && digits <= 2 && text.number(i, digits) < 60) {
            minutes = text.isAny(i + digits, MINUTES);
            end = minutes ? i + digits + 1 : digits == 2 ? i + digits : end;
            micros = end > from ? text.number(i, digits) * 60 * Times.SECOND : 0;
        }
        i = text.skipBlanks(end);
        digits = text.digits(i);
        if (minutes && digits >= 1 && digits <= 2 && text.number(i, digits) < 61) {
            int after = i + digits;
            micros += text.number(i, digits) * Times.SECOND + fraction(text, after);
            after = afterFraction(text, after);
            end = text.isAny(after, SECONDS) ? after + 1 : after;
        }
        return put(text, parts, hour, micros, end);
    }

    /** Microseconds of {@code .707}, {@code ,707} or {@code :707} at an index; 0 where there is none. */
    private static long fraction(Glyphs text, int from) {
        if (afterFraction(text, from) == from) {
            return 0;
        }
        long micros = 0;
        int i = from + 1;
        for (int place = 0; place < 6; place++) {
            micros = micros * 10 + (text.isDigit(i) ? text.charAt(i++) - '0' : 0);
        }
        return micros;
    }

    private static int afterFraction(Glyphs text, int from) {
        int digits = text.digits(from + 1);
        boolean fraction = text.isAny(from, ".,") && digits > 0;
        boolean millis = text.charAt(from) == ':' && digits == 3;
        return fraction || millis ? from + 1 + digits : from;
    }

    /** Moves over the fraction at the cursor; gives it in microseconds. */
    static long fraction(Glyphs text) {
        long micros = fraction(text, text.at);
        text.at = afterFraction(text, text.at);
        return micros;
    }
}
