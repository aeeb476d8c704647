package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a table mean.
 *
 * @param names cells of the header row
 * @param time index of the time column, -1 for none
 * @param instance indexes of the columns that name the instance together, empty for none
 * @param metric index of the column that names the metric in a long table, -1 in a wide one
 * @param value index of the column of values in a long table, -1 in a wide one
 * @param part index of the column that names the database in a long table, -1 for none
 * @param columns the metrics of a wide table by index
 * @param facts the text facts of a wide table by index
 * @param unknown names of columns that nobody knows
 */
record Header(
        List<String> names,
        int time,
        List<Integer> instance,
        int metric,
        int value,
        int part,
        Map<Integer, Column> columns,
        Map<Integer, Fact> facts,
        List<String> unknown) {

    private static final Set<String> TIME = Set.of(
            "time",
            "timestamp",
            "date",
            "datetime",
            "@timestamp",
            "_time",
            "clock",
            "epoch",
            "ts",
            "zeit",
            "date time",
            "time (utc)",
            "timestamp (utc)",
            "unixtime",
            "unix_time",
            "时间",
            "日期",
            "heure",
            "fecha",
            "label",
            "t");
    private static final Set<String> INSTANCE = Set.of(
            "instance",
            "host",
            "hostname",
            "server",
            "addr",
            "address",
            "node",
            "instance_id",
            "instanceid",
            "cacheclusterid",
            "pod",
            "service",
            "instanz",
            "tags",
            "entity.name",
            "nodename");
    private static final Set<String> METRIC = Set.of(
            "metric",
            "metric_name",
            "metricname",
            "metric name",
            "_field",
            "field",
            "item",
            "item name",
            "__name__",
            "name",
            "key");
    private static final Set<String> VALUE = Set.of("value", "_value", "val", "average", "wert", "last", "v");
    private static final Set<String> BORING = Set.of(
            "",
            "result",
            "table",
            "_start",
            "_stop",
            "_measurement",
            "job",
            "env",
            "type",
            "unit",
            "period",
            "statistic",
            "ns",
            "itemid",
            "replication_role",
            "_replication_role");

    /**
     * A metric of a wide table.
     *
     * @param instance named by the column itself, empty for none
     */
    record Column(MetricNames.Target target, String instance) {}

    /** Understands a header row. */
    static Header of(List<String> names, ReadOptions options) {
        int time = indexOf(names, options.timeColumn(), TIME);
        int metric = indexOf(names, Optional.empty(), METRIC);
        int value = indexOf(names, Optional.empty(), VALUE);
        boolean isLong = metric >= 0 && value >= 0 && metric != value;
        List<Integer> instance = instances(names, options, time);
        int part = isLong ? indexOf(names, Optional.empty(), Set.of("db", "database")) : -1;
        Map<Integer, Column> columns = new LinkedHashMap<>();
        Map<Integer, Fact> facts = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean role = i == time || (isLong && (i == metric || i == value)) || instance.contains(i);
            if (role) {
                continue;
            }
            if (!isLong) {
                wide(names.get(i), i, options, columns, facts, unknown);
            }
        }
        return new Header(
                names, time, instance, isLong ? metric : -1, isLong ? value : -1, part, columns, facts, unknown);
    }

    private static void wide(
            String name,
            int index,
            ReadOptions options,
            Map<Integer, Column> columns,
            Map<Integer, Fact> facts,
            List<String> unknown) {
        Optional<MetricNames.Target> mapped = mapped(name, options);
        SeriesName series = SeriesName.parse(name);
        Optional<MetricNames.Target> target = mapped.or(() -> MetricNames.resolve(series.metric()));
        Optional<Fact> fact = Fact.named(name.toLowerCase(Locale.ROOT));
        if (target.isPresent()) {
            columns.put(index, new Column(target.get(), series.instance(options.instanceColumn())));
        } else if (fact.isPresent()) {
            facts.put(index, fact.get());
        } else if (!BORING.contains(name.toLowerCase(Locale.ROOT))) {
            unknown.add(name);
        }
    }

    /** What the user says that a column or metric is. */
    static Optional<MetricNames.Target> mapped(String name, ReadOptions options) {
        String mapping = options.columns().get(name);
        return mapping == null ? Optional.empty() : MetricNames.parseMapping(mapping);
    }

    private static List<Integer> instances(List<String> names, ReadOptions options, int time) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            byName.put(names.get(i).toLowerCase(Locale.ROOT), i);
        }
        int wanted = indexOf(names, options.instanceColumn(), INSTANCE);
        if (wanted < 0 || wanted == time) {
            return List.of();
        }
        String name = names.get(wanted).toLowerCase(Locale.ROOT);
        Integer server = byName.get("server");
        Integer port = byName.get("port");
        if (options.instanceColumn().isEmpty() && port != null && (server != null || name.startsWith("host"))) {
            return List.of(server != null ? server : Integer.valueOf(wanted), port);
        }
        return List.of(wanted);
    }

    private static int indexOf(List<String> names, Optional<String> wanted, Set<String> known) {
        if (wanted.isPresent()) {
            return names.indexOf(wanted.get());
        }
        for (int i = 0; i < names.size(); i++) {
            if (known.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    boolean isLong() {
        return metric >= 0;
    }

    /** Whether any column is of use. */
    boolean useful() {
        return time >= 0 && (isLong() || !columns.isEmpty());
    }

    Header withTime(int index) {
        Map<Integer, Column> others = new LinkedHashMap<>(columns);
        others.remove(index);
        return new Header(names, index, instance, metric, value, part, others, facts, unknown);
    }
}
