package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.snapshot.Field;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Room that is free when used memory is low and full when it is high: kept for its owner's return, not wasted. */
public final class Tides {

    /** One percent on the logarithmic scale. */
    private static final double RSS_STEP = Math.log(1.01);

    private static final double SIGNIFICANT_OVER_SLACK = 1.5;

    private final Case c;
    /** Used memory from which on the tide is high. */
    private final double high;
    /** What may be left free where room counts as filled, share. */
    private final double refilled;
    /** Within so many steps RSS counts as unmoved. */
    private final int band;
    /** Share of RSS that a healthy server may have free: at half as much again it begins to matter. */
    private final double slack;
    /** By how much of the data that came RSS may rise. */
    private final double breath;

    public Tides(Case c) {
        this.c = c;
        high = c.value(Thresholds.HIGH_TIDE) * c.levels().maxUsed();
        refilled = c.value(Thresholds.REFILLED);
        band = (int) Math.floor(Math.log1p(c.value(Thresholds.UNMOVED)) / RSS_STEP);
        slack = c.thresholds().significantShare() / SIGNIFICANT_OVER_SLACK;
        // what only data can have filled shows how much of the room was filled, however much of it RSS gave back before
        boolean idle = c.timeline().max(Field.ACTIVE_DEFRAG_RUNNING).orElse(1) == 0;
        breath = idle ? 1 : Claim.HALF;
    }

    /** What stood at one moment, in bytes. */
    private record Stand(double free, double used, double rss) {

        static Stand emptier(Stand one, Stand other) {
            return other.free < one.free ? other : one;
        }

        int step() {
            return (int) Math.round(Math.log(rss) / RSS_STEP);
        }
    }

    /**
     * Whether a high tide of the same run filled the room again while RSS stayed: then it was kept for its owner's return.
     * It need not be after the claim's own ebb, one before it shows the same, unless the last high tide left enough of it free to matter
     * by itself: what was headroom once has grown beyond it. RSS may breathe with the data, if it does so by less than half as much, or
     * by less than as much where active defrag never ran.
     *
     * @param free bytes of the room per row
     */
    public boolean isRefilled(double[] free, Claim claim) {
        double maxUsed = c.levels().maxUsed();
        if (c.size() == 0 || leavesRoom(free)) {
            return false;
        }
        int now = stand(claim.at(), free).step();
        // From the end of each run backwards: the least room at any later high tide, by the size of RSS in steps of one
        // percent, so that a long timeline costs one walk and not one for each of its rows.
        NavigableMap<Integer, Stand> least = new TreeMap<>();
        int run = -1;
        for (int i = c.size() - 1; i >= 0; i--) {
            int own = c.timeline().runOf(c.sample(i)).index();
            if (own != run) {
                least.clear();
                run = own;
            }
            Stand stand = stand(i, free);
            if (!(stand.rss > 0) || Double.isNaN(stand.free)) {
                continue;
            }
            // What fills the room must be data that came, not a defragger that took it away.
            boolean ebb = stand.free >= Claim.HALF * claim.bytes()
                    && maxUsed - stand.used >= Claim.HALF * (stand.free - refilled * stand.free);
            if (ebb && isFilledBy(least, stand, now)) {
                return true;
            }
            if (stand.used >= high) {
                least.merge(stand.step(), stand, Stand::emptier);
            }
        }
        return false;
    }

    private Stand stand(int row, double[] free) {
        return new Stand(free[row], c.series().used()[row], c.series().rss()[row]);
    }

    /** @param now the size of RSS at the claim: an ebb far from it says nothing about a tide that RSS follows */
    private boolean isFilledBy(NavigableMap<Integer, Stand> tides, Stand ebb, int now) {
        int step = ebb.step();
        boolean stayed = tides.subMap(step - band, true, step + band, true).values().stream()
                .anyMatch(tide -> isFilled(ebb, tide));
        if (stayed || Math.abs(step - now) > band) {
            return stayed;
        }
        return tides.tailMap(step, true).values().stream()
                .anyMatch(tide -> isFilled(ebb, tide) && tide.rss - ebb.rss <= breath * (tide.used - ebb.used));
    }

    /** Hardly any of it is left, or most of it is filled and what is left is the slack of any healthy server. */
    private boolean isFilled(Stand ebb, Stand tide) {
        boolean little = tide.free <= slack * tide.rss && tide.free <= Claim.HALF * ebb.free;
        return little || tide.free <= refilled * ebb.free;
    }

    /** Whether, as long as the last high tide stood, enough was free to matter beyond what a fuller one would take. */
    private boolean leavesRoom(double[] free) {
        Claim.Least least = Claim.Least.of(c.thresholds());
        double[] used = c.series().used();
        int row = c.size() - 1;
        while (row >= 0 && !(used[row] >= high)) {
            row--;
        }
        boolean leaves = row >= 0;
        for (; leaves && row >= 0 && used[row] >= high; row--) {
            double left = free[row] - (c.levels().maxUsed() - used[row]);
            boolean little =
                    left < least.bytes() || left < least.share() * c.series().rss()[row];
            leaves = !little;
        }
        return leaves;
    }
}
