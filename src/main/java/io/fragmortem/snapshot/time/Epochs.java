package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.text.Decimals;

/**
 * Seconds, milli-, micro- and nanoseconds since 1970 as programs write them: told apart by their size, which between the
 * years 2001 and 2286 is 10, 13, 16 and 19 digits. The one reader of such numbers.
 */
public final class Epochs {

    private static final long FIRST = 946_684_800L * Times.SECOND;
    private static final long LAST = 4_102_444_800L * Times.SECOND;

    /** 1970-01-01 as sheets count days. */
    private static final int SHEETS_EPOCH = 25_569;

    private Epochs() {}

    /**
     * Microseconds of a number of such digits, also with a fraction or written by a spreadsheet
     * ({@code 1.795336534028E12}); {@link Times#NONE} for anything else.
     */
    public static long of(CharSequence s) {
        int n = s.length();
        long whole = 0;
        int digits = 0;
        while (digits < n && s.charAt(digits) >= '0' && s.charAt(digits) <= '9' && digits < 19) {
            whole = whole * 10 + (s.charAt(digits) - '0');
            digits++;
        }
        if (digits == n) {
            return ofDigits(whole, digits);
        }
        boolean pointed = s.charAt(digits) == '.';
        if (pointed && (digits == 10 || digits == 13)) {
            return fraction(s, digits + 1, ofDigits(whole, digits), digits == 10 ? Times.SECOND : 1000);
        }
        return pointed && digits == 1 && n < 30 ? scientific(s) : Times.NONE;
    }

    /** Microseconds of a number with so many digits; {@link Times#NONE} when no unit has so many in this century. */
    static long ofDigits(long number, int digits) {
        long micros = switch (digits) {
            case 10 -> number * Times.SECOND;
            case 13 -> number * 1000;
            case 16 -> number;
            case 19 -> number / 1000;
            default -> Times.NONE;
        };
        return micros >= FIRST && micros <= LAST ? micros : Times.NONE;
    }

    private static long fraction(CharSequence s, int from, long micros, long unit) {
        long sum = micros;
        long place = unit;
        for (int i = from; i < s.length() && sum != Times.NONE; i++) {
            int digit = s.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Times.NONE;
            }
            place /= 10;
            sum += digit * place;
        }
        return sum;
    }

    /**
     * The clock on the wall that a cell of a sheet without a format means, {@code 46348.3580324}: days since 1900 with a fraction, as if
     * it were UTC; {@link Times#NONE} for anything else.
     */
    public static long ofSheet(CharSequence s) {
        boolean days =
                s.length() > 7 && s.length() < 22 && s.charAt(5) == '.' && (s.charAt(0) == '4' || s.charAt(0) == '5');
        for (int i = 0; i < s.length() && days; i++) {
            days = i == 5 || (s.charAt(i) >= '0' && s.charAt(i) <= '9');
        }
        return days ? Math.round((Decimals.parse(s.toString()) - SHEETS_EPOCH) * 86_400_000) * 1000 : Times.NONE;
    }

    private static long scientific(CharSequence s) {
        String text = s.toString();
        if (text.indexOf('E') < 0 && text.indexOf('e') < 0) {
            return Times.NONE;
        }
        double value = Decimals.parse(text);
        if (value > 1e9 && value < 1e10) {
            return Math.round(value * 1e6);
        }
        return value > 1e12 && value < 1e13 ? Math.round(value * 1e3) : Times.NONE;
    }

    /** Microseconds of a number that is known to be a time, from 1973 on. */
    public static long ofNumber(long value) {
        if (value < 100_000_000L) {
            return Times.NONE;
        }
        if (value < 100_000_000_000L) {
            return value * Times.SECOND;
        }
        if (value < 100_000_000_000_000L) {
            return value * 1000;
        }
        return value < 100_000_000_000_000_000L ? value : value / 1000;
    }

    /** As {@link #ofNumber(long)} for a number with a fraction, of which doubles hold some 7 digits. */
    public static long ofNumber(double value) {
        return Math.abs(value) < 1e11 ? Math.round(value * 1e6) : ofNumber(Math.round(value));
    }

    /** {@code 1714557600.023}: ten digits and a fraction, exactly; {@link Times#NONE} for other shapes. */
    public static long ofSeconds(char[] c, int from, int length) {
        if (length < 12 || length > 20 || c[from + 10] != '.') {
            return Times.NONE;
        }
        long whole = 0;
        int bad = 0; // negative once any character was no digit
        for (int i = from; i < from + 10; i++) {
            int digit = c[i] - '0';
            bad |= digit | (9 - digit);
            whole = whole * 10 + digit;
        }
        long fraction = 0;
        long place = Times.SECOND;
        for (int i = from + 11; i < from + length; i++) {
            int digit = c[i] - '0';
            bad |= digit | (9 - digit);
            place /= 10;
            fraction += digit * place;
        }
        return bad < 0 ? Times.NONE : whole * Times.SECOND + fraction;
    }
}
