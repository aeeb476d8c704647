package io.fragmortem.report.export;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of one instance as they go out.
 *
 * @param timed whether the times are real
 * @param timeMicros since the epoch, one per sample, ascending
 * @param columns one value per sample, NaN where it has none
 * @param facts what was said in words, one map per sample
 */
public record Exported(
        String name, boolean timed, long[] timeMicros, Map<Field, double[]> columns, List<Map<Fact, String>> facts) {

    /** The samples of a timeline. */
    public static Exported of(Timeline timeline) {
        return new Exported(
                timeline.name(),
                timeline.timed(),
                timeline.timeMicros(),
                new EnumMap<>(timeline.columns()),
                timeline.facts());
    }

    int size() {
        return timeMicros.length;
    }
}
