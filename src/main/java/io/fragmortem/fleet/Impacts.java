package io.fragmortem.fleet;

import io.fragmortem.fleet.ImpactLine.Kind;
import io.fragmortem.fleet.ImpactLine.Sight;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Counts what reached users: by the server's own counters, run by run, else by what the logs tell. */
final class Impacts {

    /** What only a server's own log tells: where one of these is, the log of the server was read. */
    private static final Set<Event.Kind> OF_A_SERVER_LOG = EnumSet.complementOf(EnumSet.of(
            Event.Kind.UNREACHABLE,
            Event.Kind.COMMAND,
            Event.Kind.FLUSH,
            Event.Kind.KERNEL_OOM_KILL,
            Event.Kind.CLOCK_ANCHOR));

    private final Timeline timeline;

    private Impacts(Timeline timeline) {
        this.timeline = timeline;
    }

    static List<ImpactLine> of(Timeline timeline) {
        Impacts impacts = new Impacts(timeline);
        List<ImpactLine> lines = new ArrayList<>(List.of(
                impacts.counted(Kind.EVICTED_KEYS, Set.of(), Field.EVICTED_KEYS),
                impacts.counted(Kind.REFUSED_WRITES, EnumSet.of(Event.Kind.OUT_OF_MEMORY), Field.ERRORSTAT_OOM),
                impacts.counted(Kind.REFUSED_CONNECTIONS, Set.of(), Field.REJECTED_CONNECTIONS),
                impacts.counted(
                        Kind.CLOSED_CLIENTS,
                        EnumSet.of(Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, Event.Kind.CLIENT_EVICTED),
                        Field.CLIENT_OUTPUT_BUFFER_LIMIT_DISCONNECTIONS,
                        Field.CLIENT_QUERY_BUFFER_LIMIT_DISCONNECTIONS,
                        Field.EVICTED_CLIENTS),
                impacts.counted(Kind.FAILED_FORKS, EnumSet.of(Event.Kind.FORK_FAILED, Event.Kind.CHILD_KILLED)),
                impacts.counted(Kind.KERNEL_KILLS, EnumSet.of(Event.Kind.KERNEL_OOM_KILL), Field.CGROUP_OOM_KILLS)));
        impacts.restarts().ifPresent(lines::add);
        lines.addAll(List.of(
                impacts.counted(Kind.CRASHES, EnumSet.of(Event.Kind.CRASH)),
                impacts.counted(Kind.LOST_REPLICAS, EnumSet.of(Event.Kind.REPLICA_LOST)),
                impacts.counted(Kind.REFUSED_PARTIAL_SYNCS, Set.of(), Field.SYNC_PARTIAL_ERR)));
        return List.copyOf(lines);
    }

    /** What an orchestrator counted of a container whose last end was a kill; no other input tells it. */
    private Optional<ImpactLine> restarts() {
        return timeline.events().stream()
                .flatMapToDouble(event -> event.number(Amount.RESTARTS).stream())
                .boxed()
                .max(Double::compare)
                .map(count -> new ImpactLine(Kind.CONTAINER_RESTARTS, Sight.WINDOW, count, OptionalLong.empty()));
    }

    /** The counters and the log may both miss some: the larger of the two. */
    private ImpactLine counted(Kind kind, Set<Event.Kind> events, Field... counters) {
        double logged = 0;
        OptionalLong last = OptionalLong.empty();
        boolean logRead = !events.isEmpty() && hasLogOf(events);
        for (Event event : timeline.events()) {
            if (events.contains(event.kind())) {
                logged++;
                last = event.stamp().known() ? OptionalLong.of(event.stamp().epochMicros()) : last;
            }
        }
        List<Field> told = new ArrayList<>();
        for (Field counter : counters) {
            if (timeline.has(counter)) {
                told.add(counter);
            }
        }
        if (!told.isEmpty()) {
            boolean single = timeline.size() < 2;
            double count = told.stream()
                    .mapToDouble(field -> single ? timeline.last(field).orElse(0) : timeline.increase(field))
                    .sum();
            return new ImpactLine(kind, single ? Sight.SINCE_START : Sight.WINDOW, Math.max(count, logged), last);
        }
        return logRead
                ? new ImpactLine(kind, Sight.WINDOW, logged, last)
                : new ImpactLine(kind, Sight.NOT_VISIBLE, 0, OptionalLong.empty());
    }

    private boolean hasLogOf(Set<Event.Kind> events) {
        Set<Event.Kind> tell = EnumSet.copyOf(events);
        if (!events.contains(Event.Kind.KERNEL_OOM_KILL)) {
            tell.addAll(OF_A_SERVER_LOG);
        }
        return timeline.events().stream().anyMatch(event -> tell.contains(event.kind()));
    }
}
