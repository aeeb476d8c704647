package io.fragmortem.statistics.base;

import org.apache.commons.math3.special.Beta;

/**
 * Two-sided tail of Student's t for one number of degrees of freedom, which may be fractional: the incomplete beta function by its continued
 * fraction, Abramowitz and Stegun 26.5.8, in Lentz's form (Thompson and Barnett 1986, J. Comput. Phys. 64:490). A mixture of noises asks for
 * hundreds of them with the same degrees of freedom; commons-math's takes five times as long. Right to about 1e-14 of its value.
 */
public final class StudentTail {

    private static final double PRECISION = 1e-15;
    private static final double SMALLEST = 1e-300;
    private static final int MOST_TERMS = 100_000;

    private final double df;
    private final double logBeta;

    /** @param df positive */
    public StudentTail(double df) {
        this.df = df;
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

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = inverse(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(1 + even * d);
            c = 1 + even / c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(1 + odd * d);
            c = 1 + odd / c;
            double factor = d * c;
            h *= factor;
            if (Math.abs(factor - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    private static double inverse(double x) {
        return 1 / (Math.abs(x) < SMALLEST ? SMALLEST : x);
    }
}
