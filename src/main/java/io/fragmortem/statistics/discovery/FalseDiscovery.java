package io.fragmortem.statistics.discovery;

import java.util.Arrays;

/**
 * Adjusted p values for many tests at once: claim those at most q and the expected share of false claims is at most q.
 *
 * <p>Feed one primary p value per instance and metric, not every p value there is. O(m log m).
 */
public final class FalseDiscovery {

    private FalseDiscovery() {}

    /** Benjamini and Hochberg 1995, JRSSB 57:289. Valid for independent or positively dependent tests. */
    public static double[] benjaminiHochberg(double[] p) {
        return adjust(p, 1);
    }

    /** Benjamini and Yekutieli 2001, Ann. Stat. 29:1165. Valid under any dependence; the price is a factor ln m + 0.58. */
    public static double[] benjaminiYekutieli(double[] p) {
        double harmonic = 0;
        for (int i = 1; i <= p.length; i++) {
            harmonic += 1.0 / i;
        }
        return adjust(p, harmonic);
    }

    private static double[] adjust(double[] p, double factor) {
        for (double x : p) {
            if (!(x >= 0 && x <= 1)) {
                throw new IllegalArgumentException("p value: " + x + ", expected 0 to 1");
            }
        }
        int m = p.length;
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double[] adjusted = new double[m];
        double least = 1;
        for (int i = m - 1; i >= 0; i--) {
            least = Math.min(least, sorted[i] * factor * m / (i + 1));
            adjusted[i] = least;
        }
        double[] result = new double[m];
        for (int i = 0; i < m; i++) {
            // equal p values share the adjusted value of the last of them, which the minimum has carried to all
            result[i] = adjusted[Arrays.binarySearch(sorted, p[i])];
        }
        return result;
    }
}
