package org.apache.commons.math3.util;

/**
 * Takes the place of the class of the same name, whose 6,000 written numbers weigh as much as a tenth of the page: computes them when they
 * are first asked for, in the way in which they were once made ({@code FastMath} with {@code RECOMPUTE_TABLES_AT_RUNTIME}).
 */
final class FastMathLiteralArrays {

    /** exp(-750) to exp(750), of which the middle is exp(0). */
    private static final int EXP_INT_MIDDLE = FastMath.EXP_INT_TABLE_MAX_INDEX;

    /** exp(0) to exp(1), in steps of 1/1024. */
    private static final int EXP_FRAC_LENGTH = FastMath.EXP_FRAC_TABLE_LEN;

    private static final int LN_MANT_LENGTH = FastMath.LN_MANT_LEN;

    private static final long ONE = 0x3ff0000000000000L;

    private static final int LN_MANT_SHIFT = 42;

    private FastMathLiteralArrays() {}

    static double[] loadExpIntA() {
        return expInt(0);
    }

    static double[] loadExpIntB() {
        return expInt(1);
    }

    static double[] loadExpFracA() {
        return expFrac(0);
    }

    static double[] loadExpFracB() {
        return expFrac(1);
    }

    /** The natural logarithms of 1 to 2, in steps of 1/1024. */
    static double[][] loadLnMant() {
        double[][] logarithms = new double[LN_MANT_LENGTH][];
        for (int i = 0; i < LN_MANT_LENGTH; i++) {
            logarithms[i] = FastMathCalc.slowLog(Double.longBitsToDouble((long) i << LN_MANT_SHIFT | ONE));
        }
        return logarithms;
    }

    /** The upper (0) or lower (1) digits. */
    private static double[] expInt(int part) {
        double[] table = new double[2 * EXP_INT_MIDDLE];
        double[] power = new double[2];
        double[] reciprocal = new double[2];
        for (int i = 0; i < EXP_INT_MIDDLE; i++) {
            FastMathCalc.expint(i, power);
            table[EXP_INT_MIDDLE + i] = power[part];
            if (i > 0) {
                FastMathCalc.splitReciprocal(power, reciprocal);
                table[EXP_INT_MIDDLE - i] = reciprocal[part];
            }
        }
        return table;
    }

    private static double[] expFrac(int part) {
        double[] table = new double[EXP_FRAC_LENGTH];
        double[] power = new double[2];
        double step = 1.0 / (EXP_FRAC_LENGTH - 1);
        for (int i = 0; i < EXP_FRAC_LENGTH; i++) {
            FastMathCalc.slowexp(i * step, power);
            table[i] = power[part];
        }
        return table;
    }
}
