package io.fragmortem.timeline;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/** Values per row; NaN marks rows that do not tell. */
public final class Columns {

    private Columns() {}

    /** The last value that is told. */
    public static OptionalDouble lastOf(double[] column) {
        return lastOf(column, 0, column.length);
    }

    /**
     * The last value that is told in some of the rows.
     *
     * @param from the first of them
     * @param to after the last of them
     */
    public static OptionalDouble lastOf(double[] column, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (!Double.isNaN(column[i])) {
                return OptionalDouble.of(column[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The largest value that is told. */
    public static OptionalDouble largestOf(double[] column) {
        return largestOf(column, 0);
    }

    /** The largest value that is told from a row on. */
    public static OptionalDouble largestOf(double[] column, int from) {
        double largest = Double.NaN;
        for (int i = from; i < column.length; i++) {
            double value = column[i];
            largest = Double.isNaN(largest) ? value : Double.isNaN(value) ? largest : Math.max(largest, value);
        }
        return Double.isNaN(largest) ? OptionalDouble.empty() : OptionalDouble.of(largest);
    }

    /** Row by row; NaN on either side gives NaN. */
    public static double[] combine(double[] a, double[] b, DoubleBinaryOperator operator) {
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = operator.applyAsDouble(a[i], b[i]);
        }
        return out;
    }
}
