package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

        boolean overlaps(Life life) {
            return from <= life.to && to >= life.from;
        }
    }

    /** From when to when one process is known to have run: its uptime tells the beginning. */
    private static final class Life {
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;

        void take(Sample sample) {
            if (sample.stamp().known()) {
                long time = sample.stamp().epochMicros();
                double uptime = sample.get(Field.UPTIME_IN_SECONDS).orElse(0);
                from = Math.min(from, time - (long) (Math.max(0, uptime) * 1e6));
                to = Math.max(to, time);
            }
        }
    }

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
        Map<Double, Life> lives = new TreeMap<>();
        for (Sample sample : samples) {
            boolean answer = sample.has(Field.PROCESS_ID) && sample.has(Field.UPTIME_IN_SECONDS);
            if (answer && !logs.containsKey(sample.origin().stream())) {
                lives.computeIfAbsent(sample.get(Field.PROCESS_ID).getAsDouble(), pid -> new Life())
                        .take(sample);
            }
        }
        List<String> foreign = new ArrayList<>();
        logs.forEach((stream, log) -> {
            boolean own = lives.keySet().stream().anyMatch(log.processes::contains);
            if (!own && lives.values().stream().anyMatch(log::overlaps)) {
                foreign.add(stream);
            }
        });
        return foreign;
    }
}
