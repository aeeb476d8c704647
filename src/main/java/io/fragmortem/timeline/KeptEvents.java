package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one instance, in the order of the input and in bounded memory: once they are too many, every second one
 * of the kind that is told most often is left out. A rare kind is never touched for the sake of a frequent one.
 */
final class KeptEvents {

    /** Events held at most: some 20 MB. */
    static final int MOST = 40_000;

    private final List<Event> events = new ArrayList<>();
    private final Map<Event.Kind, Integer> kept = new EnumMap<>(Event.Kind.class);

    /** By kind: one of how many is kept, 1 where all are. */
    private final Map<Event.Kind, Integer> strides = new EnumMap<>(Event.Kind.class);

    private final Map<Event.Kind, Long> seen = new EnumMap<>(Event.Kind.class);
    private final int most;
    private long dropped;

    KeptEvents() {
        this(MOST);
    }

    KeptEvents(int most) {
        this.most = most;
    }

    void add(Event event) {
        long number = seen.merge(event.kind(), 1L, Long::sum) - 1;
        if (number % strides.getOrDefault(event.kind(), 1) != 0) {
            dropped++;
            return;
        }
        events.add(event);
        kept.merge(event.kind(), 1, Integer::sum);
        if (events.size() > most) {
            thin();
        }
    }

    /** Counts events that were left out before. */
    void leftOut(long count) {
        dropped += count;
    }

    /** The events, to be changed by whoever builds the timeline. */
    List<Event> list() {
        return events;
    }

    /** How many events were left out because there were too many. */
    long dropped() {
        return dropped;
    }

    private void thin() {
        Event.Kind frequent = kept.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        int[] number = {0};
        int before = events.size();
        events.removeIf(event -> event.kind() == frequent && number[0]++ % 2 == 1);
        kept.merge(frequent, events.size() - before, Integer::sum);
        dropped += before - events.size();
        strides.merge(frequent, 2, (stride, two) -> stride * two);
    }
}
