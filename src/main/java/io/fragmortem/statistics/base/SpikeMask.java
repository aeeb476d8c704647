package io.fragmortem.statistics.base;

import java.util.Arrays;

/**
 * Tells single samples that leave their neighbourhood (spikes) from the rest, so that they can be taken as missing.
 *
 * <p>Distance from a running median of 11 against a global scale: Hampel 1974, JASA 69:383; Tukey 1977. The scale is at
 * least half a step of the reading, else one-step moves of a coarse ratio would be spikes. A regime shorter than 6 samples is
 * a spike here, never a regime. Needs n &gt;= 11. O(n).
 */
public final class SpikeMask {

    private static final int HALF = 5;
    private static final int WINDOW = 2 * HALF + 1;
    public static final double LIMIT = 4.5;
    private static final double LEAST_KEPT = 0.8;

    /** The scale, the cycle and the changes of a series are each looked for with its spikes set aside. */
    private static final Recent<Masked> RECENT = new Recent<>(2);

    private SpikeMask() {}

    private record Masked(double[] values, boolean[] ok) {}

    /** True where a sample is present and no spike. */
    public static boolean[] ok(double[] y) {
        return RECENT.get(kept -> Arrays.equals(kept.values, y), () -> new Masked(y.clone(), made(y)))
                .ok
                .clone();
    }

    private static boolean[] made(double[] y) {
        int n = y.length;
        boolean[] present = new boolean[n];
        for (int t = 0; t < n; t++) {
            present[t] = Series.usable(y[t]);
        }
        if (n < WINDOW) {
            return present;
        }
        double[] distance = distances(y, present);
        double[] known = Ranks.present(distance);
        if (known.length == 0) {
            return present;
        }
        double scale = scale(known, y);
        boolean[] ok = new boolean[n];
        int kept = 0;
        for (int t = 0; t < n; t++) {
            ok[t] = present[t] && (scale == 0 || distance[t] <= LIMIT * scale);
            kept += ok[t] ? 1 : 0;
        }
        return kept < LEAST_KEPT * known.length ? present : ok;
    }

    private static double scale(double[] distances, double[] y) {
        double mean = Sums.of(distances) / distances.length;
        double scale = 1.4826 * Ranks.medianInPlace(distances);
        if (scale == 0) {
            scale = 1.2533 * mean;
        }
        return Math.max(scale, Ranks.quantumAbove(2 * scale, Ranks.present(y)) / 2);
    }

    private static double[] distances(double[] y, boolean[] present) {
        int n = y.length;
        double[] distance = new double[n];
        double[] window = new double[WINDOW];
        for (int t = 0; t < n; t++) {
            distance[t] = Double.NaN;
            if (present[t]) {
                int from = Math.max(0, Math.min(t - HALF, n - WINDOW));
                distance[t] = Math.abs(y[t] - median(y, present, from, window));
            }
        }
        return distance;
    }

    private static double median(double[] y, boolean[] present, int from, double[] window) {
        int m = 0;
        for (int t = from; t < from + WINDOW; t++) {
            if (present[t]) {
                int j = m++;
                while (j > 0 && window[j - 1] > y[t]) {
                    window[j] = window[j - 1];
                    j--;
                }
                window[j] = y[t];
            }
        }
        return m % 2 == 1 ? window[m / 2] : (window[m / 2 - 1] + window[m / 2]) / 2;
    }
}
