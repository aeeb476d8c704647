package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Logs that lie beside the dumps of one server and were written by another: while they were written INFO told its
 * process_id, and never is it one of theirs. INFO and the log take the number from the same call, so it is the same one
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

        boolean covers(Sample sample) {
            long time = sample.stamp().epochMicros();
            return sample.stamp().known() && time >= from && time <= to;
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
        Map<String, Boolean> met = new HashMap<>();
        for (Sample sample : samples) {
            boolean answer = sample.has(Field.PROCESS_ID) && sample.has(Field.UPTIME_IN_SECONDS);
            if (answer && !logs.containsKey(sample.origin().stream())) {
                double pid = sample.get(Field.PROCESS_ID).getAsDouble();
                logs.forEach((stream, log) -> {
                    if (log.processes.contains(pid)) {
                        met.put(stream, true);
                    } else if (log.covers(sample)) {
                        met.putIfAbsent(stream, false);
                    }
                });
            }
        }
        List<String> foreign = new ArrayList<>();
        logs.keySet().forEach(stream -> {
            if (!met.getOrDefault(stream, true)) {
                foreign.add(stream);
            }
        });
        return foreign;
    }
}
