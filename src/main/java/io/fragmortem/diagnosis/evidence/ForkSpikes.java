package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Short spikes of RSS that stand while a child process exists and are no larger than what it copied. A container's RSS counts
 * the pages that parent and child hold apart from each other; they go with the child, and no slab has to do with them.
 */
public final class ForkSpikes {

    /** The child's last own figure may be taken a little before its end. */
    private static final double NO_LARGER = 1.25;

    /** After these there is no child. */
    private static final Set<Event.Kind> ENDS =
            EnumSet.of(Event.Kind.FORK_END, Event.Kind.CHILD_KILLED, Event.Kind.SERVER_START);

    private final Case c;
    private final double copied;

    /**
     * Spikes of a case.
     *
     * @param copied the most that a child copied, bytes
     */
    public ForkSpikes(Case c, double copied) {
        this.c = c;
        this.copied = copied;
    }

    /** How many spikes the forks explain. */
    public long explained() {
        return c.trends.shape(Total.USED_MEMORY_RSS).stream()
                .flatMap(shape -> shape.spikes().stream())
                .filter(moment -> isExplained(Arrays.binarySearch(c.series.timeMicros(), moment)))
                .count();
    }

    private boolean isExplained(int row) {
        if (row < 0 || !hasChild(row)) {
            return false;
        }
        int calm = row;
        while (calm >= 0 && (hasChild(calm) || Double.isNaN(c.series.rss()[calm]))) {
            calm--;
        }
        return calm >= 0 && c.series.rss()[row] - c.series.rss()[calm] <= NO_LARGER * copied;
    }

    private boolean hasChild(int row) {
        int sample = c.rows[row];
        boolean told = c.timeline.at(Field.RDB_BGSAVE_IN_PROGRESS, sample).orElse(0) > 0
                || c.timeline.at(Field.AOF_REWRITE_IN_PROGRESS, sample).orElse(0) > 0
                || c.timeline.at(Field.CURRENT_COW_SIZE, sample).orElse(0) > 0;
        return told || isLogged(c.series.timeMicros()[row]);
    }

    /** Whether the log's last word on forks before this moment is that one began. */
    private boolean isLogged(long moment) {
        boolean child = false;
        for (Event event : c.timeline.events()) {
            boolean before = event.stamp().known() && event.stamp().epochMicros() <= moment;
            if (before && event.kind() == Event.Kind.FORK_START) {
                child = true;
            } else if (before && ENDS.contains(event.kind())) {
                child = false;
            }
        }
        return child;
    }
}
