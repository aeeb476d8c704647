package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.cycle.Cycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beginnings of stretches that do not follow the cycle of the rest yet: pages stay near the last peak of the data, so that the first day has
 * troughs that no later one has. A certified change within the first period gives them away; what came before it, and half a period at
 * least, is searched for changes, but not asked what the cycle is, nor for changes of the rest.
 *
 * @param bounds first bins of the stretches, then the number of bins
 * @param settled first bin of each stretch that follows the cycle
 */
record Beginnings(int[] bounds, int[] settled) {

    /** So many periods of the cycle are to be left. */
    private static final int LEAST_PERIODS = 3;

    /**
     * Looks for them.
     *
     * @param changes first bins of regimes
     */
    static Beginnings of(BinnedRuns binned, int[] changes, Cycle cycle) {
        int[] bounds = binned.bounds();
        int[] settled = Arrays.copyOf(bounds, bounds.length - 1);
        double places = cycle.present() ? cycle.period() / binned.width() : 0;
        for (int r = 0; r < settled.length; r++) {
            for (int change : changes) {
                double until = Math.max(change, bounds[r] + places / 2);
                boolean early = change > bounds[r] && change <= bounds[r] + places;
                if (early && until + LEAST_PERIODS * places <= bounds[r + 1]) {
                    settled[r] = (int) until;
                }
            }
        }
        return new Beginnings(bounds, settled);
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
