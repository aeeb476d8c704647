package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.Arrays;

/**
 * The last stretch in which active defrag was at work, and what came of it.
 *
 * @param seconds how long it lasts already, 0 without times
 * @param before bytes of free slots (of the whole gap where the allocator's figures are absent) when it began
 * @param now the same in the last dump
 * @param percent of one core that it takes now, 0 when it does not run
 */
public record DefragEffort(double seconds, double before, double now, double percent) {

    /** A stretch counts as busy when defrag runs in at least this share of its samples. */
    public static final Threshold BUSY = Threshold.share("defrag-busy-share", 0.8, Origin.JUDGEMENT);

    /** A stretch must be at least this long: one scan of a large keyspace takes minutes. */
    public static final Threshold LEAST_SECONDS = Threshold.seconds("defrag-least-seconds", 600, Origin.JUDGEMENT);

    /** What is left after it, as a share of what was there before, that counts as no help. */
    public static final Threshold LEFT = Threshold.share("defrag-left-share", 0.9, Origin.JUDGEMENT);

    /** The effort of the last run, busy where it runs in at least this share of the samples. */
    public static DefragEffort of(Case c, double busyShare) {
        double[] running = c.column(Field.ACTIVE_DEFRAG_RUNNING);
        double percent = Columns.lastOf(running).orElse(0);
        if (c.size() == 0) {
            return new DefragEffort(0, 0, 0, percent);
        }
        double[] waste =
                c.isFull() ? c.part(Component.FRAGMENTATION) : c.levels().gap();
        int from = busySince(c, running, busyShare);
        double before = Columns.lastOf(Arrays.copyOf(waste, from + 1)).orElse(0);
        return new DefragEffort(
                c.secondsSince(from), before, Columns.lastOf(waste).orElse(0), percent);
    }

    /**
     * Whether it runs, has run for long, and what it should pack is still there.
     *
     * @param leastSeconds how long it must have run
     * @param left share of what was there before that counts as no help
     */
    public boolean isInVain(double leastSeconds, double left) {
        return percent > 0 && seconds >= leastSeconds && now >= left * before;
    }

    /** First row of the stretch up to the end in which defrag runs in most samples. */
    private static int busySince(Case c, double[] running, double share) {
        int from = c.size() - 1;
        int busy = 0;
        for (int i = c.size() - 1; i >= c.lastRunFrom(); i--) {
            busy += running[i] > 0 ? 1 : 0;
            if (running[i] > 0 && busy >= share * (c.size() - i)) {
                from = i;
            }
        }
        return from;
    }
}
