package io.fragmortem.statistics.discovery;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/** How likely mere chance is to bring so many together. */
public final class Chance {

    private static final double EPSILON = 1e-12;
    private static final int ITERATIONS = 10_000;

    private Chance() {}

    /**
     * Probability that a group drawn at random holds at least so many of the affected ones: Fisher's exact test, one-sided. O(n).
     *
     * @param all how many there are
     * @param affected how many of all are affected
     * @param group how many are in the group
     * @param found how many of the group are affected
     */
    public static double ofShare(int all, int affected, int group, int found) {
        if (all <= 0 || affected < 0 || affected > all || group < 0 || group > all || found > group) {
            throw new IllegalArgumentException(found + " of " + group + " among " + affected + " of " + all);
        }
        return Math.min(
                1, new HypergeometricDistribution(null, all, affected, group).upperCumulativeProbability(found));
    }

    /** Probability of at least so many independent events where {@code mean} are expected (Poisson). O(1). */
    public static double ofCount(double mean, int found) {
        if (!(mean >= 0)) {
            throw new IllegalArgumentException("mean " + mean + ", expected 0 or more");
        }
        if (mean == 0 || found <= 0) {
            return found <= 0 ? 1 : 0;
        }
        return Math.max(
                0, 1 - new PoissonDistribution(null, mean, EPSILON, ITERATIONS).cumulativeProbability(found - 1));
    }

    /**
     * Probability that at least so many of these events fall into one part of the time they came in, if their rate is the same in all of it:
     * the exact conditional test of two Poisson rates, Przyborowski and Wilenski 1940, Biometrika 31:313. O(1).
     *
     * @param found how many came in the part
     * @param others how many in the rest
     * @param part its share of the time, 0 to 1
     */
    public static double ofPart(int found, int others, double part) {
        if (found < 0 || others < 0 || !(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(found + " and " + others + " in " + part);
        }
        return found == 0
                ? 1
                : Math.max(
                        0, 1 - new BinomialDistribution(null, found + others, part).cumulativeProbability(found - 1));
    }
}
