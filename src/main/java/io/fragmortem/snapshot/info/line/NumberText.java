package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.Text;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one number as people and tools write it: {@code 856560}, {@code 5,120,044,032}, {@code 5.32G}, {@code 879.1KiB},
 * {@code 28.49%}, {@code 757248i}, {@code -nan}.
 */
public final class NumberText {

    /**
     * A number and how exact it is.
     *
     * @param value in the unit of the field; NaN when the text says {@code nan} or {@code inf}
     * @param error half width of the rounding interval, 0 for exact
     * @param wrapped whether it was an unsigned number above 2^63
     * @param end index after the number and its unit
     */
    public record Reading(double value, double error, boolean wrapped, int end) {
        public boolean finite() {
            return !Double.isNaN(value);
        }
    }

    private static final double TWO_64 = 0x1p64;

    private final String text;
    private final Unit unit;
    private int at;

    private NumberText(String text, int from, Unit unit) {
        this.text = text;
        this.at = from;
        this.unit = unit;
    }

    /** The number that starts at {@code from} (after spaces and quotes), null when there is none. */
    public static @Nullable Reading read(String text, int from, Unit unit) {
        return new NumberText(text, from, unit).read();
    }

    private @Nullable Reading read() {
        while (at < text.length() && (isSpace(peek(0)) || "\"'`*_(".indexOf(peek(0)) >= 0)) {
            at++;
        }
        boolean negative = peek(0) == '-' || peek(0) == '\u2212';
        if (negative || peek(0) == '+') {
            at++;
        }
        if (word("nan") || word("inf")) {
            return new Reading(Double.NaN, 0, false, at);
        }
        if (word("true") || word("false")) {
            return unit == Unit.FLAG ? new Reading(text.charAt(at - 2) == 'u' ? 1 : 0, 0, false, at) : null;
        }
        if (!Text.isDigit(peek(0)) && !(peek(0) == '.' && Text.isDigit(peek(1)))) {
            return null;
        }
        return plain(negative);
    }

    private @Nullable Reading plain(boolean negative) {
        int start = at;
        int decimals = digitsAndMarks();
        String digits = digitsOnly(start, at, decimals);
        if (digits.length() > 40) {
            return null;
        }
        int exponent = exponent();
        if (isLetter(peek(0)) && suffixLength() == 0) {
            // 4d6afdd4... and 10.1.36.33x are no numbers
            return null;
        }
        boolean whole = decimals == 0 && exponent == 0;
        if (whole && digits.length() >= 19) {
            return large(digits, negative);
        }
        double value = Double.parseDouble(digits + "e" + (exponent - decimals));
        return scaled(negative ? -value : value, decimals, exponent);
    }

    /** Moves over the digits with their marks; gives the number of decimals. */
    private int digitsAndMarks() {
        int groupMark = groupMark();
        int decimals = -1;
        while (at < text.length()) {
            char c = peek(0);
            if (Text.isDigit(c)) {
                decimals += decimals >= 0 ? 1 : 0;
            } else if (groupMark != 0 && c == groupMark && decimals < 0 && Text.isDigit(peek(1))) {
                at++;
                continue;
            } else if (decimals < 0 && (c == '.' || c == ',') && Text.isDigit(peek(1))) {
                decimals = 0;
            } else {
                break;
            }
            at++;
        }
        if (peek(0) == '.' && decimals < 0 && !isLetter(peek(1))) {
            at++;
        }
        return Math.max(decimals, 0);
    }

    /** The mark between groups of three digits, 0 when the number has none: {@code 5,120,044,032} or {@code 1 234}. */
    private int groupMark() {
        int i = at;
        while (i < text.length() && Text.isDigit(text.charAt(i))) {
            i++;
        }
        if (i == at || i - at > 3 || text.charAt(at) == '0' || i >= text.length()) {
            return 0;
        }
        char mark = text.charAt(i);
        boolean candidate = ",.'_ \u00a0\u202f\u2019".indexOf(mark) >= 0;
        if (!candidate) {
            return 0;
        }
        if (isIndian(i, mark)) {
            return mark;
        }
        int groups = 0;
        while (i < text.length() && text.charAt(i) == mark && threeDigits(i + 1)) {
            groups++;
            i += 4;
        }
        boolean sure = groups > 1 || (groups == 1 && mark != '.' && (unit == Unit.BYTES || unit == Unit.COUNT));
        return sure ? mark : 0;
    }

    /** {@code 7,08,66,96,192}: groups of two, and three digits at the end, as in India. */
    private boolean isIndian(int from, char mark) {
        int i = from;
        while (i + 3 < text.length()
                && text.charAt(i) == mark
                && Text.isDigit(text.charAt(i + 1))
                && Text.isDigit(text.charAt(i + 2))
                && text.charAt(i + 3) == mark) {
            i += 3;
        }
        return i > from && i < text.length() && text.charAt(i) == mark && threeDigits(i + 1);
    }

    private boolean threeDigits(int i) {
        if (i + 3 > text.length() || (i + 3 < text.length() && Text.isDigit(text.charAt(i + 3)))) {
            return false;
        }
        return Text.isDigit(text.charAt(i)) && Text.isDigit(text.charAt(i + 1)) && Text.isDigit(text.charAt(i + 2));
    }

    private String digitsOnly(int from, int to, int decimals) {
        StringBuilder digits = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (Text.isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        if (digits.length() > 40 && decimals > 0) {
            // more decimals than a double can hold
            return digits.substring(0, 41);
        }
        return digits.toString();
    }

    /** Moves over {@code e+09}. */
    private int exponent() {
        if (peek(0) != 'e' && peek(0) != 'E') {
            return 0;
        }
        int i = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
        if (!Text.isDigit(peek(i)) || Text.isDigit(peek(i + 3))) {
            return 0;
        }
        int exponent = 0;
        int j = i;
        for (; Text.isDigit(peek(j)); j++) {
            exponent = exponent * 10 + (peek(j) - '0');
        }
        boolean minus = peek(1) == '-';
        at += j;
        return minus ? -exponent : exponent;
    }

    /** {@code 18446744073501279296} is 2^64 minus something: a negative number that was printed unsigned. */
    private @Nullable Reading large(String digits, boolean negative) {
        double value = Double.parseDouble(digits);
        if (negative || value < Long.MAX_VALUE) {
            return new Reading(negative ? -value : value, 0, false, at);
        }
        if (value >= TWO_64 && !fitsUnsigned(digits)) {
            return null;
        }
        return new Reading(new BigInteger(digits).longValue(), 0, true, at);
    }

    private static boolean fitsUnsigned(String digits) {
        String max = "18446744073709551615";
        return digits.length() < max.length() || (digits.length() == max.length() && digits.compareTo(max) <= 0);
    }

    private Reading scaled(double value, int decimals, int exponent) {
        int length = suffixLength();
        String suffix = text.substring(at, at + length).strip();
        at += length;
        if (suffix.startsWith("%")) {
            return new Reading(value, 0, false, at);
        }
        if (unit == Unit.PERCENT && decimals > 2 && Math.abs(value) < 1.5) {
            // a cloud console's used_memory_peak_perc:0.9871 is a fraction; INFO itself prints two decimals and a %
            return new Reading(value * 100, 0, false, at);
        }
        if (unit != Unit.BYTES) {
            return new Reading(value, 0, false, at);
        }
        int power = Math.max(0, UnitWords.power(suffix));
        double scale = Math.pow(1024, power);
        boolean rounded = power > 0 || exponent > 0;
        double error = rounded ? 0.5 * Math.pow(10, exponent - decimals) * scale : 0;
        return new Reading(value * scale, error, false, at);
    }

    /** Length of the unit with the space before it, 0 when what follows is something else. */
    private int suffixLength() {
        int i = 0;
        if (peek(0) == '%') {
            return 1;
        }
        if ((peek(0) == 'i' || peek(0) == 'u') && !isLetter(peek(1)) && !Text.isDigit(peek(1))) {
            // line protocol: used_memory=757248i
            return 1;
        }
        while (peek(i) == ' ' && i < 2) {
            i++;
        }
        int start = i;
        boolean latin = isLetter(peek(i));
        while (isWordOf(peek(i), latin) && i - start < UnitWords.LONGEST) {
            i++;
        }
        int length = i - start;
        boolean single = length != 1 || start == 0 || Character.isUpperCase(peek(start));
        boolean known = length > 0 && single && UnitWords.power(text.substring(at + start, at + i)) >= 0;
        return known && !isWordOf(peek(i), latin) && !Text.isDigit(peek(i)) && peek(i) != '_' ? i : 0;
    }

    /** A word in Latin letters ends where other ones begin: {@code 6.00GB左右}. */
    private static boolean isWordOf(char c, boolean latin) {
        return latin ? isLetter(c) : Character.isLetter(c);
    }

    private boolean word(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) {
            return false;
        }
        int end = at + word.length();
        if (text.regionMatches(true, end, "inity", 0, 5)) {
            end += 5;
        }
        if (end < text.length() && isLetter(text.charAt(end))) {
            return false;
        }
        at = end < text.length() && text.charAt(end) == '%' ? end + 1 : end;
        return true;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000';
    }
}
