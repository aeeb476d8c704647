package io.fragmortem.memory;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A series of bytes in which trends, changes and forecasts are looked for: a part of RSS, or one of the two totals. */
public sealed interface Metric permits Component, Total {

    /** Metrics in the order in which results list them: by name. */
    Comparator<Metric> BY_NAME = Comparator.comparing(Metric::jsonName);

    /** The stable name, as results have it, for example {@code used_memory_rss} or {@code fragmentation}. */
    String jsonName();

    /** The metric with this stable name. */
    static Optional<Metric> named(String jsonName) {
        return Stream.<Metric>concat(Stream.of(Total.values()), Stream.of(Component.values()))
                .filter(metric -> metric.jsonName().equals(jsonName))
                .findFirst();
    }
}
