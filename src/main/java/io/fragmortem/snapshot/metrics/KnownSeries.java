package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.json.JsonScalars;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Namespaces namespaces;
    private final Set<String> unknown = new HashSet<>();
    private final SameInstance sameInstance = new SameInstance();
    private final Containers<SeriesTable.Series> containers = new Containers<>();

    public KnownSeries(ReadOptions options, Sink sink, Origin origin, SeriesTable table) {
        this(options, sink, origin, table, new Namespaces());
    }

    /** @param namespaces what was seen of other namespaces so far in the stream */
    KnownSeries(ReadOptions options, Sink sink, Origin origin, SeriesTable table, Namespaces namespaces) {
        this.namespaces = namespaces;
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

        /** An average of byte counts may have decimals, but not where it is as small as megabytes or shares are. */
        private static final double SMALLEST_WITH_DECIMALS = 1e6;

        public void add(long micros, double value) {
            add(micros, value, 0);
        }

        /** Adds a point; one that cannot be a size although its metric is one is passed over. */
        public void add(long micros, double value, double error) {
            if (value < SMALLEST_WITH_DECIMALS
                    && value != Math.rint(value)
                    && factor == 1
                    && field.unit() == Unit.BYTES) {
                return;
            }
            if (!Containers.isValue(field, value)) {
                return;
            }
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
    public Optional<Known> find(SeriesName written) {
        SeriesName name = ofErrors(ofNetdata(written));
        Optional<MetricNames.Target> asked = mapped(name.metric());
        if (asked.isEmpty() && Containers.isMetric(name.metric())) {
            return containers
                    .field(name)
                    .map(field -> new Known(containers.of(name, field, () -> table.waiting(field)), field, 1));
        }
        Optional<MetricNames.Target> target = asked.or(() -> MetricNames.resolve(name.metric()));
        String instance = sameInstance.of(name.instance(options.instanceColumn()), name);
        if (target.isPresent()) {
            containers.server(instance, name);
            MetricNames.product(name.metric()).ifPresent(product -> table.fact(instance, Fact.SERVER_NAME, product));
            return Optional.of(known(table.series(instance, target.get(), name.part()), target.get()));
        }
        if (name.metric().endsWith("instance_info")) {
            facts(name, instance);
            return Optional.empty();
        }
        Optional<Namespaces.Candidate> candidate = namespaces.see(name.metric());
        if (candidate.isEmpty()) {
            unknown(name.metric());
        }
        return candidate.map(told -> {
            MetricNames.Target meant = told.target();
            return known(table.series(instance, meant, name.part(), told.prefix()), meant);
        });
    }

    /** {@code netdata_redis_memory_bytes_average{chart="redis_local.memory",dimension="used"}}: the dimension is the metric. */
    private static SeriesName ofNetdata(SeriesName name) {
        String dimension = name.labels().getOrDefault("dimension", "");
        if (dimension.isEmpty() || !name.metric().startsWith("netdata_redis_memory")) {
            return name;
        }
        Map<String, String> labels = new LinkedHashMap<>(name.labels());
        String chart = labels.getOrDefault("chart", "");
        String job = chart.replaceFirst("^redis_", "").replaceFirst("\\..*$", "");
        if (!job.isEmpty() && !job.equals("local")) {
            labels.merge("instance", job, (host, of) -> host.contains(of) ? host : host + " " + of);
        }
        return new SeriesName("redis.memory." + dimension, labels);
    }

    /** {@code redis_errors_total{err="OOM"}}: the kind of error is the metric. */
    private static SeriesName ofErrors(SeriesName name) {
        boolean refusals = name.metric().endsWith("errors_total")
                && name.labels().getOrDefault("err", "").equals("OOM");
        return refusals ? new SeriesName("errorstat_oom", name.labels()) : name;
    }

    private static Known known(SeriesTable.Series series, MetricNames.Target target) {
        return new Known(series, target.field(), target.factor());
    }

    /** Gives the samples of all that was found. */
    public void flush() {
        containers
                .join(!table.isOverfull(), (server, fields) -> table.join(server, fields.values()))
                .forEach(this::unknown);
        table.flush(namespaces);
    }

    private Optional<MetricNames.Target> mapped(String metric) {
        String mapping = options.columns().get(metric.isEmpty() ? "value" : metric);
        return mapping == null ? Optional.empty() : MetricNames.parseMapping(mapping);
    }

    /** {@code redis_instance_info{role="master",redis_version="7.0.15",tcp_port="6379"} 1}: the labels are the information. */
    private void facts(SeriesName name, String instance) {
        for (Map.Entry<String, String> label : name.labels().entrySet()) {
            String key = label.getKey().toLowerCase(Locale.ROOT);
            Optional<Fact> fact = Fact.named(key);
            if (fact.isPresent() && !label.getValue().isEmpty()) {
                table.fact(instance, fact.get(), label.getValue());
            } else if (key.equals(Field.TCP_PORT.infoName()) || key.equals(Field.PROCESS_ID.infoName())) {
                double value = JsonScalars.number(label.getValue());
                Field.named(key).ifPresent(field -> table.constant(instance, field, value));
            }
        }
    }

    void fact(SeriesName name, Fact fact, String text) {
        table.fact(sameInstance.of(name.instance(options.instanceColumn()), name), fact, text);
    }

    private void unknown(String metric) {
        if (unknown.size() < MAX_UNKNOWN && unknown.add(metric)) {
            sink.unknownField(origin, metric.isEmpty() ? "(a series without a name: --map value=METRIC)" : metric);
        }
    }
}
