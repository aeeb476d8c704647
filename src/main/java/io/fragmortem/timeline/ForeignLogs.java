package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Logs that lie beside the dumps of one server and were written by another: they were written while the process of the
 * dumps ran, and its process_id never is one of theirs. INFO and the log take the number from the same call, so it is the same one
 * also inside of a container.
 */
final class ForeignLogs {

    /** What one log says of who wrote it and when. */
    private static final class Log {
        private final Set<Double> processes = new HashSet<>();
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;

        void take(Event event) {
            event.writer().ifPresent(pid -> processes.add((double) pid));
            if (event.stamp().known()) {
                from = Math.min(from, event.stamp().epochMicros());
                to = Math.max(to, event.stamp().epochMicros());
            }
        }

        boolean overlaps(Ran ran) {
            return from <= ran.to && to >= ran.from;
        }
    }

    /** From when to when a process of the dumps ran, in epoch microseconds. */
    private record Ran(long from, long to) {}

    private ForeignLogs() {}

    /** Names of the streams among these events that cannot be the log of the server whose samples these are. */
    static List<String> among(List<Sample> samples, List<Event> events) {
        Map<String, Log> logs = new TreeMap<>();
        for (Event event : events) {
            if (event.writer().isPresent()) {
                logs.computeIfAbsent(event.origin().stream(), stream -> new Log())
                        .take(event);
            }
        }
        if (logs.isEmpty()) {
            return List.of();
        }
        Set<Double> own = new HashSet<>();
        List<Ran> lives = new ArrayList<>();
        for (Sample sample : samples) {
            OptionalDouble pid = sample.get(Field.PROCESS_ID);
            OptionalDouble uptime = sample.get(Field.UPTIME_IN_SECONDS);
            if (pid.isPresent() && uptime.isPresent() && !logs.containsKey(sample.origin().stream())) {
                own.add(pid.getAsDouble());
                if (sample.stamp().known()) {
                    long now = sample.stamp().epochMicros();
                    long from = now - (long) (Math.max(0, uptime.getAsDouble()) * 1e6);
                    lives.add(new Ran(from, now));
                }
            }
        }
        List<String> foreign = new ArrayList<>();
        logs.forEach((stream, log) -> {
            boolean known = own.stream().anyMatch(log.processes::contains);
            if (!known && lives.stream().anyMatch(log::overlaps)) {
                foreign.add(stream);
            }
        });
        return foreign;
    }
}
