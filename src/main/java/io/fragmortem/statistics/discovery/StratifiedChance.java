package io.fragmortem.statistics.discovery;

import io.fragmortem.statistics.base.Distributions;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely mere chance is to bring so many affected ones into a group where all that counts is drawn within strata: what the strata
 * themselves explain is no excess of the group. Given the margins of each stratum the affected ones of the group are hypergeometric in each,
 * and under chance their sum is the sum of independent ones; its exact distribution is the convolution of these (Gart 1970, Biometrika
 * 57:471; Agresti, Categorical Data Analysis, 3rd ed., 6.4 and 16.5). Where that would cost too much: Cochran (1954) and Mantel and Haenszel
 * (1959, J. Natl. Cancer Inst. 22:719), the sum less its mean and less one half, by its deviation, as a normal deviate.
 *
 * <p>Strata in which all or none belong to the group, or all or none are affected, tell nothing. O(strata), and O(s^2) for the exact
 * distribution, whose support has s + 1 values, at most {@value #EXACT}.
 */
public final class StratifiedChance {

    private static final int EXACT = 400;

    /** Where a stratum can only have one number of affected ones in the group. */
    private static final double[] ALWAYS = {1};

    private final List<double[]> strata = new ArrayList<>();
    private long support;
    private long above;
    private double excess;
    private double variance;

    /** Nothing was seen yet. */
    public StratifiedChance() {}

    /**
     * Adds a stratum.
     *
     * @param all how many there are in it
     * @param affected how many of all are affected
     * @param group how many are in the group
     * @param found how many of the group are affected
     */
    public void add(int all, int affected, int group, int found) {
        int least = Math.max(0, affected + group - all);
        int most = Math.min(affected, group);
        if (affected < 0 || affected > all || group < 0 || group > all || found < least || found > most) {
            throw new IllegalArgumentException(found + " of " + group + " among " + affected + " of " + all);
        }
        if (most == least) {
            return;
        }
        support += most - least;
        above += found - least;
        double share = (double) affected / all;
        excess += found - group * share;
        variance += group * share * (1 - share) * (all - group) / (all - 1.0);
        strata.add(support <= EXACT ? weights(all, affected, group, least, most) : ALWAYS);
    }

    /** Whether any stratum can tell. */
    public boolean isTold() {
        return support > 0;
    }

    /** Probability of at least so many affected ones in the group; 1 where no stratum can tell. */
    public double p() {
        if (support == 0) {
            return 1;
        }
        if (support > EXACT) {
            double z = (excess - 0.5) / Math.sqrt(variance);
            double beyond = Distributions.normalTwoSided(z) / 2;
            return z > 0 ? beyond : 1 - beyond;
        }
        double[] sum = ALWAYS;
        for (double[] stratum : strata) {
            sum = convolved(sum, stratum);
        }
        double p = 0;
        for (int i = sum.length - 1; i >= above; i--) {
            p += sum[i];
        }
        return Math.min(1, p);
    }

    /** Probabilities of the hypergeometric distribution from its least value on, by the ratios of neighbours. */
    private static double[] weights(int all, int affected, int group, int least, int most) {
        double[] logs = new double[most - least + 1];
        double largest = 0;
        for (int i = 1; i < logs.length; i++) {
            double x = least + i;
            logs[i] = logs[i - 1] + Math.log((affected - x + 1) * (group - x + 1) / (x * (all - affected - group + x)));
            largest = Math.max(largest, logs[i]);
        }
        double total = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.exp(logs[i] - largest);
            total += logs[i];
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] /= total;
        }
        return logs;
    }

    private static double[] convolved(double[] a, double[] b) {
        double[] sum = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                sum[i + j] += a[i] * b[j];
            }
        }
        return sum;
    }
}
