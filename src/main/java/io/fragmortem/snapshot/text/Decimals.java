package io.fragmortem.snapshot.text;

/** Decimal numbers as other languages write them too; Java's own reader also takes {@code 1d}, {@code 2f} and {@code 0x1p6}. */
public final class Decimals {

    private static final String INSIDE = "0123456789+-.eE";

    private Decimals() {}

    /** The number, NaN where the text is none or too large for one. */
    public static double parse(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> INSIDE.indexOf(c) >= 0)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
