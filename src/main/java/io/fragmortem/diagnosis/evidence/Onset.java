package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.TimeOrder;
import java.util.Optional;
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

    /** What stands higher in the first sample above its ground came at once. */
    private static final double CREEPS = 2 * NEAR;

    /** So many times the distance of the next two samples is a hole. */
    private static final long HOLE = 4;

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
        Optional<Rise> rise = Rise.of(c, column, claim, ground);
        OptionalLong own = OptionalLong.empty();
        OptionalLong ofRss = OptionalLong.empty();
        for (Change change : c.trends().changes()) {
            long at = change.atMicros();
            boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
            boolean began = !bend || change.before() <= BEFORE * change.after();
            boolean up = change.after() > change.before() && at <= until && began;
            boolean little = value(at, column, time) - ground <= BEFORE * claim.bytes();
            boolean another =
                    rise.filter(r -> r.wasUnderWay(at) || r.waitsAfter(at)).isPresent();
            if (!up || !little || another) {
                continue;
            }
            long middle = at + (until - at) / 2;
            if (change.metric() == metric) {
                own = OptionalLong.of(at);
            } else if (change.metric() == Total.USED_MEMORY_RSS
                    && value(middle, column, time) - ground > BEFORE * claim.bytes()) {
                ofRss = OptionalLong.of(at);
            }
        }
        OptionalLong certified = own.isPresent() ? own : ofRss;
        return certified.isPresent() ? certified : began(c, rise);
    }

    /**
     * How a column rose to half of what is told.
     *
     * @param lowest the least that it was until then, not counting what was there before what is told
     * @param height what is told above that
     * @param ground the last row at which it was within a twentieth of its height above that
     * @param half the last row at which less than half of it was there
     * @param left when it was above its ground for good
     */
    private record Rise(double[] column, long[] time, double lowest, double height, int ground, int half, long left) {

        static Optional<Rise> of(Case c, double[] column, Claim claim, double floor) {
            if (claim.since().isEmpty()) {
                return Optional.empty();
            }
            long[] time = c.series().timeMicros();
            int there = row(claim.since().getAsLong(), time);
            double lowest = Double.NaN;
            for (int row = 0; row <= there; row++) {
                boolean lower = Double.isNaN(lowest) || column[row] < lowest;
                lowest = lower && !isMisread(column, row) ? column[row] : lowest;
            }
            lowest = Math.max(lowest, floor);
            double height = column[claim.at()] - lowest;
            int near = there;
            while (near >= 0 && (!(column[near] <= lowest + NEAR * height) || isMisread(column, near))) {
                near--;
            }
            int half = claim.at();
            while (half > there && !(column[half] <= lowest + Claim.HALF * height)) {
                half--;
            }
            long left = near < 0 ? claim.since().getAsLong() : time[Math.min(near + 1, there)];
            return Optional.of(new Rise(column, time, lowest, height, Math.max(0, near), half, left));
        }

        /**
         * When it began: what left its ground at once began there, what crept up is followed back along its line to the ground, or to
         * the start of its run. Over weeks a twentieth of the way is days.
         */
        long began(Case c) {
            int leaves = ground + 1;
            if (leaves >= half || time[ground] >= left) {
                return left;
            }
            boolean creeps = column[leaves] - lowest <= CREEPS * height;
            // where nothing was seen it may have crept as well
            boolean hole = time[leaves] - time[ground] > HOLE * (time[leaves + 1] - time[leaves]);
            return StraightRise.of(column, time, leaves, half)
                    .filter(rise -> creeps || (hole && rise.level(time[ground]) - column[ground] <= NEAR * height))
                    .map(rise -> rise.began(c.runStart(leaves), ground, NEAR * Claim.HALF * height))
                    .map(at -> Math.min(at, left))
                    .orElse(left);
        }

        /** A lone dip after which it stands where it stood before is a line that was cut: memory does not come back so. */
        private static boolean isMisread(double[] column, int row) {
            if (row == 0 || row + 1 >= column.length) {
                return false;
            }
            double dip = Math.min(column[row - 1], column[row + 1]) - column[row];
            return dip > 0 && Math.abs(column[row + 1] - column[row - 1]) <= NEAR * dip;
        }

        /**
         * Whether it had left its ground before that moment and rose until then nearly as fast as it did from then on: a
         * later stair is not the onset, while a jump upon what crept up is.
         */
        boolean wasUnderWay(long micros) {
            if (micros <= left) {
                return false;
            }
            double before = value(micros, column, time);
            double since = (before - lowest) * (double) (time[half] - micros);
            double then = (column[half] - before) * (double) (micros - time[ground]);
            return since > BEFORE * then;
        }

        /** Whether it stayed upon its ground for more than half of the way from that moment on. */
        boolean waitsAfter(long micros) {
            return left - micros > (time[half] - micros) / 2;
        }
    }

    /** Its ground may lie below zero: what is not resident is more than nothing only while it is swapped. */
    private static OptionalLong leftGround(Case c, double[] column, Claim claim) {
        return began(c, Rise.of(c, column, claim, Double.NEGATIVE_INFINITY));
    }

    private static OptionalLong began(Case c, Optional<Rise> rise) {
        return rise.map(r -> OptionalLong.of(r.began(c))).orElse(OptionalLong.empty());
    }

    private static int row(long micros, long[] time) {
        int row = TimeOrder.firstAt(time, micros);
        return row < time.length && time[row] == micros ? row : Math.max(0, row - 1);
    }

    /** The same where nothing but the column shows it. */
    public static OptionalLong of(Case c, double[] column, Claim claim) {
        return leftGround(c, column, claim);
    }

    /** What came again and again began when it was there for the first time. */
    public static OptionalLong first(Case c, double[] column, Claim claim) {
        long[] time = c.series().timeMicros();
        for (int row = 0; row <= claim.at(); row++) {
            if (column[row] >= Claim.HALF * column[claim.at()]) {
                Claim rise = new Claim(claim.worst(), claim.last(), claim.presence(), OptionalLong.of(time[row]));
                return row == 0 ? OptionalLong.of(time[0]) : leftGround(c, column, rise);
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
