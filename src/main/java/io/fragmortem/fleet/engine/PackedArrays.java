package io.fragmortem.fleet.engine;

import java.util.Arrays;

/**
 * Arrays of numbers in few bytes: what is the same all the way is written once, whole numbers and decimals as distances from
 * their neighbours. What is read is what was written, to the bit.
 */
final class PackedArrays {

    private static final int RAW = 0;
    private static final int CONSTANT = 1;

    /** From here on the kind says how many decimals there are, plus this. */
    private static final int DECIMALS = 2;

    private static final double[] SCALES = {1, 100, 1000, 10_000};

    /** Whole numbers above 2^53 are not told apart. */
    private static final double LARGEST = 1L << 53;

    private PackedArrays() {}

    static void put(double[] values, PackedBytes out) {
        out.putInt(values.length);
        int present = 0;
        for (double value : values) {
            present += Double.isNaN(value) ? 0 : 1;
        }
        out.putInt(values.length - present);
        if (present < values.length) {
            putHoles(values, out);
        }
        boolean constant = isConstant(values);
        if (!constant && present == values.length && out.putWhole(DECIMALS, values)) {
            // nearly all that there is
            return;
        }
        int kind = constant ? CONSTANT : kindOf(values);
        out.put(kind);
        if (kind == CONSTANT) {
            if (present > 0) {
                out.putDouble(first(values));
            }
            return;
        }
        double scale = kind < DECIMALS ? 1 : SCALES[kind - DECIMALS];
        long before = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            if (kind == RAW) {
                out.putDouble(value);
            } else {
                double scaled = value * scale;
                long whole = (long) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
                out.putLong(whole - before);
                before = whole;
            }
        }
    }

    static double[] takeDoubles(PackedBytes in) {
        double[] values = new double[in.takeInt()];
        int missing = in.takeInt();
        boolean[] holes = missing > 0 ? takeHoles(values.length, in) : new boolean[0];
        int present = values.length - missing;
        int kind = in.take();
        if (kind >= DECIMALS) {
            in.takeWhole(SCALES[kind - DECIMALS], present, values);
        } else if (kind == CONSTANT && present > 0) {
            Arrays.fill(values, 0, present, in.takeDouble());
        } else {
            for (int i = 0; i < present; i++) {
                values[i] = in.takeDouble();
            }
        }
        // from the end, where each value moves to the place that its holes leave it
        for (int i = holes.length - 1; i >= 0; i--) {
            values[i] = holes[i] ? Double.NaN : values[--present];
        }
        return values;
    }

    /** Lengths of the stretches with and without values, in turn. */
    private static void putHoles(double[] values, PackedBytes out) {
        boolean hole = false;
        int length = 0;
        for (double value : values) {
            if (Double.isNaN(value) != hole) {
                out.putInt(length);
                hole = !hole;
                length = 0;
            }
            length++;
        }
        out.putInt(length);
    }

    private static boolean[] takeHoles(int n, PackedBytes in) {
        boolean[] holes = new boolean[n];
        boolean hole = false;
        for (int i = 0; i < n; hole = !hole) {
            for (int left = in.takeInt(); left > 0; left--) {
                holes[i++] = hole;
            }
        }
        return holes;
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(values[0])) {
                return false;
            }
        }
        return true;
    }

    private static double first(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    private static int kindOf(double[] values) {
        long first = Double.doubleToRawLongBits(first(values));
        boolean constant = true;
        int scale = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            constant &= Double.doubleToRawLongBits(value) == first;
            while (scale < SCALES.length && !isWhole(value, SCALES[scale])) {
                scale++;
            }
            if (!constant && scale == SCALES.length) {
                return RAW;
            }
        }
        return constant ? CONSTANT : scale < SCALES.length && areWhole(values, SCALES[scale]) ? scale + DECIMALS : RAW;
    }

    /** What is whole in small units may be too large for them. */
    private static boolean areWhole(double[] values, double scale) {
        for (double value : values) {
            if (!Double.isNaN(value) && !isWhole(value, scale)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value is a whole number that its neighbours' distances tell to the bit. */
    static boolean isWhole(double value, long whole) {
        return whole == value && Math.abs(value) < LARGEST && (whole != 0 || Double.doubleToRawLongBits(value) == 0);
    }

    private static boolean isWhole(double value, double scale) {
        if (scale == 1) {
            // a division costs more than all the rest
            return isWhole(value, (long) value);
        }
        double scaled = value * scale;
        // rounded by hand: Math.round costs more than all the rest
        long whole = (long) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        return Math.abs(scaled) < LARGEST && whole / scale == value && (whole != 0 || 1 / value > 0);
    }

    static void put(long[] values, PackedBytes out) {
        out.putInt(values.length);
        boolean constant = true;
        for (long value : values) {
            constant &= value == values[0];
        }
        out.put(constant ? CONSTANT : RAW);
        long before = 0;
        long step = 0;
        for (int i = 0; i < (constant ? Math.min(1, values.length) : values.length); i++) {
            // times run on evenly: the change of the step is mostly 0
            out.putLong(values[i] - before - step);
            step = i == 0 ? 0 : values[i] - before;
            before = values[i];
        }
    }

    static long[] takeLongs(PackedBytes in) {
        long[] values = new long[in.takeInt()];
        boolean constant = in.take() == CONSTANT;
        long before = 0;
        long step = 0;
        if (constant && values.length > 0) {
            Arrays.fill(values, in.takeLong());
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = before + step + in.takeLong();
            step = i == 0 ? 0 : values[i] - before;
            before = values[i];
        }
        return values;
    }

    static void put(int[] values, PackedBytes out) {
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        put(wide, out);
    }

    static int[] takeInts(PackedBytes in) {
        long[] wide = takeLongs(in);
        int[] values = new int[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) wide[i];
        }
        return values;
    }

    static void put(byte[] values, PackedBytes out) {
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        put(wide, out);
    }

    static byte[] takeBytes(PackedBytes in) {
        long[] wide = takeLongs(in);
        byte[] values = new byte[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) wide[i];
        }
        return values;
    }
}
