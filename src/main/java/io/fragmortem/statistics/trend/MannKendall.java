package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Inversions;
import io.fragmortem.statistics.base.Ranks;
import java.util.OptionalDouble;

/**
 * The classical Mann-Kendall test for a monotone trend, for comparison: it assumes independent samples and cries wolf on
 * autocorrelated ones (63 % false alarms at 5 % nominal for lag-one correlation 0.9). The test to rely on is {@link Trend}.
 *
 * <p>S is the number of rising pairs less the number of falling ones; its variance is corrected for ties; z has the
 * continuity correction (pyMannKendall and R {@code trend} do the same, SciPy's {@code kendalltau} does not). Of a constant
 * series the variance is 0, z 0 and p 1, which is pyMannKendall's convention. Mann 1945, Econometrica 13:245; Kendall 1975,
 * Rank Correlation Methods. Minimum n: 1 gives an answer, 10 a sensible one. S by merge sort as in Knight 1966, JASA 61:436:
 * O(n log n) time, O(n) space.
 *
 * @param n samples used, missing ones left out
 * @param s rising pairs less falling pairs
 * @param varS variance of S if all orders of these values were equally likely
 * @param z normal score of S with continuity correction
 * @param p two-sided, from z
 * @param exactP two-sided, from the exact distribution of S, for up to 10 values without ties
 * @param ties whether equal values occur
 */
public record MannKendall(int n, long s, double varS, double z, double p, OptionalDouble exactP, boolean ties) {

    private static final int EXACT_UP_TO = 10;

    /** Values in time order; missing ones (NaN, infinite) are left out. */
    public static MannKendall of(double... values) {
        return ofPresent(Ranks.present(values));
    }

    /** As {@link #of}, for values known to be usable; {@code values} is kept as it is. */
    static MannKendall ofPresent(double[] values) {
        int n = values.length;
        double[] sorted = values.clone();
        long inversions = Inversions.sortAndCount(sorted);
        Ranks.Ties ties = Ranks.ties(sorted);
        long pairs = (long) n * (n - 1) / 2;
        long s = pairs - ties.pairs() - 2 * inversions;
        double varS = variance(n, ties.cubic());
        double z = score((double) s, varS);
        boolean exact = n >= 2 && n <= EXACT_UP_TO && ties.pairs() == 0;
        return new MannKendall(
                n,
                s,
                varS,
                z,
                Distributions.normalTwoSided(z),
                exact ? OptionalDouble.of(exactTwoSided(n, s)) : OptionalDouble.empty(),
                ties.pairs() > 0);
    }

    /** Variance of S given n and the sum of t(t-1)(2t+5) over groups of t equal values. */
    static double variance(double n, double tieCubic) {
        return Math.max(0, (n * (n - 1) * (2 * n + 5) - tieCubic) / 18);
    }

    /** Normal score of S with continuity correction; 0 when the variance is 0. */
    static double score(double s, double varS) {
        return varS > 0 ? (s - Math.signum(s)) / Math.sqrt(varS) : 0;
    }

    /** P(|S'| >= |s|) over all orders of n distinct values, by the generating function of inversions. */
    private static double exactTwoSided(int n, long s) {
        int most = n * (n - 1) / 2;
        double[] share = new double[most + 1];
        share[0] = 1;
        for (int k = 2; k <= n; k++) {
            double[] next = new double[most + 1];
            for (int d = 0; d <= most; d++) {
                for (int j = 0; j < k && j <= d; j++) {
                    next[d] += share[d - j] / k;
                }
            }
            share = next;
        }
        double p = 0;
        for (int d = 0; d <= most; d++) {
            p += Math.abs(most - 2L * d) >= Math.abs(s) ? share[d] : 0;
        }
        return Math.min(1, p);
    }
}
