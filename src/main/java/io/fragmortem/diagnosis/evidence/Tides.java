package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Room that is free when used memory is low and full when it is high: kept for its owner's return, not wasted. */
public final class Tides {

    /** One percent on the logarithmic scale. */
    private static final double RSS_STEP = Math.log(1.01);

    private final Case c;

    public Tides(Case c) {
        this.c = c;
    }

    /** What stood at a high tide, in bytes. */
    private record High(double free, double used, double rss) {

        static High emptier(High one, High other) {
            return other.free < one.free ? other : one;
        }
    }

    /**
     * Whether a high tide of the same run filled the room again while RSS stayed: then it was kept for its owner's return.
     * It need not be after the claim's own ebb, one before it shows the same, unless the last high tide left enough of it free to matter
     * by itself: what was headroom once has grown beyond it. RSS may breathe with the data, if it does so by less than half as much.
     *
     * @param free bytes of the room per row
     */
    public boolean isRefilled(double[] free, Claim claim) {
        double maxUsed = c.levels().maxUsed();
        double tide = c.value(Thresholds.HIGH_TIDE) * maxUsed;
        if (leavesRoom(free, tide)) {
            return false;
        }
        double refilled = c.value(Thresholds.REFILLED);
        int band = (int) Math.floor(Math.log1p(c.value(Thresholds.UNMOVED)) / RSS_STEP);
        int now = step(c.series().rss()[claim.at()]);
        // From the end of each run backwards: the least room at any later high tide, by the size of RSS in steps of one
        // percent, so that a long timeline costs one walk and not one for each of its rows.
        NavigableMap<Integer, High> least = new TreeMap<>();
        int run = -1;
        for (int i = c.size() - 1; i >= 0; i--) {
            int own = c.timeline().runOf(c.sample(i)).index();
            if (own != run) {
                least.clear();
                run = own;
            }
            double rss = c.series().rss()[i];
            double used = c.series().used()[i];
            if (!(rss > 0) || Double.isNaN(free[i])) {
                continue;
            }
            int step = step(rss);
            double filled = refilled * free[i];
            // What fills the room must be data that came, not a defragger that took it away.
            boolean ebb = free[i] >= Claim.HALF * claim.bytes() && maxUsed - used >= Claim.HALF * (free[i] - filled);
            if (ebb
                    && (least.subMap(step - band, true, step + band, true).values().stream()
                                    .anyMatch(high -> high.free <= filled)
                            || Math.abs(step - now) <= band
                                    && least.tailMap(step + band, false).values().stream()
                                            .anyMatch(high -> high.free <= filled
                                                    && high.rss - rss <= Claim.HALF * (high.used - used)))) {
                return true;
            }
            if (used >= tide) {
                least.merge(step, new High(free[i], used, rss), High::emptier);
            }
        }
        return false;
    }

    private static int step(double rss) {
        return (int) Math.round(Math.log(rss) / RSS_STEP);
    }

    /** Whether, as long as the last high tide stood, enough was free to matter beyond what a fuller one would take. */
    private boolean leavesRoom(double[] free, double tide) {
        Claim.Least least = Claim.Least.of(c.thresholds());
        double[] used = c.series().used();
        int row = c.size() - 1;
        while (row >= 0 && !(used[row] >= tide)) {
            row--;
        }
        boolean leaves = row >= 0;
        for (; leaves && row >= 0 && used[row] >= tide; row--) {
            double left = free[row] - (c.levels().maxUsed() - used[row]);
            leaves = Double.isNaN(left)
                    || left >= least.bytes()
                            && left >= least.share() * c.series().rss()[row];
        }
        return leaves;
    }
}
