package io.fragmortem.diagnosis.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds cliffs: one step from sample to sample that makes up half (say) of everything the series ever did, and after which it
 * stays where it went. A FLUSHALL, a purge or a loaded dataset looks like this. The readings are exact counters, so such a step needs
 * no test against noise; a test would rightly answer that it cannot be told from a random walk with jumps, which helps nobody
 * who knows that the counter cannot wander. Trends are never fitted across one. O(n).
 */
final class Cliffs {

    /** Samples on either side that must have been there: enough for a median that one odd sample does not move. */
    private static final int SIDE = 10;

    /** A run shorter than this shows no level on either side. */
    private static final int LEAST = 3 * SIDE;

    /** How many times as large as any other step near it: Gaussian noise does not do that in twenty steps. */
    private static final double STANDS_OUT = 4;

    /**
     * A cliff.
     *
     * @param place first sample after it
     * @param before median of the samples before it, bytes
     * @param after median of the samples after it, bytes
     */
    record Cliff(int place, double before, double after) {}

    private Cliffs() {}

    /**
     * The cliffs within one run, ascending.
     *
     * @param values one per sample, NaN where not told
     * @param from first sample of the run
     * @param to after its last sample
     * @param ofRange what share of everything that the run did a step must make up
     */
    static List<Cliff> within(double[] values, int from, int to, double ofRange) {
        // loops and no streams: every sample of every series passes here
        int[] places = new int[Math.max(0, to - from)];
        double[] told = new double[places.length];
        int n = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                places[n] = i;
                told[n++] = value;
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        if (n < LEAST) {
            return List.of();
        }
        double least = ofRange * (high - low);
        List<Cliff> cliffs = new ArrayList<>();
        for (int k = SIDE; k + SIDE <= n; k++) {
            if (least > 0 && Math.abs(told[k] - told[k - 1]) >= least && standsOut(told, k)) {
                double before = median(told, k - SIDE);
                double after = median(told, k);
                if (Math.abs(after - before) >= least) {
                    cliffs.add(new Cliff(places[k], before, after));
                }
            }
        }
        return cliffs;
    }

    private static boolean standsOut(double[] told, int k) {
        double step = Math.abs(told[k] - told[k - 1]);
        for (int i = k - SIDE + 1; i < k + SIDE; i++) {
            if (i != k && STANDS_OUT * Math.abs(told[i] - told[i - 1]) > step) {
                return false;
            }
        }
        return true;
    }

    /** Of the samples on one side, an even number. */
    private static double median(double[] told, int from) {
        double[] sorted = Arrays.copyOfRange(told, from, from + SIDE);
        Arrays.sort(sorted);
        return 0.5 * (sorted[SIDE / 2 - 1] + sorted[SIDE / 2]);
    }
}
