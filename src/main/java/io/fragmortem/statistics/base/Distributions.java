package io.fragmortem.statistics.base;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/** The few distribution functions that the tests need, each correct in its far tail. */
public final class Distributions {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Distributions() {}

    /** P(|Z| > |z|); keeps its digits where {@code 1 - cdf} has none left. */
    public static double normalTwoSided(double z) {
        return Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    public static double normalQuantile(double p) {
        return NORMAL.inverseCumulativeProbability(p);
    }

    /** P(|T| > |t|) for Student t; {@code df} may be fractional. */
    public static double studentTwoSided(double t, double df) {
        return new StudentTail(df).of(t);
    }

    public static double studentQuantile(double p, double df) {
        return new TDistribution(null, df).inverseCumulativeProbability(p);
    }

    /** P(F > f) for Fisher's F with so many degrees of freedom above and below; f may be infinite. */
    public static double fisherAbove(double f, double above, double below) {
        return Beta.regularizedBeta(below / (below + above * Math.max(0, f)), below / 2, above / 2);
    }
}
