package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
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
 * Metric and labels of a series as monitoring writes them:
 *
 * <pre>
 * redis_memory_used_bytes{instance="cache-1:9121",job="redis"}
 * {__name__="redis_memory_used_bytes", instance="cache-1:9121"}
 * avg:redis.mem.used{host:h1}
 * used memory cache-1
 * </pre>
 *
 * <p>Long because it is mostly lists of labels.
 *
 * @param metric name of the metric, empty when the text has none
 * @param labels in their order
 */
public record SeriesName(String metric, Map<String, String> labels) {

    /** What an exporter for many servers was asked about. */
    private static final Pattern TARGET = Pattern.compile("(?:rediss?|valkeys?)://.+|[\\w.-]+:\\d{2,5}");

    /** Labels that name an instance, the one that names it best first. */
    private static final List<String> INSTANCE = List.of(
            "exported_instance",
            "addr",
            "instance",
            "service.instance.id",
            "server",
            "server.address",
            "service.address",
            "redis_host",
            "cacheclusterid",
            "cache_cluster_id",
            "instance_id",
            "resourceid",
            "entityname",
            "displayname",
            "facet",
            "metricset.host",
            "host",
            "host.name",
            "hostname",
            "beat.hostname",
            "pod",
            "k8s.pod.name",
            "container",
            "node",
            "name",
            "tags");

    /** Labels that name the machine: what tells servers apart that listen on the loopback of several. */
    private static final List<String> MACHINE =
            List.of("host", "host.name", "hostname", "beat.hostname", "agent.hostname");

    /** Division of two series in PromQL; paths have slashes too, but no blanks around them. */
    private static final Pattern QUOTIENT = Pattern.compile("\\s*(.+?)\\s+/\\s+(.+?)\\s*");

    private static final Set<String> OPERATORS = Set.of("/", "*", "+", "^");

    /** Words that make another quantity of the metric beside them: {@code Used Memory Percentage}. */
    private static final Set<String> OTHER_QUANTITY = Set.of(
            "percentage",
            "percent",
            "pct",
            "rate",
            "ratio",
            "share",
            "delta",
            "diff",
            "difference",
            "growth",
            "increase",
            "change",
            "forecast",
            "predicted",
            "prediction",
            "使用率",
            "占比",
            "百分比",
            "增长率",
            "变化率",
            "增量");

    /** {@code cache-1 › Average of redis.info.memory.used.value}: a table of Kibana's Lens that is split by host. */
    private static final String SPLIT = " \u203a ";

    /** {@code Used Memory (Max), shopcache}: what Azure's portal writes above a column. */
    private static final Pattern PORTAL = Pattern.compile(
            "(?i)([^(),]{3,80}) \\((?:avg|average|max|maximum|min|minimum|sum|total|count)\\), ([^,]{1,100})");

    /** {@code redis.used_memory-cache-1:6379} of Performance Co-Pilot. */
    private static final Pattern BEHIND_DASH = Pattern.compile("([\\w.]+)-([\\w.-]+:\\d{2,5})");

    /** {@code p95}, {@code (5m)}: which share or window of the metric, and no server. */
    private static final Pattern STATISTIC =
            Pattern.compile("(?i)[(\\[]?(?:p\\d{1,2}(?:\\.\\d+)?|\\d{1,3} ?(?:s|m|min|h|d))[)\\]]?");

    private static final int LONGEST_LEGEND = 200;

    public SeriesName {
        labels = new LinkedHashMap<>(labels);
    }

    /** Reads any of the shapes. */
    public static SeriesName parse(String text) {
        Matcher quotient = QUOTIENT.matcher(text);
        return quotient.matches() ? quotient(text, quotient) : single(text);
    }

    /** RSS by used memory is a metric of its own; any other quotient is none that we know. */
    private static SeriesName quotient(String text, Matcher sides) {
        SeriesName above = single(sides.group(1));
        SeriesName below = single(sides.group(2));
        boolean ratio = means(above, Field.USED_MEMORY_RSS) && means(below, Field.USED_MEMORY);
        return ratio
                ? new SeriesName(Field.MEM_FRAGMENTATION_RATIO.infoName(), above.labels())
                : new SeriesName(text, Map.of());
    }

    private static boolean means(SeriesName name, Field field) {
        return MetricNames.resolve(name.metric())
                .filter(t -> t.field() == field)
                .isPresent();
    }

    private static SeriesName single(String whole) {
        int split = whole.lastIndexOf(SPLIT);
        SeriesName behind = split <= 0 ? null : single(whole.substring(split + SPLIT.length()));
        if (behind != null && MetricNames.resolve(behind.metric()).isPresent()) {
            return behind.with(Map.of("instance", whole.substring(0, split).strip()));
        }
        Matcher portal = PORTAL.matcher(whole.strip());
        if (portal.matches() && MetricNames.resolve(portal.group(1)).isPresent()) {
            return new SeriesName(portal.group(1), Map.of("instance", portal.group(2)));
        }
        String text = MetricNames.withoutAggregate(whole.strip());
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open < 0 || close < open) {
            return MetricNames.isExact(text.strip()) || MetricNames.isDotted(text.strip())
                    ? new SeriesName(text.strip(), Map.of())
                    : MetricPath.in(text).or(() -> joined(text.strip())).orElseGet(() -> words(text.strip()));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels(text, open + 1, close, labels);
        String before = text.substring(0, open).strip();
        String name = labels.remove("__name__");
        return new SeriesName(before.isEmpty() && name != null ? name : before, labels);
    }

    /** Reads {@code a="b", c:d} into the map. */
    private static void labels(String text, int from, int to, Map<String, String> labels) {
        int i = from;
        while (i < to && labels.size() < 64) {
            int equals = i;
            while (equals < to && text.charAt(equals) != '=' && text.charAt(equals) != ':') {
                equals++;
            }
            if (equals >= to) {
                return;
            }
            String key = text.substring(i, equals).strip();
            int valueFrom = equals + 1;
            int end;
            String value;
            if (valueFrom < to && text.charAt(valueFrom) == '"') {
                end = valueFrom + 1;
                while (end < to && text.charAt(end) != '"') {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                value = text.substring(valueFrom + 1, Math.min(end, to)).replace("\\\"", "\"");
                end++;
            } else {
                end = text.indexOf(',', valueFrom);
                end = end < 0 || end > to ? to : end;
                value = text.substring(valueFrom, end).strip();
            }
            labels.put(key.startsWith(",") ? key.substring(1).strip() : key, value);
            int comma = text.indexOf(',', Math.min(end, text.length()));
            i = comma < 0 || comma > to ? to : comma + 1;
        }
    }

    /** Reads the labels of a cell such as {@code host=h1,port=6379}; a series without a name. */
    public static SeriesName tags(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels(text, 0, text.length(), labels);
        return new SeriesName("", labels);
    }

    /** Whether these words say that the series shows something else than the metric beside them. */
    private static boolean isOther(List<String> words) {
        return words.stream()
                .anyMatch(word -> OPERATORS.contains(word)
                        || word.indexOf('%') >= 0
                        || OTHER_QUANTITY.contains(word.toLowerCase(Locale.ROOT))
                        || (word.indexOf('_') > 0 && MetricNames.resolve(word).isPresent()));
    }

    /** {@code cache-1/used_memory}, {@code used_memory@cache-1}: a server and INFO's name of the metric with one mark between. */
    private static Optional<SeriesName> joined(String text) {
        if (text.length() > LONGEST_LEGEND) {
            return Optional.empty();
        }
        Matcher behind = BEHIND_DASH.matcher(text);
        if (behind.matches() && MetricNames.resolve(behind.group(1)).isPresent()) {
            return Optional.of(new SeriesName(behind.group(1), Map.of("instance", behind.group(2))));
        }
        for (int i = 1; i < text.length() - 1; i++) {
            if ("/|@.".indexOf(text.charAt(i)) >= 0) {
                String before = text.substring(0, i);
                String after = text.substring(i + 1);
                if (MetricNames.isExact(after) && SpeakerName.tellsApart(before)) {
                    return Optional.of(new SeriesName(after, Map.of("instance", before)));
                }
                if (MetricNames.isExact(before) && SpeakerName.tellsApart(after)) {
                    return Optional.of(new SeriesName(before, Map.of("instance", after)));
                }
            }
        }
        return Optional.empty();
    }

    /** A legend: the metric's words with the instance before or after them. */
    private static SeriesName words(String text) {
        if (MetricNames.resolve(text).isPresent() || text.length() > LONGEST_LEGEND) {
            return new SeriesName(text, Map.of());
        }
        String[] words = text.split("[\\s]+|(?<=[^:]): | - ");
        for (int n = words.length - 1; n > 0; n--) {
            String first = String.join(" ", List.of(words).subList(0, n));
            String last = String.join(" ", List.of(words).subList(words.length - n, words.length));
            if (MetricNames.resolve(first).isPresent()
                    && !isOther(List.of(words).subList(n, words.length))) {
                return named(first, words, n, words.length);
            }
            if (MetricNames.resolve(last).isPresent() && !isOther(List.of(words).subList(0, words.length - n))) {
                return named(last, words, 0, words.length - n);
            }
        }
        return new SeriesName(text, Map.of());
    }

    private static SeriesName named(String metric, String[] words, int from, int to) {
        List<String> rest = new ArrayList<>(List.of(words).subList(from, to));
        rest.removeIf(word -> ServerProgram.isFork(word.toLowerCase(Locale.ROOT))
                || STATISTIC.matcher(word).matches());
        String instance = String.join(" ", rest).replaceAll("^[-:(\\[ ]+|[-:)\\] ]+$", "");
        return new SeriesName(metric, instance.isEmpty() ? Map.of() : Map.of("instance", instance));
    }

    /** The same series with these labels beside its own. */
    public SeriesName with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(labels);
        more.forEach((key, value) -> {
            if (!value.isEmpty()) {
                all.put(key, value);
            }
        });
        return new SeriesName(metric, all);
    }

    /** Which instance the series is about, empty when no label says. */
    public String instance(Optional<String> wanted) {
        if (wanted.isPresent() && labels.containsKey(wanted.get())) {
            return labels.getOrDefault(wanted.get(), "");
        }
        Map<String, String> lower = new LinkedHashMap<>();
        labels.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        String enterprise = enterprise(lower);
        if (!enterprise.isEmpty()) {
            return enterprise;
        }
        String target = lower.getOrDefault("target", "");
        if (TARGET.matcher(target).matches()) {
            return Address.bare(target); // of an exporter for many, which the instance names
        }
        for (String key : INSTANCE) {
            String value = lower.get(key);
            if (value != null && !value.isEmpty() && !value.equals("*")) {
                return named(key, value, lower);
            }
        }
        List<String> others = List.copyOf(lower.keySet());
        int nearest = SpeakerKey.nearest(others);
        return nearest < 0 ? "" : Address.bare(lower.getOrDefault(others.get(nearest), ""));
    }

    /**
     * Redis Enterprise's metrics tell of a shard or of a database by its number, and whatever they were scraped from is a node
     * with many of them; empty for all others.
     */
    private static String enterprise(Map<String, String> labels) {
        String cluster = labels.getOrDefault("cluster", "");
        String shard = labels.getOrDefault("redis", "");
        String base = labels.getOrDefault("bdb", labels.getOrDefault("db", ""));
        boolean numbered = shard.isEmpty() ? labels.containsKey("bdb") : shard.matches("\\d{1,9}");
        if (cluster.isEmpty() || base.isEmpty() || !numbered) {
            return "";
        }
        return cluster + (shard.isEmpty() ? " bdb " + base : " shard " + shard);
    }

    private static String named(String key, String value, Map<String, String> labels) {
        String bare = Address.bare(value);
        if (key.equals("resourceid") || bare.startsWith("projects/")) {
            return bare.substring(bare.lastIndexOf('/') + 1);
        }
        String port = labels.getOrDefault(key.equals("server.address") ? "server.port" : "port", "");
        port = key.equals("redis_host") ? labels.getOrDefault("redis_port", "") : port;
        boolean needsPort = key.matches("server|host|server.address|redis_host") && bare.indexOf(':') < 0;
        String address = needsPort && !port.isEmpty() ? bare + ":" + port : bare;
        int colon = address.lastIndexOf(':');
        String host = colon > 0 ? address.substring(0, colon) : address;
        if (Address.isHere(host)) {
            for (String machine : MACHINE) {
                String name = labels.getOrDefault(machine, "");
                if (!name.isEmpty() && !Address.isHere(name)) {
                    return colon > 0 ? name + address.substring(colon) : name;
                }
            }
        }
        return address;
    }

    /** What tells series apart that add up. */
    public String part() {
        return labels.getOrDefault("db", labels.getOrDefault("database", ""));
    }
}
