package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.metrics.SeriesTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row is one value; rows of one instance and one moment become one sample. */
final class LongReader implements RowReader {

    private static final int MAX_UNKNOWN = 1000;

    /** Measurements of Telegraf that tell of the machine, in words as they stand in those of a server as well. */
    private static final Set<String> MACHINE =
            Set.of("mem", "swap", "system", "cpu", "disk", "kernel", "processes", "win_mem");

    private final Header header;
    private final int metricAt;
    private final int partAt;
    private final int measurementAt;
    private final int[] valuesAt;
    private final ReadOptions options;
    private final Sink sink;
    private final Origin origin;
    private @Nullable SeriesTable table;

    /** Metric, then instance and part: what a row belongs to. A metric nobody knows has no map. */
    private final Map<String, Optional<Metric>> metrics = new HashMap<>();

    private final Set<String> unknown = new HashSet<>();

    /** The metric of the row before; its successor is most likely the metric of this one. */
    private @Nullable Metric last;

    /** A metric and, because neighbours repeat each other, what its latest row was and which metric came after it. */
    private static final class Metric {
        private final String text;
        private final MetricNames.Target target;
        private final SeriesName name;
        private final Map<String, SeriesTable.Series> series = new HashMap<>();
        private String lastInstance = "";
        private String lastPart = "";
        private SeriesTable.@Nullable Series lastSeries;
        private @Nullable Metric next;

        Metric(String text, MetricNames.Target target, SeriesName name) {
            this.text = text;
            this.target = target;
            this.name = name;
        }
    }

    LongReader(Header header, Header.LongRow columns, ReadOptions options, Sink sink, Origin origin) {
        this.header = header;
        this.metricAt = columns.metric();
        this.partAt = columns.part();
        this.measurementAt =
                Math.max(header.names().indexOf("_measurement"), header.names().indexOf("measurement"));
        this.valuesAt = columns.values().stream().mapToInt(Integer::intValue).toArray();
        this.options = options;
        this.sink = sink;
        this.origin = origin;
    }

    @Override
    public @Nullable String row(@Nullable String[] row, long micros, TimeSource source, Cells cells, long line) {
        String name = row[metricAt];
        String cell = cell(row);
        String measurement = measurementAt < 0 ? null : row[measurementAt];
        boolean machine = measurement != null && MACHINE.contains(measurement);
        if (name == null || cell == null || machine) {
            return null;
        }
        Metric known = metric(name);
        if (known == null) {
            return null;
        }
        if (table == null) {
            table = new SeriesTable(origin, source, sink::sample);
        }
        double value = cells.parse(cell, known.target.field().unit());
        double factor = known.target.factor();
        if (factor == 1 && cells.isNoSize(value)) {
            return cell;
        }
        series(table, known, row).add(micros, value * factor, cells.error(factor));
        return Double.isNaN(value) && !Unread.isNoValue(cell) ? cell : null;
    }

    /** The first cell with a value. */
    private @Nullable String cell(@Nullable String[] row) {
        String first = row[valuesAt[0]];
        for (int i = 1; i < valuesAt.length && (first == null || first.isEmpty()); i++) {
            first = row[valuesAt[i]];
        }
        return first;
    }

    /** The metric of this name, null when nobody knows it. */
    private @Nullable Metric metric(String name) {
        Metric guess = last == null ? null : last.next;
        if (guess != null && guess.text.equals(name)) {
            last = guess;
            return guess;
        }
        Optional<Metric> found = metrics.get(name);
        if (found == null) {
            found = understand(name);
            if (metrics.size() < MAX_UNKNOWN || found.isPresent()) {
                metrics.put(name, found);
            }
        }
        Metric metric = found.orElse(null);
        if (last != null && metric != null) {
            last.next = metric;
        }
        last = metric == null ? last : metric;
        return metric;
    }

    private SeriesTable.Series series(SeriesTable into, Metric metric, @Nullable String[] row) {
        String instance = WideReader.instanceOf(header, row);
        String part = partAt < 0 || row[partAt] == null ? "" : row[partAt];
        SeriesTable.Series series = metric.lastSeries;
        if (series != null && instance.equals(metric.lastInstance) && part.equals(metric.lastPart)) {
            return series;
        }
        String key = part.isEmpty() ? instance : instance + "\n" + part;
        series = metric.series.get(key);
        if (series == null) {
            String named = instance.isEmpty() ? metric.name.instance(options.instanceColumn()) : instance;
            series = into.series(named, metric.target, part.isEmpty() ? metric.name.part() : part);
            metric.series.put(key, series);
        }
        metric.lastSeries = series;
        metric.lastInstance = instance;
        metric.lastPart = part;
        return series;
    }

    private Optional<Metric> understand(String text) {
        Optional<MetricNames.Target> mapped = Header.mapped(text, options);
        SeriesName name = SeriesName.parse(text);
        Optional<MetricNames.Target> target = mapped.or(() -> MetricNames.resolve(name.metric()));
        if (target.isEmpty() && unknown.size() < MAX_UNKNOWN && unknown.add(text)) {
            sink.unknownField(origin, text);
        }
        return target.map(known -> new Metric(text, known, name));
    }

    @Override
    public void finish() {
        if (table != null) {
            table.flush();
        }
    }

    @Override
    public long given() {
        return table == null ? 0 : table.given();
    }
}
