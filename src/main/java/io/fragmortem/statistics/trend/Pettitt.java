package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Ranks;

/**
 * The classical Pettitt test for one change of level, for comparison: it assumes independent samples (59 % false alarms at
 * lag-one correlation 0.6) and calls a trend a change. Those to rely on are in {@code ChangePoints}.
 *
 * <p>Pettitt 1979, Appl. Stat. 28:126; p by his approximation 2 exp(-6 K^2 / (n^3 + n^2)), at most 1. O(n log n).
 *
 * @param k largest |U|
 * @param index first place, 0-based among the samples that are present, of the new level (the first such when tied)
 * @param p approximate
 */
public record Pettitt(double k, int index, double p) {

    /** Values in time order; missing ones are left out. Fewer than two, or a constant: K is 0 and p is 1. */
    public static Pettitt of(double... values) {
        return ofPresent(Ranks.present(values));
    }

    static Pettitt ofPresent(double[] values) {
        double[] rank = Ranks.averageRanks(values);
        int n = rank.length;
        double sum = 0;
        double k = 0;
        int index = 0;
        for (int t = 1; t < n; t++) {
            sum += rank[t - 1];
            double u = Math.abs(2 * sum - (double) t * (n + 1));
            if (u > k) {
                k = u;
                index = t;
            }
        }
        double cube = (double) n * n * n + (double) n * n;
        return new Pettitt(k, index, n < 2 ? 1 : Math.min(1, 2 * Math.exp(-6 * k * k / cube)));
    }
}
