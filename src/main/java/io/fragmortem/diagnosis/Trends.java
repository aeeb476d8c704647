package io.fragmortem.diagnosis;

import io.fragmortem.statistics.TrendResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the statistics say of one instance's last run.
 *
 * @param byMetric trend of the last regime by metric name, per day
 * @param ofWholeRun trend over the whole last run, changes of regime included: says that something moved, not how fast now
 * @param changes certified and material changes of level or slope, by time, then metric
 */
public record Trends(Map<String, TrendResult> byMetric, Map<String, TrendResult> ofWholeRun, List<Change> changes) {

    public Trends {
        byMetric = Collections.unmodifiableMap(new TreeMap<>(byMetric));
        ofWholeRun = Collections.unmodifiableMap(new TreeMap<>(ofWholeRun));
        changes = List.copyOf(changes);
    }

    /** Nothing: too few samples. */
    public static Trends none() {
        return new Trends(Map.of(), Map.of(), List.of());
    }

    public Optional<TrendResult> of(String metric) {
        return Optional.ofNullable(byMetric.get(metric));
    }
}
