package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.timeline.Run;

/** How often what was gone came back: after restarts, or within the life of a server. */
public final class Relapses {

    /** Twice may be chance. */
    private static final int LEAST_RETURNS = 3;

    /** After so many of the longest pauses so far it stays away. */
    private static final int PAUSES = 2;

    private final Case c;

    public Relapses(Case c) {
        this.c = c;
    }

    /** In how many runs this column climbed to a good part of the worst from less. */
    public long timesBack(double[] column, double worst) {
        return c.timeline().runs().stream()
                .filter(run -> climbs(column, run, Claim.HALF * worst))
                .count();
    }

    /** Whether it was back after each restart: less of it than would be called recovered, then more. */
    public boolean returnsEachTime(double[] column, double worst) {
        return c.timeline().runs().stream()
                .skip(1)
                .allMatch(run -> climbs(column, run, c.value(Thresholds.RECOVERED) * worst));
    }

    private boolean climbs(double[] column, Run run, double level) {
        double first = Double.NaN;
        double most = 0;
        int end = c.rowFrom(run.to());
        for (int row = c.rowFrom(run.from()); row < end; row++) {
            first = Double.isNaN(first) ? column[row] : first;
            most = column[row] > most ? column[row] : most;
        }
        return most >= level && first < level;
    }

    /**
     * How many times this column rose to a good part of the worst after hardly anything of it had been left, and stayed there.
     *
     * @param stay how long, in microseconds: what one sample alone shows may have been gone a moment later
     */
    public int episodes(double[] column, double worst, long stay) {
        long[] time = c.series().timeMicros();
        int episodes = 0;
        int rose = -1;
        boolean counted = false;
        for (int row = 0; row < column.length; row++) {
            if (column[row] >= Claim.HALF * worst) {
                rose = rose < 0 ? row : rose;
                boolean stayed = !counted && time[row] - time[rose] >= stay;
                episodes += stayed ? 1 : 0;
                counted |= stayed;
            } else if (column[row] < c.value(Thresholds.RECOVERED) * worst) {
                rose = -1;
                counted = false;
            }
        }
        return episodes;
    }

    /**
     * How often this column came back to where it must not stay, within the last run and lately: what a capture happens to end without is
     * not over. 0 for too few times, where the last is long ago, and where times are not known.
     *
     * @param level from here on it is there
     */
    public int returns(double[] column, double level) {
        if (!c.timeline().timed()) {
            return 0;
        }
        long[] time = c.series().timeMicros();
        long before = time[column.length - 1];
        long sinceLast = 0;
        long longest = 0;
        int times = 0;
        boolean there = false;
        for (int row = column.length - 1; row >= c.lastRunFrom(); row--) {
            if (Double.isNaN(column[row])) {
                continue;
            }
            boolean now = column[row] >= level;
            if (now && !there) {
                long pause = before - time[row];
                sinceLast = times == 0 ? pause : sinceLast;
                longest = times == 0 ? 0 : Math.max(longest, pause);
                times++;
            }
            before = now ? time[row] : before;
            there = now;
        }
        return times >= LEAST_RETURNS && sinceLast <= PAUSES * longest ? times : 0;
    }
}
