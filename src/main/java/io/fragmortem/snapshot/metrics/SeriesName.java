package io.fragmortem.snapshot.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
 * @param metric name of the metric, empty when the text has none
 * @param labels in their order
 */
public record SeriesName(String metric, Map<String, String> labels) {

    /** Labels that name an instance, the one that names it best first. */
    private static final List<String> INSTANCE = List.of(
            "addr",
            "instance",
            "server",
            "cacheclusterid",
            "cache_cluster_id",
            "instance_id",
            "resourceid",
            "host",
            "hostname",
            "pod",
            "container",
            "node",
            "name",
            "tags");

    public SeriesName {
        labels = new LinkedHashMap<>(labels);
    }

    /** Reads any of the shapes. */
    public static SeriesName parse(String text) {
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open < 0 || close < open) {
            return words(text.strip());
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

    /** A legend: the metric's words with the instance before or after them. */
    private static SeriesName words(String text) {
        if (MetricNames.resolve(text).isPresent() || text.length() > 200) {
            return new SeriesName(text, Map.of());
        }
        String[] words = text.split("[\\s]+|(?<=[^:]): | - ");
        for (int n = words.length - 1; n > 0; n--) {
            String first = String.join(" ", List.of(words).subList(0, n));
            String last = String.join(" ", List.of(words).subList(words.length - n, words.length));
            if (MetricNames.resolve(first).isPresent()) {
                return new SeriesName(first, Map.of("instance", join(words, n, words.length)));
            }
            if (MetricNames.resolve(last).isPresent()) {
                return new SeriesName(last, Map.of("instance", join(words, 0, words.length - n)));
            }
        }
        return new SeriesName(text, Map.of());
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to)).replaceAll("^[-:(\\[ ]+|[-:)\\] ]+$", "");
    }

    /** Which instance the series is about, empty when no label says. */
    public String instance(Optional<String> wanted) {
        if (wanted.isPresent() && labels.containsKey(wanted.get())) {
            return labels.getOrDefault(wanted.get(), "");
        }
        Map<String, String> lower = new LinkedHashMap<>();
        labels.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        for (String key : INSTANCE) {
            String value = lower.get(key);
            if (value != null && !value.isEmpty() && !value.equals("*")) {
                return named(key, value, lower);
            }
        }
        return "";
    }

    private static String named(String key, String value, Map<String, String> labels) {
        int scheme = value.indexOf("://");
        String bare = scheme > 0 ? value.substring(scheme + 3) : value;
        if (key.equals("resourceid")) {
            return bare.substring(bare.lastIndexOf('/') + 1);
        }
        String port = labels.getOrDefault("port", "");
        boolean needsPort = (key.equals("server") || key.equals("host")) && !port.isEmpty() && bare.indexOf(':') < 0;
        return needsPort ? bare + ":" + port : bare;
    }

    /** What tells series apart that add up. */
    public String part() {
        return labels.getOrDefault("db", labels.getOrDefault("database", ""));
    }
}
