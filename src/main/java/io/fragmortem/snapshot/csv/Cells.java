package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.text.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the number in a cell: plain, or formatted for people ({@code 12.9 MiB}, {@code 85.0%}, {@code 2,13},
 * {@code 5,120,044,032}, {@code 1.5 days}, {@code undefined}). One instance per table; the last result is kept in it
 * because a table has millions of cells.
 */
final class Cells {

    private static final Map<String, Double> SECONDS = Map.ofEntries(
            Map.entry("ns", 1e-9),
            Map.entry("µs", 1e-6),
            Map.entry("us", 1e-6),
            Map.entry("ms", 1e-3),
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("secs", 1.0),
            Map.entry("second", 1.0),
            Map.entry("seconds", 1.0),
            Map.entry("min", 60.0),
            Map.entry("mins", 60.0),
            Map.entry("minute", 60.0),
            Map.entry("minutes", 60.0),
            Map.entry("hour", 3600.0),
            Map.entry("hours", 3600.0),
            Map.entry("h", 3600.0),
            Map.entry("day", 86400.0),
            Map.entry("days", 86400.0),
            Map.entry("d", 86400.0),
            Map.entry("week", 604800.0),
            Map.entry("weeks", 604800.0),
            Map.entry("year", 31556952.0),
            Map.entry("years", 31556952.0));
    private static final Map<String, Double> SHORT =
            Map.of("K", 1e3, "Mil", 1e6, "Bil", 1e9, "Tri", 1e12, "M", 1e6, "B", 1e9);
    private static final double[] TENS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private final boolean decimalComma;
    private final Decimal decimal;
    /** An average of byte counts may have decimals, but not where it is as small as megabytes or shares are. */
    private static final double SMALLEST_WITH_DECIMALS = 1e6;

    private double error;
    private int decimals;
    private boolean bytes;
    private boolean ambiguous;

    Cells(boolean decimalComma) {
        this(decimalComma, Decimal.POWERS_OF_1000);
    }

    /** @param decimal what {@code GB} in a cell counts by */
    Cells(boolean decimalComma, Decimal decimal) {
        this.decimalComma = decimalComma;
        this.decimal = decimal;
    }

    /** The value in the unit, NaN where the cell holds none. */
    double parse(String cell, Unit unit) {
        error = 0;
        decimals = 0;
        bytes = unit == Unit.BYTES;
        double plain = plain(cell);
        double value = Double.isNaN(plain) ? formatted(cell, unit) : plain;
        return Double.isInfinite(value) ? Double.NaN : value; // 1e400 is no number that anybody measured
    }

    /**
     * Half a unit of the last place of the cell parsed last, in the field's unit. A plain number is exact, but for bytes
     * counted in the larger unit of a header ({@code used_memory (MB)}).
     *
     * @param factor from the cell's unit to the field's
     */
    double error(double factor) {
        return error == 0 && factor > 1 && decimals > 0
                ? 0.5 * factor / TENS[Math.min(decimals, TENS.length - 1)]
                : error * factor;
    }

    /** Whether the cell parsed last was too small a number with decimals to be a number of bytes. */
    boolean isNoSize(double value) {
        return bytes
                && decimals > 0
                && error == 0
                && Math.abs(value) < SMALLEST_WITH_DECIMALS
                && value != Math.rint(value);
    }

    /** Whether any cell so far had a unit that can mean two things. */
    boolean ambiguous() {
        return ambiguous;
    }

    /** Digits with at most one point; NaN for everything else. */
    private double plain(String cell) {
        int n = cell.length();
        if (n == 0 || n > 18) {
            return Double.NaN;
        }
        boolean negative = cell.charAt(0) == '-';
        int start = negative ? 1 : 0;
        long digits = 0;
        int i = start;
        for (int digit = 0; i < n && (digit = cell.charAt(i) - '0') >= 0 && digit <= 9; i++) {
            digits = digits * 10 + digit;
        }
        int fraction = 0;
        if (i < n && cell.charAt(i) == (decimalComma ? ',' : '.')) {
            int point = i++;
            for (int digit = 0; i < n && (digit = cell.charAt(i) - '0') >= 0 && digit <= 9; i++) {
                digits = digits * 10 + digit;
            }
            fraction = i - point - 1;
            start++; // the point is no digit
        }
        if (i < n || i == start) {
            return Double.NaN;
        }
        if (fraction >= TENS.length || digits > (1L << 53)) {
            return Double.parseDouble(cell.replace(',', '.'));
        }
        decimals = bytes ? fraction : 0;
        double value = fraction > 0 ? digits / TENS[fraction] : digits;
        return negative ? -value : value;
    }

    private double formatted(String cell, Unit unit) {
        if (cell.isEmpty() || cell.length() > 40) {
            return Double.NaN;
        }
        String text = normalised(cell);
        int end = numberEnd(text);
        if (end == 0) {
            return Double.NaN;
        }
        String suffix = text.substring(end).strip();
        double number;
        try {
            number = Double.parseDouble(text.substring(0, end));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
        if (suffix.isEmpty()) {
            error = text.indexOf('e') > 0 ? sixDigits(text, number) : 0;
            return number;
        }
        double place = place(text.substring(0, end));
        if (suffix.equals("%")) {
            if (unit == Unit.BYTES) {
                return Double.NaN; // a share of something, not a size
            }
            double factor = unit == Unit.RATIO ? 0.01 : 1;
            error = place * factor;
            return number * factor;
        }
        return withUnit(text, suffix, number, place, unit);
    }

    private double withUnit(String text, String suffix, double number, double place, Unit unit) {
        if (unit == Unit.BYTES) {
            Optional<SizeText.Size> size = SizeText.parse(text, decimal);
            size.ifPresent(known -> {
                error = known.error();
                ambiguous |= known.ambiguous() && decimal == Decimal.POWERS_OF_1000;
            });
            return size.map(SizeText.Size::bytes).orElse(Double.NaN);
        }
        Double factor = unit == Unit.SECONDS ? SECONDS.get(suffix.toLowerCase(Locale.ROOT)) : SHORT.get(suffix);
        if (factor == null) {
            return Double.NaN;
        }
        error = place * factor;
        return number * factor;
    }

    /** Without separators of thousands, with a decimal point. */
    private String normalised(String cell) {
        String text = withoutBlanks(cell.replace("\u00a0", " ")
                .replace("\u202f", " ")
                .replace("\u2009", " ")
                .strip());
        if (decimalComma) {
            return text.replace(".", "").replace(',', '.');
        }
        int point = text.indexOf('.');
        if (point > 0 && point < 4 && text.indexOf('.', point + 1) == point + 4 && isGrouped(text, point)) {
            return text.replace(".", "").replace(',', '.');
        }
        int comma = text.indexOf(',');
        if (comma > 0 && comma < text.indexOf('E') && text.indexOf('.') < 0) {
            return text.replace(',', '.'); // 2,78374684E+09
        }
        boolean thousands = comma > 0 && comma + 4 <= text.length() && isThousands(text, comma);
        return thousands ? text.replace(",", "") : text;
    }

    /** {@code 2 783 983 633}, {@code 2'783'983'633}: blanks and apostrophes that part thousands. */
    private static String withoutBlanks(String text) {
        StringBuilder digits = new StringBuilder(text);
        for (int i = 1; i + 4 <= digits.length(); i++) {
            boolean mark = " '\u2019".indexOf(digits.charAt(i)) >= 0 && Text.isDigit(digits.charAt(i - 1));
            if (mark && isThousands(digits.toString(), i)) {
                digits.deleteCharAt(i);
            }
        }
        return digits.toString();
    }

    /** {@code 5.583.457.484}: several points part groups of three digits, whatever the rest of the table does. */
    private static boolean isGrouped(String text, int first) {
        int at = first;
        while (at + 4 <= text.length() && text.charAt(at) == '.' && isThousands(text, at)) {
            at += 4;
            if (at == text.length() || text.charAt(at) == ',') {
                return true;
            }
        }
        return false;
    }

    private static boolean isThousands(String text, int comma) {
        int after = comma + 4;
        boolean three = text.substring(comma + 1, after).chars().allMatch(Text::isDigit);
        return three && (after == text.length() || !Text.isDigit(text.charAt(after)));
    }

    private static int numberEnd(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean exponent = (c == 'e' || c == 'E')
                    && i > 0
                    && i + 1 < text.length()
                    && (Text.isDigit(text.charAt(i + 1)) || text.charAt(i + 1) == '-' || text.charAt(i + 1) == '+');
            boolean sign = (c == '-' || c == '+') && (i == 0 || text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E');
            if (!Text.isDigit(c) && c != '.' && !sign && !exponent) {
                break;
            }
            i++;
        }
        return i;
    }

    private static double place(String number) {
        int dot = number.indexOf('.');
        return 0.5 * Math.pow(10, dot < 0 ? 0 : dot + 1.0 - number.length());
    }

    /** {@code 1.34840e+07}: printf's %g keeps six digits, and then the rest is lost. */
    static double sixDigits(String text, double number) {
        int e = text.indexOf('e');
        long digits =
                text.substring(0, Math.max(0, e)).chars().filter(Text::isDigit).count();
        return digits == 6 ? 0.5 * Math.pow(10, Math.floor(Math.log10(Math.abs(number))) - 5) : 0;
    }
}
