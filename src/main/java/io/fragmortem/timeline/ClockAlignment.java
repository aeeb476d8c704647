package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zone of a server log that names none: a dump with a clock of its own says when its process started
 * ({@code server_time_usec} minus {@code uptime_in_seconds}), the log says when the process with that pid started, and zones
 * differ by whole quarters of an hour.
 */
final class ClockAlignment {

    private static final double QUARTER = 900e6;

    /** Uptime counts whole seconds, and the log's line is written during the start: further apart is no match. */
    private static final double SLACK = 60e6;

    private static final double MOST = 14 * 3600e6;

    private final Map<String, Long> offsets = new TreeMap<>();

    private ClockAlignment() {}

    /** Moves samples, events and exhibits of logs whose zone can be told, in place, and notes what was done. */
    static void apply(List<Sample> samples, List<Event> events, List<Exhibit> exhibits, Set<Phrase> notes) {
        if (events.stream().noneMatch(ClockAlignment::isStart)) {
            return;
        }
        ClockAlignment alignment = new ClockAlignment();
        alignment.find(startsByProcess(samples), events, notes);
        if (alignment.offsets.isEmpty()) {
            return;
        }
        samples.replaceAll(s -> s.at(alignment.moved(s.origin().stream(), s.stamp())));
        events.replaceAll(e -> e.at(alignment.moved(e.origin().stream(), e.stamp())));
        exhibits.replaceAll(e -> new Exhibit(
                e.kind(),
                e.origin(),
                alignment.moved(e.origin().stream(), e.stamp()),
                e.columns(),
                e.rows(),
                e.text()));
    }

    private static Map<Double, Double> startsByProcess(List<Sample> samples) {
        Map<Double, Double> starts = new HashMap<>();
        for (Sample s : samples) {
            boolean certain = s.stamp().source().certainty() == TimeSource.Certainty.CERTAIN;
            if (certain
                    && s.has(Field.PROCESS_ID)
                    && s.has(Field.UPTIME_IN_SECONDS)
                    && s.facts().containsKey(Fact.RUN_ID)) {
                double start = s.stamp().epochMicros()
                        - 1e6 * s.get(Field.UPTIME_IN_SECONDS).getAsDouble();
                starts.putIfAbsent(s.get(Field.PROCESS_ID).getAsDouble(), start);
            }
        }
        return starts;
    }

    /** A container's process is always number 1: where starts allow several zones, or the one written, nothing is moved. */
    private void find(Map<Double, Double> starts, List<Event> events, Set<Phrase> notes) {
        Map<String, Map<Long, Double>> zones = new TreeMap<>();
        for (Event event : events) {
            Double pid = event.numbers().get(Amount.PID);
            @Nullable Double start = pid == null ? null : starts.get(pid);
            if (start == null || !isStart(event)) {
                continue;
            }
            double apart = start - event.stamp().epochMicros();
            double zone = Math.rint(apart / QUARTER) * QUARTER;
            if (Math.abs(apart - zone) <= SLACK && Math.abs(zone) <= MOST) {
                zones.computeIfAbsent(event.origin().stream(), stream -> new TreeMap<>())
                        .putIfAbsent((long) zone, pid);
            }
        }
        zones.forEach((stream, found) -> found.forEach((zone, pid) -> {
            if (found.size() == 1 && zone != 0) {
                offsets.put(stream, zone);
                notes.add(Phrase.of(
                        "input.assumed.moved",
                        Phrase.name(stream),
                        Phrase.name(String.format(Locale.ROOT, "%+.2f", zone / 3600e6)),
                        Phrase.name(String.valueOf(pid.longValue()))));
            }
        }));
    }

    /** Whether the zone may be told by it. */
    private static boolean isStart(Event event) {
        return event.kind() == Event.Kind.SERVER_START && isAssumed(event.stamp());
    }

    private static boolean isAssumed(Stamp stamp) {
        return stamp.source() == TimeSource.ZONE_ASSUMED || stamp.source() == TimeSource.YEAR_ASSUMED;
    }

    private Stamp moved(String stream, Stamp stamp) {
        Long offset = offsets.get(stream);
        return offset == null || !isAssumed(stamp) ? stamp : new Stamp(stamp.epochMicros() + offset, stamp.source());
    }
}
