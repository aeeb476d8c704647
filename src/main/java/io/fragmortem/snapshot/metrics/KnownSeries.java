package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Unit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the series that points belong to, by the names and labels of the input. */
public final class KnownSeries {

    private static final int MAX_UNKNOWN = 1000;

    private final ReadOptions options;
    private final Sink sink;
    private final Origin origin;
    private final SeriesTable table;
    private final Set<String> unknown = new HashSet<>();

    public KnownSeries(ReadOptions options, Sink sink, Origin origin, SeriesTable table) {
        this.options = options;
        this.sink = sink;
        this.origin = origin;
        this.table = table;
    }

    /**
     * A series and what its metric means.
     *
     * @param factor from the unit of its points to the field's
     */
    public record Known(SeriesTable.Series series, Field field, double factor) {

        /** Units as OpenTelemetry writes them (UCUM), in that of the fields that may have them. */
        private static final Map<String, Double> BYTES =
                Map.of("KiBy", 1024.0, "MiBy", 1048576.0, "GiBy", 1073741824.0, "kBy", 1e3, "MBy", 1e6, "GBy", 1e9);

        private static final Map<String, Double> MICROSECONDS = Map.of("s", 1e6, "ms", 1e3, "us", 1.0, "ns", 1e-3);

        public void add(long micros, double value) {
            series.add(micros, value * factor, 0);
        }

        public void add(long micros, double value, double error) {
            series.add(micros, value * factor, error * factor);
        }

        /** The same series for points in this unit; a unit that is not known changes nothing. */
        public Known in(String unit) {
            boolean time = field.unit() == Unit.MICROSECONDS;
            Map<String, Double> units = field.unit() == Unit.BYTES ? BYTES : time ? MICROSECONDS : Map.of();
            return new Known(series, field, units.getOrDefault(unit, factor));
        }
    }

    /** The series of this name, empty when nobody knows the metric. */
    public Optional<Known> find(SeriesName name) {
        Optional<MetricNames.Target> target = mapped(name.metric()).or(() -> MetricNames.resolve(name.metric()));
        if (target.isEmpty()) {
            if (name.metric().endsWith("instance_info")) {
                facts(name);
            } else {
                unknown(name.metric());
            }
            return Optional.empty();
        }
        String instance = name.instance(options.instanceColumn());
        SeriesTable.Series series = table.series(instance, target.get(), name.part());
        return Optional.of(new Known(series, target.get().field(), target.get().factor()));
    }

    private Optional<MetricNames.Target> mapped(String metric) {
        String mapping = options.columns().get(metric.isEmpty() ? "value" : metric);
        return mapping == null ? Optional.empty() : MetricNames.parseMapping(mapping);
    }

    /** {@code redis_instance_info{role="master",redis_version="7.0.15"} 1}: the labels are the information. */
    private void facts(SeriesName name) {
        String instance = name.instance(options.instanceColumn());
        for (Map.Entry<String, String> label : name.labels().entrySet()) {
            Optional<Fact> fact = Fact.named(label.getKey().toLowerCase(Locale.ROOT));
            if (fact.isPresent() && !label.getValue().isEmpty()) {
                table.fact(instance, fact.get(), label.getValue());
            }
        }
    }

    void fact(SeriesName name, Fact fact, String text) {
        table.fact(name.instance(options.instanceColumn()), fact, text);
    }

    private void unknown(String metric) {
        if (unknown.size() < MAX_UNKNOWN && unknown.add(metric)) {
            sink.unknownField(origin, metric.isEmpty() ? "(a series without a name: --map value=METRIC)" : metric);
        }
    }
}
