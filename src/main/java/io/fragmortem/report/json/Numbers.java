package io.fragmortem.report.json;

/** Numbers and moments as every output for machines has them. */
public final class Numbers {

    private Numbers() {}

    /** Plain digits, without an exponent where that can be; empty for what is no number. */
    public static String plain(double number) {
        if (!Double.isFinite(number)) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        new JsonWriter(out).value(number);
        return out.toString();
    }

    /** For example {@code 2026-11-22T08:38:04Z}; a fraction only where there is one. */
    public static String utc(long epochMicros) {
        return IsoTime.utc(epochMicros);
    }
}
