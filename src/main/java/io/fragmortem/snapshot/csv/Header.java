package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.metrics.Containers;
import io.fragmortem.snapshot.metrics.FactNames;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.SpeakerKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a table mean.
 *
 * <p>Long because it is mostly lists of column names.
 *
 * @param names cells of the header row
 * @param time index of the time column, -1 for none
 * @param instance indexes of the columns that name the instance together, empty for none
 * @param rows what the rows of a long table say, empty in a wide one
 * @param columns the metrics of a wide table by index
 * @param facts the text facts of a wide table by index
 * @param unknown names of columns that nobody knows
 */
record Header(
        List<String> names,
        int time,
        List<Integer> instance,
        Optional<LongRow> rows,
        Map<Integer, Column> columns,
        Map<Integer, Fact> facts,
        List<String> unknown) {

    /** Names of columns of times. */
    static final Set<String> TIME = Set.of(
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
            "时间戳",
            "日期时间",
            "采集时间",
            "监控时间",
            "统计时间",
            "上报时间",
            "数据时间",
            "時間",
            "日時",
            "時刻",
            "시간",
            "heure",
            "fecha",
            "hora",
            "время",
            "stime",
            "timeseries id",
            "label",
            "t");
    /** The dimension of Azure that numbers the shards of a cache. */
    static final String SHARD = "shardid";

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
            "sf_metric",
            "series",
            "name",
            "key",
            "指标",
            "指标名称",
            "指标名",
            "监控指标",
            "监控项");
    private static final Set<String> VALUE = Set.of(
            "value", "_value", "val", "average", "wert", "last", "v", "maximum", "total", "minimum", "值", "数值", "平均值",
            "最新值", "监控值", "最大值", "最小值");

    /** {@code Value #A}: what a query of Grafana gives has a column of its own beside the labels of all. */
    private static final Pattern VALUE_OF_QUERY = Pattern.compile("value #[a-z0-9]{1,3}");

    private static final Pattern UNIT_BEHIND_COMMA = Pattern.compile("^([^,]+), ?([KMGTКМГТ][iи]?[BБб])$");
    private static final String CYRILLIC = "КМГТИБ";
    private static final String LATIN = "KMGTiB";

    /** What tools that watch a machine call memory that nobody uses. */
    private static final Pattern FREE =
            Pattern.compile("(?i)(?:system\\.)?(?:mem(?:ory)?[._ ]?)?(?:free|available|avail|cached|cach)"
                    + "(?:_percent|[._ ]memory)?");

    /** What they call the rest, as people call that of a server. */
    private static final Pattern USED =
            Pattern.compile("(?i)(?:system\\.)?(?:mem(?:ory)?[._ ]?)?(?:used|usage)|mem(?:ory)?");

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
     * What stands in a row of a long table.
     *
     * @param metric index of the column that names the metric
     * @param values indexes of the columns of values, of which a row fills one; aggregates of one value in their order
     * @param part index of the column that names the database, -1 for none
     */
    record LongRow(int metric, List<Integer> values, int part) {}

    /**
     * A metric of a wide table.
     *
     * @param instance named by the column itself, empty for none
     */
    record Column(MetricNames.Target target, String instance) {}

    /** Understands a header row. */
    static Header of(List<String> names, ReadOptions options) {
        int time = indexOf(names, options.timeColumn(), TIME);
        Optional<LongRow> rows = longRow(names);
        List<Integer> instance = SpeakerColumns.named(names, options, time);
        Map<Integer, Column> columns = new LinkedHashMap<>();
        Map<Integer, Fact> facts = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        Containers<Integer> containers = new Containers<>();
        for (int i = 0; i < names.size() && rows.isEmpty(); i++) {
            if (i != time && !instance.contains(i)) {
                wide(bracketed(names.get(i)), i, options, columns, facts, unknown, containers);
            }
        }
        if (isOfHost(names, columns)) {
            columns.clear();
        } else {
            unknown.addAll(containers.join(
                    true,
                    (server, fields) -> fields.forEach((field, at) ->
                            columns.put(at, new Column(new MetricNames.Target(field, 1, false, false), server)))));
        }
        if (instance.isEmpty()) {
            ColumnTwins.name(names, columns);
        }
        return new Header(names, time, instance, rows, apart(columns), facts, unknown);
    }

    /** {@code mem_total,mem_used,mem_free}: beside what is free, the use is that of the machine where no name is a server's alone. */
    private static boolean isOfHost(List<String> names, Map<Integer, Column> columns) {
        boolean free = names.stream().anyMatch(name -> FREE.matcher(name).matches());
        return free
                && columns.keySet().stream()
                        .allMatch(index -> USED.matcher(names.get(index)).matches());
    }

    /**
     * {@code Belegter Speicher (used_memory), Resident (used_memory_rss)}: where each name stands at one metric only and no
     * metric is there twice, these are words for the metrics and not servers.
     */
    private static Map<Integer, Column> apart(Map<Integer, Column> columns) {
        long instances =
                columns.values().stream().map(Column::instance).distinct().count();
        long metrics = columns.values().stream()
                .map(column -> column.target().field())
                .distinct()
                .count();
        boolean words = columns.size() > 1 && instances == columns.size() && metrics == columns.size();
        if (words) {
            columns.replaceAll((index, column) -> new Column(column.target(), ""));
        }
        return columns;
    }

    private static Optional<LongRow> longRow(List<String> names) {
        int metric = indexOf(names, Optional.empty(), METRIC);
        List<Integer> values = new ArrayList<>();
        int value = indexOf(names, Optional.empty(), VALUE);
        if (value >= 0 && value != metric) {
            values.add(value);
        }
        for (int i = 0; i < names.size(); i++) {
            if (VALUE_OF_QUERY.matcher(names.get(i).toLowerCase(Locale.ROOT)).matches()) {
                values.add(i);
            }
        }
        return metric < 0 || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new LongRow(
                        metric, List.copyOf(values), indexOf(names, Optional.empty(), Set.of("db", "database"))));
    }

    /** {@code Используемая память, МБ} as {@code Используемая память (MB)}. */
    private static String bracketed(String name) {
        Matcher unit = UNIT_BEHIND_COMMA.matcher(name.strip());
        if (!unit.matches()) {
            return name;
        }
        StringBuilder latin = new StringBuilder();
        for (char c : unit.group(2).toCharArray()) {
            int at = CYRILLIC.indexOf(Character.toUpperCase(c));
            latin.append(at < 0 ? c : LATIN.charAt(at));
        }
        return unit.group(1) + " (" + latin + ")";
    }

    private static void wide(
            String name,
            int index,
            ReadOptions options,
            Map<Integer, Column> columns,
            Map<Integer, Fact> facts,
            List<String> unknown,
            Containers<Integer> containers) {
        Optional<MetricNames.Target> mapped = mapped(name, options);
        SeriesName series = SeriesName.parse(name);
        if (mapped.isEmpty() && Containers.isMetric(series.metric())) {
            containers.field(series).ifPresent(field -> containers.of(series, field, () -> index));
            return;
        }
        Optional<MetricNames.Target> target = mapped.or(() -> MetricNames.resolve(series.metric()));
        Optional<Fact> fact = FactNames.resolve(name);
        if (target.isPresent()) {
            String instance = series.instance(options.instanceColumn());
            containers.server(instance, series);
            columns.put(index, new Column(target.get(), instance));
        } else if (fact.isPresent()) {
            facts.put(index, fact.get());
        } else if (!isBoring(name) && !SpeakerKey.isOne(name)) {
            unknown.add(name);
        }
    }

    /** What the user says that a column or metric is. */
    static Optional<MetricNames.Target> mapped(String name, ReadOptions options) {
        String mapping = options.columns().get(name);
        return mapping == null ? Optional.empty() : MetricNames.parseMapping(mapping);
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

    /** Whether a column of this name says nothing of a server or of its memory. */
    static boolean isBoring(String name) {
        return BORING.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isLong() {
        return rows.isPresent();
    }

    /** With one more column that names the instance. */
    Header withSpeaker(int index) {
        List<Integer> speakers = new ArrayList<>(instance);
        speakers.add(index);
        List<String> others = new ArrayList<>(unknown);
        others.remove(names.get(index));
        return new Header(names, time, List.copyOf(speakers), rows, columns, facts, others);
    }

    Header withTime(int index) {
        Map<Integer, Column> others = new LinkedHashMap<>(columns);
        others.remove(index);
        return new Header(names, index, instance, rows, others, facts, unknown);
    }
}
