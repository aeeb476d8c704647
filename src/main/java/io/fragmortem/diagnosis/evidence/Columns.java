package io.fragmortem.diagnosis.evidence;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/** Values per row of the series; NaN marks rows that do not tell. */
public final class Columns {

    private Columns() {}

    /** The last value that is told. */
    public static OptionalDouble lastOf(double[] column) {
        for (int i = column.length - 1; i >= 0; i--) {
            if (!Double.isNaN(column[i])) {
                return OptionalDouble.of(column[i]);
            }
        }
        return OptionalDouble.empty();
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
