package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Metric;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Since when a cause holds what it holds: the certified change (see {@link Change}) that what stands there now goes back to.
 * A day on which some share was crossed says when somebody could have noticed, not when it began.
 */
public final class Onset {

    /** Nearly all that is told must have come after the change. */
    private static final double BEFORE = 0.25;

    private Onset() {}

    /** The onset; where no change is certified, when half of it was there for good; empty where it was so from the start. */
    public static OptionalLong of(Case c, Metric metric, Claim claim) {
        double[] column = c.series.column(metric);
        long[] time = c.series.timeMicros();
        long until = c.size() == 0 ? 0 : time[Math.min(claim.at(), c.size() - 1)];
        // What grew stands upon what was there before; a layer stands upon nothing.
        double ground = c.size() == 0 ? 0 : Math.max(0, column[Math.min(claim.at(), c.size() - 1)] - claim.bytes());
        OptionalLong onset = OptionalLong.empty();
        for (Change change : c.trends.changes()) {
            boolean rise = change.metric() == metric && change.after() > change.before();
            if (rise && change.atMicros() <= until && before(change, column, time) - ground <= BEFORE * claim.bytes()) {
                onset = OptionalLong.of(change.atMicros());
            }
        }
        return onset.isPresent() ? onset : claim.since();
    }

    private static double before(Change change, double[] column, long[] time) {
        int found = Arrays.binarySearch(time, change.atMicros());
        for (int row = (found >= 0 ? found : -found - 1) - 1; row >= 0; row--) {
            if (!Double.isNaN(column[row])) {
                return column[row];
            }
        }
        return 0;
    }
}
