package io.fragmortem.statistics.discovery;

import java.util.Arrays;

/**
 * Adjusted p values for many tests at once: claim those at most q and the expected share of false claims is at most q.
 *
 * <p>Feed one primary p value per instance, not every p value there is: the p of a noise mixture has a floor, and every further test
 * lowers the bar towards it. O(m log m).
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

    /**
     * Adjusted p values of one family out of many that were selected by another test each (its own primary p value): its level is that of the
     * selection times the share that was selected. Benjamini and Bogomolov 2014, JRSSB 76:297.
     *
     * @param p of the family
     * @param share of all families that was selected, this one among them
     */
    public static double[] insideSelected(double[] p, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + ", expected above 0, at most 1");
        }
        double[] adjusted = benjaminiHochberg(p);
        Arrays.setAll(adjusted, i -> Math.min(1, adjusted[i] / share));
        return adjusted;
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
