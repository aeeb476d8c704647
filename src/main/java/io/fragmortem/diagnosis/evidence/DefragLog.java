package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Timeline;
import java.util.List;

/**
 * What a verbose log tells of active defrag by itself: {@code Active defrag done in 2564ms, reallocated=62979, frag=44%,
 * frag_bytes=6000640}.
 *
 * @param scans that ended
 * @param seconds they took together
 * @param before bytes that the server held fragmented when the first of them began or ended
 * @param now the same at the end of the last one
 * @param share of what is allocated that this is
 * @param moved allocations that the last one moved
 */
public record DefragLog(int scans, double seconds, double before, double now, double share, double moved) {

    /** What the log of this server tells; no scan where it tells none. */
    public static DefragLog of(Timeline timeline) {
        List<Event> ends = timeline.events().stream()
                .filter(event -> event.kind() == Event.Kind.DEFRAG_END)
                .toList();
        Event first = timeline.events().stream()
                .filter(event -> event.kind() == Event.Kind.DEFRAG_START || event.kind() == Event.Kind.DEFRAG_END)
                .findFirst()
                .orElse(null);
        if (ends.isEmpty() || first == null) {
            return new DefragLog(0, 0, 0, 0, 0, 0);
        }
        Event last = ends.get(ends.size() - 1);
        return new DefragLog(
                ends.size(),
                ends.stream()
                        .mapToDouble(end -> of(end, Amount.DURATION_SECONDS))
                        .sum(),
                of(first, Amount.FRAG_BYTES),
                of(last, Amount.FRAG_BYTES),
                of(last, Amount.FRAG_PERCENT) / 100,
                of(last, Amount.REALLOCATED));
    }

    private static double of(Event event, Amount number) {
        return event.numbers().getOrDefault(number, 0.0);
    }

    /** Whether it has worked for long, and what it should pack is still there. */
    public boolean isInVain(double leastSeconds, double left) {
        return scans > 0 && seconds >= leastSeconds && now >= left * before;
    }
}
