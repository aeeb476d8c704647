package io.fragmortem.statistics.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
     * Adjusted p values of many instances with several tests each. The first test of each is its primary one, chosen before looking:
     * Benjamini-Yekutieli over these alone. The others are only looked at inside instances whose primary one stands at the level, at that level
     * times the share of such instances; elsewhere they are 1. Benjamini and Bogomolov 2014, JRSSB 76:297.
     *
     * @param instances p values of each, the primary one first; at least one
     */
    public static List<double[]> hierarchical(List<double[]> instances, double level) {
        double[] primary =
                benjaminiYekutieli(instances.stream().mapToDouble(p -> p[0]).toArray());
        double selected = Arrays.stream(primary).filter(q -> q <= level).count();
        List<double[]> adjusted = new ArrayList<>();
        for (int i = 0; i < primary.length; i++) {
            double[] p = instances.get(i);
            double[] others = benjaminiYekutieli(Arrays.copyOfRange(p, 1, p.length));
            double[] q = new double[p.length];
            q[0] = primary[i];
            for (int j = 1; j < q.length; j++) {
                q[j] = primary[i] <= level ? Math.min(1, others[j - 1] * primary.length / selected) : 1;
            }
            adjusted.add(q);
        }
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
