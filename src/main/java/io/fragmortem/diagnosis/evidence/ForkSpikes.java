package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.TimeOrder;
import java.util.List;

/**
 * Short spikes of RSS that stand while a child process exists and are no larger than what it copied. A container's RSS counts
 * the pages that parent and child hold apart from each other; they go with the child, and no slab has to do with them.
 */
public final class ForkSpikes {

    /** The child's last own figure may be taken a little before its end. */
    private static final double NO_LARGER = 1.25;

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

    /** How many spikes the forks explain. O(samples + events). */
    public long explained() {
        List<Long> spikes = c.trends()
                .shape(Total.USED_MEMORY_RSS)
                .map(Trends.Shape::spikes)
                .orElse(List.of());
        if (spikes.isEmpty()) {
            return 0;
        }
        boolean[] child = children();
        int[] calm = calmBefore(child);
        return spikes.stream()
                .mapToInt(moment -> TimeOrder.firstAt(c.series().timeMicros(), moment))
                .filter(row -> row < c.size() && child[row] && calm[row] >= 0)
                .filter(row -> c.series().rss()[row] - c.series().rss()[calm[row]] <= NO_LARGER * copied)
                .count();
    }

    /** For each row whether a child process exists, as INFO or the log's last word on forks before it tells. */
    private boolean[] children() {
        List<Event> forks = c.timeline().events().stream()
                .filter(event -> event.stamp().known() && (begins(event) || ends(event)))
                .toList();
        boolean[] children = new boolean[c.size()];
        boolean logged = false;
        int next = 0;
        for (int row = 0; row < children.length; row++) {
            while (next < forks.size()
                    && forks.get(next).stamp().epochMicros() <= c.series().timeMicros()[row]) {
                logged = begins(forks.get(next++));
            }
            children[row] = logged || isTold(c.sample(row));
        }
        return children;
    }

    private static boolean begins(Event event) {
        return event.kind() == Event.Kind.FORK_START;
    }

    private static boolean ends(Event event) {
        return event.kind() == Event.Kind.FORK_END
                || event.kind() == Event.Kind.CHILD_KILLED
                || event.kind() == Event.Kind.SERVER_START;
    }

    private boolean isTold(int sample) {
        return c.timeline().at(Field.RDB_BGSAVE_IN_PROGRESS, sample).orElse(0) > 0
                || c.timeline().at(Field.AOF_REWRITE_IN_PROGRESS, sample).orElse(0) > 0
                || c.timeline().at(Field.CURRENT_COW_SIZE, sample).orElse(0) > 0;
    }

    /** For each row the last one before it that tells RSS without a child, -1 where there is none. */
    private int[] calmBefore(boolean[] child) {
        int[] calm = new int[child.length];
        int last = -1;
        for (int row = 0; row < calm.length; row++) {
            last = child[row] || Double.isNaN(c.series().rss()[row]) ? last : row;
            calm[row] = last;
        }
        return calm;
    }
}
