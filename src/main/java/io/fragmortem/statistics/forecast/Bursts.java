package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import java.util.Arrays;

/**
 * Surprises far above the usual ones: they come at random, and how far above follows a Pareto law. Hill 1975, Ann. Stat. 3:1163; those
 * within the memory of a higher one are the same burst: Smith and Weissman 1994, JRSS B 56:515. Neither how often they come nor the index
 * of the law is known better than the few seen tell, so each future draws both: given m bursts, whose logarithms over the bound sum to S,
 * the rate is gamma of shape m + 1/2 (Jeffreys: one that was never seen may come), the index gamma of shape m + 1 and rate S + 1/2 (before
 * anything is seen an index of 2, the border of laws that have a variance).
 */
final class Bursts {

    /** Surprises of normal noise lie further above in one of 740, in its deviations. */
    private static final double FAR = 3;

    /** Of so many, or one in so many places, the law is that of the largest alone, above the next one. */
    private static final int ENOUGH = 5;

    private static final int ONE_IN = 50;

    /** Known before anything was seen: bursts, and logarithms over their bound. */
    private static final double UNSEEN = 0.5;

    private static final double LOGARITHMS_UNSEEN = 0.5;
    /** The rate of a future is hardly ever so many times what was seen. */
    private static final double MOST = 4;

    private static final double ROUNDING = 1e-9;

    private static final int NEVER = Integer.MAX_VALUE / 4;

    /** The largest that may come, in the largest seen: nothing is known about the law further away. */
    private static final double FARTHEST = 10;

    /** Above it everything is a burst or its decay; 0 where nothing surprises. */
    private final double far;
    /** Bursts are this large or larger. */
    private final double bound;

    /** None is larger. */
    private final double most;

    private final int places;
    private final int count;
    /** How many of them lie at the bound or above it, beside the one that it is, and the sum of their logarithms over it. */
    private final int above;

    private final double sum;
    /** Of the future that is being drawn: bursts in as many places as were seen, and the index of their law. */
    private double rate;

    private double index = 1;
    /** Logarithm of the chance of a place without one. */
    private double quiet;
    /** Share of the whole law that lies below the largest size. */
    private double within = 1;

    /**
     * Takes what was seen.
     *
     * @param usual deviation of the usual surprises
     * @param memory places after which one has nothing to do with the one before
     */
    Bursts(double[] surprises, double usual, int memory) {
        far = FAR * usual;
        places = surprises.length;
        double[] peaks = peaks(surprises, memory);
        int enough = Math.max(ENOUGH, places / ONE_IN);
        count = Math.min(enough, peaks.length);
        bound = peaks.length < ENOUGH ? far : peaks[Math.max(0, peaks.length - enough - 1)];
        most = FARTHEST * (peaks.length == 0 ? far : peaks[peaks.length - 1]);
        above = peaks.length < ENOUGH ? peaks.length : Math.min(enough, peaks.length - 1);
        double logarithms = LOGARITHMS_UNSEEN;
        for (double p : peaks) {
            logarithms += p > bound ? Math.log(p / bound) : 0;
        }
        sum = logarithms;
    }

    /** The highest of each burst, ascending. */
    private double[] peaks(double[] surprises, int memory) {
        double[] peaks = new double[surprises.length];
        int m = 0;
        int quiet = memory;
        for (double e : surprises) {
            if (bursts(e)) {
                m += quiet >= memory ? 1 : 0;
                peaks[m - 1] = Math.max(peaks[m - 1], e);
                quiet = 0;
            } else {
                quiet++;
            }
        }
        double[] ascending = Arrays.copyOf(peaks, m);
        Arrays.sort(ascending);
        return ascending;
    }

    /** Whether a surprise is a burst or belongs to one. */
    boolean bursts(double surprise) {
        return far > 0 && surprise > far;
    }

    /** Share of the places at which a burst may come; whether it does depends on the future. */
    double share() {
        return far > 0 ? Math.min(1, MOST * (count + UNSEEN) / places) : 0;
    }

    /** Another future. */
    void draw(Draws random) {
        if (far == 0) {
            return;
        }
        rate = PathNoise.chiSquared(random, 2 * (count + UNSEEN)) / 2;
        index = PathNoise.chiSquared(random, 2 * (above + 1)) / 2 / sum;
        quiet = StrictMath.log1p(-Math.min(rate, MOST * (count + UNSEEN)) / places);
        within = 1 - StrictMath.pow(most / bound, -index);
    }

    /** Whether a burst comes at a place at which it may. */
    boolean comes(Draws random) {
        return random.nextDouble() * MOST * (count + UNSEEN) < rate;
    }

    /**
     * Below this chance, as {@link #size} takes it, a burst is smaller than so much for certain; a hair below where they are equal, which
     * rounding may move.
     */
    double smaller(double size) {
        return size > bound ? (1 - StrictMath.pow(size / bound, -index)) / within * (1 - ROUNDING) : 0;
    }

    /** The larger the chance, the larger. */
    double size(double chance) {
        return bound * StrictMath.pow(1 - within * chance, -1 / index);
    }

    /** Steps until the next one. */
    int wait(Draws random) {
        return far > 0 ? 1 + (int) Math.min(NEVER, StrictMath.log(1 - random.nextDouble()) / quiet) : NEVER;
    }
}
