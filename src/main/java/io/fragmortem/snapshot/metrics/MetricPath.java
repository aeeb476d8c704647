package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.text.ServerProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name with dots, as Graphite, StatsD and collectd write it: the metric stands at the end, server and port before it,
 * words of the collector between them.
 *
 * <pre>
 * servers.cache1.redis.6379.memory.used_memory
 * alias(summarize(stats.gauges.prod.cache-2.redis.used_memory_rss,"10min","avg"),"x")
 * </pre>
 */
final class MetricPath {

    /** Words that say what kind of thing a path is about, not which. */
    private static final Set<String> KIND = Set.of(
            "servers",
            "server",
            "hosts",
            "host",
            "stats",
            "stat",
            "gauges",
            "gauge",
            "statsd",
            "collectd",
            "telegraf",
            "diamond",
            "carbon",
            "metrics",
            "memory",
            "mem",
            "info",
            "db",
            "system",
            "average",
            "avg",
            "max",
            "min",
            "latest",
            "sum",
            "*");

    /** What a collector appends to a metric's name. */
    private static final Set<String> TAIL = Set.of("value", "gauge", "mean", "last", "avg", "average", "max");

    /** {@code used.memory.peak.perc}. */
    private static final int MOST_WORDS = 4;

    private static final Pattern DOTTED = Pattern.compile("[\\w*-]+(?:\\.[\\w*-]+){2,}");
    private static final Pattern PORT = Pattern.compile("\\d{2,5}");

    private MetricPath() {}

    /** Metric and server of the path in this text; empty when there is no path, or none that names a server. */
    static Optional<SeriesName> in(String text) {
        Matcher dotted = DOTTED.matcher(text);
        while (dotted.find()) {
            Optional<SeriesName> found = path(dotted.group());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<SeriesName> path(String path) {
        List<String> words = new ArrayList<>(List.of(path.split("\\.")));
        while (words.size() > 1 && TAIL.contains(lower(words.get(words.size() - 1)))) {
            words.remove(words.size() - 1);
        }
        // the longest end that means something: "memory.used" before "used"
        for (int from = Math.max(1, words.size() - MOST_WORDS); from < words.size(); from++) {
            String metric = String.join(".", words.subList(from, words.size()));
            // Telegraf's output for Wavefront has dots for all underscores
            if (MetricNames.isExact(metric) || MetricNames.isExact(metric.replace('.', '_'))) {
                String server = server(words.subList(0, from));
                return server.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SeriesName(metric, Map.of("instance", server)));
            }
        }
        return Optional.empty();
    }

    private static String server(List<String> words) {
        StringBuilder name = new StringBuilder();
        String port = "";
        for (String word : words) {
            if (PORT.matcher(word).matches()) {
                port = ":" + word;
            } else if (!KIND.contains(lower(word)) && !ServerProgram.isFork(lower(word))) {
                name.append(name.length() == 0 ? "" : ".").append(word);
            }
        }
        return name.length() == 0 ? "" : name + port;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
