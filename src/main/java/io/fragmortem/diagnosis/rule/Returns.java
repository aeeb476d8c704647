package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.evidence.Case;

/** How often something comes back to where it must not stay: what a capture happens to end without is not over. */
final class Returns {

    /** Twice may be chance. */
    private static final int LEAST = 3;

    /** After so many of the longest pauses so far it stays away. */
    private static final int PAUSES = 2;

    private Returns() {}

    /**
     * In the last run; 0 for too few, where the last is long ago, and where times are not known.
     *
     * @param share one value per row, NaN where not known
     * @param least from this share on it is there
     */
    static int of(Case c, double[] share, double least) {
        if (!c.timeline().timed()) {
            return 0;
        }
        long[] time = c.series().timeMicros();
        int run = run(c, share.length - 1);
        long before = time[share.length - 1];
        long sinceLast = 0;
        long longest = 0;
        int times = 0;
        boolean there = false;
        for (int i = share.length - 1; i >= 0 && run(c, i) == run; i--) {
            if (Double.isNaN(share[i])) {
                continue;
            }
            boolean now = share[i] >= least;
            if (now && !there) {
                long pause = before - time[i];
                sinceLast = times == 0 ? pause : sinceLast;
                longest = times == 0 ? 0 : Math.max(longest, pause);
                times++;
            }
            before = now ? time[i] : before;
            there = now;
        }
        return times >= LEAST && sinceLast <= PAUSES * longest ? times : 0;
    }

    private static int run(Case c, int row) {
        return c.timeline().runOf(c.sample(row)).index();
    }
}
