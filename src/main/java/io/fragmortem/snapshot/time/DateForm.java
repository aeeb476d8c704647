package io.fragmortem.snapshot.time;

/**
 * Numbers of dates: {@code 2026-11-22}, {@code 2026. 11. 22.}, {@code 22.11.2026}, {@code 11/22/2026}, {@code 2026-326},
 * <code>2026\u5e7411\u670822\u65e5</code>, and the day and year beside the name of a month.
 */
final class DateForm implements Form {

    private static final String YEARS = "\u5e74\ub144";
    private static final String MONTHS = "\u6708\uc6d4";
    private static final String DAYS = "\u65e5\uc77c\u53f7\u865f";
    private static final String SIGNS = "-/._";

    /** Years of two digits up to here are of this century. */
    private static final int CENTURY = 70;

    @Override
    public boolean read(Glyphs text, Parts parts) {
        int digits = text.digits(text.at);
        if (digits == 4) {
            return yearFirst(text, parts) || year(text, parts);
        }
        return (digits == 1 || digits == 2)
                && (signed(text, parts, digits) || dayFirst(text, parts, digits) || day(text, parts, digits));
    }

    private static boolean isYear(long number) {
        return number >= Times.FIRST_YEAR && number <= Times.LAST_YEAR;
    }

    /** Whether no digit, and no sign with a digit behind it, follows: 10.1.20.3 is an address. */
    private static boolean ends(Glyphs text, int i) {
        return !text.isDigit(i) && !(text.isAny(i, "./") && text.isDigit(i + 1));
    }

    private static int afterSign(Glyphs text, int i) {
        return text.charAt(i) == '.' ? text.skipBlanks(i + 1) : i + 1;
    }

    /** {@code 2026-11-22}, {@code 2026/11/22}, {@code 2026. 11. 22.}, {@code 2026-326}. */
    private static boolean yearFirst(Glyphs text, Parts parts) {
        int signAt = text.at + 4;
        char sign = text.charAt(signAt);
        if (parts.year >= 0 || parts.month > 0 || parts.day > 0 || !text.isAny(signAt, SIGNS)) {
            return false;
        }
        int year = (int) text.number(text.at, 4);
        int i = afterSign(text, signAt);
        int digits = text.digits(i);
        if (digits == 3 && sign == '-') {
            return ofYear(text, parts, year, i);
        }
        if (digits < 1 || digits > 2 || text.charAt(i + digits) != sign) {
            return false;
        }
        int month = (int) text.number(i, digits);
        int j = afterSign(text, i + digits);
        int dayDigits = text.digits(j);
        if (dayDigits < 1 || dayDigits > 2 || !Times.isDate(year, month, (int) text.number(j, dayDigits))) {
            return false;
        }
        parts.year = year;
        parts.month = month;
        parts.day = (int) text.number(j, dayDigits);
        text.at = j + dayDigits;
        text.at += sign == '.' && text.charAt(text.at) == '.' && !text.isDigit(text.at + 1) ? 1 : 0;
        return true;
    }

    private static boolean ofYear(Glyphs text, Parts parts, int year, int i) {
        int day = (int) text.number(i, 3);
        boolean exists = isYear(year) && day >= 1 && Times.epochDay(year, 1, day) < Times.epochDay(year + 1, 1, 1);
        if (exists) {
            parts.date(Times.epochDay(year, 1, day));
            text.at = i + 3;
        }
        return exists;
    }

    /** A year by itself: with its Chinese or Korean sign, or beside the name of a month. */
    private static boolean year(Glyphs text, Parts parts) {
        long year = text.number(text.at, 4);
        int end = text.at + 4;
        if (parts.year >= 0 || !isYear(year)) {
            return false;
        }
        boolean signed = text.isAny(end, YEARS);
        int next = text.skipBlanks(text.isAny(end, "-/.") ? end + 1 : end);
        boolean beside = (parts.monthSeen() && parts.day > 0) || WordForm.isMonth(text, next);
        if (!signed && !beside) {
            return false;
        }
        parts.year = (int) year;
        text.at = signed ? end + 1 : end;
        return true;
    }

    /** <code>11\u6708</code> and <code>22\u65e5</code>. */
    private static boolean signed(Glyphs text, Parts parts, int digits) {
        int number = (int) text.number(text.at, digits);
        int end = text.at + digits;
        if (text.isAny(end, MONTHS) && parts.month == 0 && number >= 1 && number <= 12) {
            parts.month = number;
        } else if (text.isAny(end, DAYS) && parts.day == 0 && number >= 1 && number <= 31) {
            parts.day = number;
        } else {
            return false;
        }
        text.at = end + 1;
        return true;
    }

    /** {@code 22.11.2026}, {@code 22/11/2026}, {@code 11/22/2026}, {@code 22.11.26}. */
    private static boolean dayFirst(Glyphs text, Parts parts, int digits) {
        int signAt = text.at + digits;
        char sign = text.charAt(signAt);
        if (parts.year >= 0 || parts.month > 0 || parts.day > 0 || !text.isAny(signAt, "-/.")) {
            return false;
        }
        int i = afterSign(text, signAt);
        int secondDigits = text.digits(i);
        int j = afterSign(text, i + secondDigits);
        int yearDigits = text.digits(j);
        boolean shaped = secondDigits >= 1 && secondDigits <= 2 && text.charAt(i + secondDigits) == sign;
        if (!shaped || (yearDigits != 4 && yearDigits != 2) || !ends(text, j + yearDigits)) {
            return false;
        }
        int written = (int) text.number(j, yearDigits);
        int year = yearDigits == 4 ? written : written < CENTURY ? 2000 + written : 1900 + written;
        if (!put(parts, year, (int) text.number(text.at, digits), (int) text.number(i, secondDigits), sign)) {
            return false;
        }
        parts.shortYear = yearDigits == 2;
        text.at = j + yearDigits;
        return true;
    }

    private static boolean put(Parts parts, int year, int first, int second, char sign) {
        boolean swaps = sign != '.';
        boolean dayFirst = Times.isDate(year, second, first);
        boolean monthFirst = swaps && Times.isDate(year, first, second);
        if (!dayFirst && !monthFirst) {
            return false;
        }
        parts.year = year;
        parts.day = dayFirst ? first : second;
        parts.month = dayFirst ? second : first;
        if (swaps && first != second) {
            parts.order = dayFirst && monthFirst ? DayMonth.OPEN : dayFirst ? DayMonth.DAY_FIRST : DayMonth.MONTH_FIRST;
        }
        return true;
    }

    /** A day beside the name of a month: {@code 22nd}, {@code 22.}, {@code 1er}; behind it and a dash the year in two digits. */
    private static boolean day(Glyphs text, Parts parts, int digits) {
        int number = (int) text.number(text.at, digits);
        int end = afterOrdinal(text, text.at + digits);
        if (parts.day > 0) {
            boolean shortYear = parts.year < 0 && parts.monthSeen() && digits == 2 && text.isAny(text.at - 1, "-/");
            if (shortYear) {
                parts.year = number < CENTURY ? 2000 + number : 1900 + number;
                parts.shortYear = true;
                text.at += digits;
            }
            return shortYear;
        }
        if (number < 1 || number > 31 || !(parts.monthSeen() || monthFollows(text, end))) {
            return false;
        }
        parts.day = number;
        text.at = end;
        return true;
    }

    private static int afterOrdinal(Glyphs text, int end) {
        for (String ordinal : new String[] {"st", "nd", "rd", "th", "er", "\u00ba", "\u00aa", "."}) {
            if (text.has(end, ordinal) && !text.isLetter(end + ordinal.length())) {
                return end + ordinal.length();
            }
        }
        return end;
    }

    /** Whether a month comes next, behind signs and a word such as {@code de}. */
    private static boolean monthFollows(Glyphs text, int end) {
        int i = end;
        while (text.isAny(i, " -/.,")) {
            i++;
        }
        TimeNames.Word word = text.isLetter(i) ? TimeNames.at(text, i, TimeNames.Kind.WORD) : null;
        if (word != null && !word.is(TimeNames.Kind.MONTH)) {
            i = text.skipBlanks(i + word.text().length());
        }
        return i > end - 1 && WordForm.isMonth(text, i);
    }
}
