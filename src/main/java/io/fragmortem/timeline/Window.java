package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stretch of time, from a moment on and up to before another one. What is cut out of a timeline keeps its times, its
 * configuration and what the whole capture says of its quality.
 *
 * @param fromMicros first moment that belongs to it
 * @param toMicros first moment that does not any more
 */
public record Window(long fromMicros, long toMicros) {

    /** All of time. */
    public static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    public Window {
        if (fromMicros >= toMicros) {
            throw new IllegalArgumentException("an empty window: from " + fromMicros + " to " + toMicros);
        }
    }

    private boolean holds(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }

    private boolean holds(Stamp stamp) {
        return !stamp.known() || holds(stamp.epochMicros());
    }

    /** The part of a timeline that lies in it; empty where no sample does. A timeline without times is left whole. */
    public Optional<Timeline> cut(Timeline timeline) {
        if (!timeline.timed() || equals(ALWAYS)) {
            return Optional.of(timeline);
        }
        int from = TimeOrder.firstAt(timeline.timeMicros(), fromMicros);
        int to = TimeOrder.firstAt(timeline.timeMicros(), toMicros);
        return from >= to ? Optional.empty() : Optional.of(cut(timeline, from, to));
    }

    private Timeline cut(Timeline timeline, int from, int to) {
        Map<Field, double[]> columns = new EnumMap<>(Field.class);
        timeline.columns().forEach((field, column) -> {
            double[] part = Arrays.copyOfRange(column, from, to);
            if (Arrays.stream(part).anyMatch(value -> !Double.isNaN(value))) {
                columns.put(field, part);
            }
        });
        List<Map<Fact, String>> facts = timeline.facts().subList(from, to);
        List<Event> events =
                timeline.events().stream().filter(event -> holds(event.stamp())).toList();
        List<Exhibit> exhibits = timeline.exhibits().stream()
                .filter(exhibit -> holds(exhibit.stamp()))
                .toList();
        List<Gap> gaps = timeline.gaps().stream()
                .filter(gap -> holds(gap.fromMicros()) && holds(gap.toMicros()))
                .toList();
        return new Timeline(
                timeline.name(),
                true,
                Arrays.copyOfRange(timeline.timeMicros(), from, to),
                columns,
                List.copyOf(facts),
                List.copyOf(timeline.origins().subList(from, to)),
                runs(timeline, from, to),
                gaps,
                events,
                exhibits,
                timeline.configuration(),
                timeline.configured(),
                timeline.quality().of(to - from));
    }

    private static List<Run> runs(Timeline timeline, int from, int to) {
        List<Run> runs = new ArrayList<>();
        for (Run run : timeline.runs()) {
            int first = Math.max(from, run.from());
            int end = Math.min(to, run.to());
            if (first < end) {
                runs.add(new Run(
                        runs.size(),
                        first - from,
                        end - from,
                        timeline.timeMicros()[first],
                        timeline.timeMicros()[end - 1],
                        run.beganMicros(),
                        run.runId(),
                        runs.isEmpty() ? Run.Reason.FIRST : run.reason()));
            }
        }
        return runs;
    }
}
