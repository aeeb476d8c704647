package io.fragmortem.diagnosis;

import io.fragmortem.statistics.TrendResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trends of the metrics of one instance in its last run, per day.
 *
 * @param byMetric result by metric name
 * @param changes changes of level or slope by metric name
 */
public record Trends(Map<String, TrendResult> byMetric, Map<String, List<Long>> changes) {

    public Trends {
        byMetric = Collections.unmodifiableMap(new TreeMap<>(byMetric));
        changes = Collections.unmodifiableMap(new TreeMap<>(changes));
    }

    /** No trends: too few samples. */
    public static Trends none() {
        return new Trends(Map.of(), Map.of());
    }

    public Optional<TrendResult> of(String metric) {
        return Optional.ofNullable(byMetric.get(metric));
    }
}
