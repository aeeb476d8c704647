package io.fragmortem.report.words;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers for people: powers of 1024 for bytes, a comma between thousands, a point before decimals, a real minus sign.
 * The same in every language and under every locale.
 */
public final class Quantities {

    /** What stands for a number that is not one. */
    public static final String NONE = "–";

    private static final double KIB = 1024;
    private static final double MIB = KIB * 1024;
    private static final double GIB = MIB * 1024;
    private static final double TIB = GIB * 1024;

    /** From here on MiB: Redis operators think in MiB, "0.8 MiB" tells more beside "612 MiB" than "836 KiB". */
    private static final double FIRST_MIB = 0.1 * MIB;

    private static final long TENTHS_PER_PERCENT = 10;

    /** Below this, and no nearer to the half than that, rounding needs no exact arithmetic, which takes ten times as long. */
    private static final double EASY = 1e9;

    private static final double NEAR_HALF = 1e-5;

    /** From here on a slope is told per second: nobody pictures 630 GiB a day out of a window of five minutes. */
    private Quantities() {}

    /** For example {@code 6.33 GiB}, {@code 12.0 MiB}, {@code −1.01 GiB}, {@code 13 B}. */
    static String bytes(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        String shown;
        if (size < KIB) {
            shown = fixed(size, 0) + " B";
        } else if (size < FIRST_MIB) {
            shown = fixed(size / KIB, size < 100 * KIB ? 1 : 0) + " KiB";
        } else if (size < GIB - MIB / 2) {
            shown = fixed(size / MIB, size < 99.95 * MIB ? 1 : 0) + " MiB";
        } else if (size < TIB - GIB / 2) {
            shown = large(size / GIB) + " GiB";
        } else {
            shown = large(size / TIB) + " TiB";
        }
        return value < 0 && !shown.equals("0 B") ? "−" + shown : shown;
    }

    private static String large(double value) {
        return grouped(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
    }

    /** For example {@code 1.43}, {@code 7,002}. */
    public static String ratio(double value) {
        return grouped(value, Math.abs(value) < 99.995 ? 2 : 0);
    }

    /** A share from 0 to 1 in percent without the sign: {@code 43}, {@code 1.3}, {@code 99.3}. */
    static String percent(double fraction) {
        if (!Double.isFinite(fraction)) {
            return NONE;
        }
        double percent = Math.abs(fraction) * 100;
        String sign = fraction < 0 && percent >= 0.05 ? "−" : "";
        if (percent > 99 && percent < 100) {
            // Rounding down: "100 %" is for all of it only.
            return sign + fixed(Math.floor(percent * TENTHS_PER_PERCENT) / TENTHS_PER_PERCENT, 1);
        }
        if (percent > 0 && percent < 0.1) {
            return "<0.1";
        }
        return sign + grouped(percent, percent == 0 || percent >= 9.95 ? 0 : 1);
    }

    /** For example {@code 1,392}, {@code 0.5}. */
    public static String count(double value) {
        boolean whole = value == Math.rint(value);
        return grouped(value, whole || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
    }

    /** With thousands separators and this many decimals. */
    public static String grouped(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        String digits = fixed(Math.abs(value), decimals);
        int point = digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        boolean zero = digits.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !zero ? "−" + out : out.toString();
    }

    private static String fixed(double value, int decimals) {
        long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        double scaled = value * scale;
        double below = Math.floor(scaled);
        if (decimals > 2 || !(scaled >= 0 && scaled < EASY) || Math.abs(scaled - below - 0.5) < NEAR_HALF) {
            return BigDecimal.valueOf(value)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .toPlainString();
        }
        long rounded = (long) below + (scaled - below > 0.5 ? 1 : 0);
        String whole = Long.toString(rounded / scale);
        // a hundred and so many hundredths: without the first digit they have their leading zero
        return decimals == 0 ? whole : whole + '.' + Long.toString(scale + rounded % scale).substring(1);
    }
}
