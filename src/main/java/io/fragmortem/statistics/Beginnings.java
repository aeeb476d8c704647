package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePointResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beginnings of stretches that do not follow the cycle of the rest yet: pages stay near the last peak of the data, so that the first day lacks
 * the troughs of the later ones. A certified change within the first period gives them away, or a first half period that moves twice as much
 * about its line as is usual once the cycle is out. What came before that change, and half a period at least, is searched for changes, but
 * not asked what the cycle is, nor about changes of the rest.
 *
 * @param bounds first bins of the stretches, then the number of bins
 * @param settled first bin of each stretch that follows the cycle
 */
record Beginnings(int[] bounds, int[] settled) {

    /** So many periods of the cycle are to be left. */
    private static final int LEAST_PERIODS = 3;

    private static final double RESTLESS = 2;

    /**
     * Looks for them.
     *
     * @param bounds first bins of the stretches, then the number of bins
     * @param changes first bins of regimes
     * @param flat values of the bins without the cycle
     * @param period of the cycle in bins; 0 when there is none
     */
    static Beginnings of(int[] bounds, int[] changes, double[] flat, double period) {
        int[] settled = Arrays.copyOf(bounds, bounds.length - 1);
        for (int r = 0; r < settled.length && period > 0; r++) {
            int half = bounds[r] + (int) (period / 2);
            double latest = bounds[r + 1] - LEAST_PERIODS * period;
            if (half > latest) {
                continue;
            }
            settled[r] = restless(flat, bounds[r], half, bounds[r + 1]) ? half : bounds[r];
            for (int change : changes) {
                if (change > bounds[r] && change <= Math.min(bounds[r] + period, latest)) {
                    settled[r] = Math.max(half, change);
                }
            }
        }
        return new Beginnings(bounds, settled);
    }

    /** Whether the bins to a half period move more than those of other half periods do. */
    private static boolean restless(double[] flat, int from, int half, int to) {
        boolean[] ok = new boolean[flat.length];
        for (int t = from; t < to; t++) {
            ok[t] = Series.usable(flat[t]);
        }
        int width = half - from;
        double[] others = new double[(to - half) / width];
        Arrays.setAll(
                others,
                b -> Piece.fit(flat, ok, half + b * width, half + (b + 1) * width)
                        .deviation());
        double usual = Ranks.medianInPlace(others);
        return usual > 0 && Piece.fit(flat, ok, from, half).deviation() > RESTLESS * usual;
    }

    boolean any() {
        return !Arrays.equals(settled, Arrays.copyOf(bounds, settled.length));
    }

    /** Values of the bins, the beginnings missing. */
    double[] without(double[] values) {
        double[] rest = values.clone();
        for (int r = 0; r < settled.length; r++) {
            Arrays.fill(rest, bounds[r], settled[r], Double.NaN);
        }
        return rest;
    }

    /** Changes within the beginnings from a first search, all others from one without them. */
    List<ChangePointResult> of(List<ChangePointResult> first, List<ChangePointResult> without) {
        List<ChangePointResult> changes = new ArrayList<>();
        for (int r = 0; r < settled.length; r++) {
            int places = settled[r] - bounds[r];
            changes.add(places == 0 ? without.get(r) : without.get(r).from(places, first.get(r)));
        }
        return changes;
    }
}
