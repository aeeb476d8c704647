package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.TimeOrder;
import java.util.OptionalLong;

/**
 * Since when a cause holds what it holds: the certified change (see {@link Change}) that what stands there now goes back to.
 * A day on which some share was crossed says when somebody could have noticed, not when it began.
 */
public final class Onset {

    /** Nearly all that is told must have come after the change; what rose as fast before it did not begin there. */
    private static final double BEFORE = 0.25;

    /** So near to the lowest it has not begun. */
    private static final double NEAR = 0.05;

    private Onset() {}

    /**
     * The onset. Where the layer itself has no certified change, one of RSS counts from which on it grew at once; where that is
     * missing too, when it left its ground for good; empty where it was so from the start.
     */
    public static OptionalLong of(Case c, Metric metric, Claim claim) {
        double[] column = c.series().column(metric);
        long[] time = c.series().timeMicros();
        if (c.size() == 0) {
            return claim.since();
        }
        long until = time[claim.at()];
        // What grew stands upon what was there before; a layer stands upon nothing.
        double ground = Math.max(0, column[claim.at()] - claim.bytes());
        OptionalLong own = OptionalLong.empty();
        OptionalLong ofRss = OptionalLong.empty();
        for (Change change : c.trends().changes()) {
            boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
            boolean began = !bend || change.before() <= BEFORE * change.after();
            boolean rise = change.after() > change.before() && change.atMicros() <= until && began;
            if (!rise || value(change.atMicros(), column, time) - ground > BEFORE * claim.bytes()) {
                continue;
            }
            long middle = change.atMicros() + (until - change.atMicros()) / 2;
            if (change.metric() == metric) {
                own = OptionalLong.of(change.atMicros());
            } else if (change.metric() == Total.USED_MEMORY_RSS
                    && value(middle, column, time) - ground > BEFORE * claim.bytes()) {
                ofRss = OptionalLong.of(change.atMicros());
            }
        }
        OptionalLong certified = own.isPresent() ? own : ofRss;
        return certified.isPresent() || claim.since().isEmpty() ? certified : leftGround(column, time, claim);
    }

    /**
     * Half of it was there at {@code claim.since()}; it began when it was last within a twentieth of its height above the lowest
     * that it was before.
     */
    private static OptionalLong leftGround(double[] column, long[] time, Claim claim) {
        int half = row(claim.since().getAsLong(), time);
        double lowest = Double.NaN;
        for (int row = 0; row <= half; row++) {
            lowest = Double.isNaN(lowest) || column[row] < lowest ? column[row] : lowest;
        }
        double near = lowest + NEAR * (column[claim.at()] - lowest);
        for (int row = half; row >= 0; row--) {
            if (column[row] <= near) {
                return OptionalLong.of(time[Math.min(row + 1, half)]);
            }
        }
        return claim.since();
    }

    private static int row(long micros, long[] time) {
        int row = TimeOrder.firstAt(time, micros);
        return row < time.length && time[row] == micros ? row : Math.max(0, row - 1);
    }

    /** The same where nothing but the column shows it. */
    public static OptionalLong of(Case c, double[] column, Claim claim) {
        return claim.since().isEmpty()
                ? claim.since()
                : leftGround(column, c.series().timeMicros(), claim);
    }

    /** What came again and again began when it was there for the first time. */
    public static OptionalLong first(Case c, double[] column, Claim claim) {
        long[] time = c.series().timeMicros();
        for (int row = 0; row <= claim.at(); row++) {
            if (column[row] >= Claim.HALF * column[claim.at()]) {
                Claim rise = new Claim(claim.worst(), claim.last(), claim.presence(), OptionalLong.of(time[row]));
                return row == 0 ? OptionalLong.of(time[0]) : leftGround(column, time, rise);
            }
        }
        return claim.since();
    }

    /** Since when a column stood above a level without a break, up to the moment that is told. */
    public static OptionalLong above(Case c, double[] column, Claim claim, double level) {
        int row = claim.at();
        if (c.size() == 0 || !(column[row] >= level)) {
            return claim.since();
        }
        while (row > 0 && !(column[row - 1] < level)) {
            row--;
        }
        return OptionalLong.of(c.series().timeMicros()[row]);
    }

    /** What was told last before that moment, 0 when nothing was. */
    private static double value(long micros, double[] column, long[] time) {
        return Columns.lastOf(column, 0, TimeOrder.firstAt(time, micros)).orElse(0);
    }
}
