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
        Window window = new Window();
        for (int t = 0; t < WINDOW; t++) {
            window.put(y[t], present[t]);
        }
        for (int t = 0; t < n; t++) {
            int last = t + HALF;
            if (last >= WINDOW && last < n) {
                window.drop(y[last - WINDOW], present[last - WINDOW]);
                window.put(y[last], present[last]);
            }
            distance[t] = present[t] ? Math.abs(y[t] - window.median()) : Double.NaN;
        }
        return distance;
    }

    /** The values around a place, ascending. */
    private static final class Window {
        private final double[] sorted = new double[WINDOW];
        private int size;

        void put(double value, boolean present) {
            if (present) {
                int j = size++;
                while (j > 0 && sorted[j - 1] > value) {
                    sorted[j] = sorted[j - 1];
                    j--;
                }
                sorted[j] = value;
            }
        }

        void drop(double value, boolean present) {
            if (present) {
                int j = 0;
                while (sorted[j] != value) {
                    j++;
                }
                size--;
                for (; j < size; j++) {
                    sorted[j] = sorted[j + 1];
                }
            }
        }

        double median() {
            return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
        }
    }
}
