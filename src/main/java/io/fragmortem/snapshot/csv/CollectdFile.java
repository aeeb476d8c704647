package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.metrics.MetricNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of collectd's CSV plugin: its path tells the host, the plugin with its instance, and the type of the value with
 * its own; its header is always the same, and each day begins another file.
 *
 * <pre>
 * db7.example/redis-main/memory-2026-03-02
 * db7.example/redis_info-6379/bytes-used_memory_rss-2026-03-02
 * epoch,value
 * 1772445600.123,3221225472
 * </pre>
 */
final class CollectdFile {

    private static final List<String> HEADER = List.of("epoch", "value");

    /** Host, plugin, instance of the plugin, type with its instance. */
    private static final Pattern PATH =
            Pattern.compile("(?:^|.*[/!])([^/!]+)/([^/!-]+)(?:-([^/!]+))?/([^/!]+)-\\d{4}-\\d{2}-\\d{2}");

    private CollectdFile() {}

    /** The header with the metric and the instance that the path tells; the same one for any other file. */
    static Header named(Header header, String stream) {
        Matcher path = PATH.matcher(stream);
        if (!header.names().equals(HEADER) || header.time() != 0 || !path.matches()) {
            return header;
        }
        String plugin = path.group(2).toLowerCase(Locale.ROOT);
        boolean ours = plugin.contains("redis") || plugin.contains("valkey");
        Optional<MetricNames.Target> target = ours ? metric(path.group(4)) : Optional.empty();
        String part = path.group(3) == null ? "" : ":" + path.group(3);
        return target.map(known -> new Header(
                        header.names(),
                        0,
                        List.of(),
                        Optional.empty(),
                        Map.of(1, new Header.Column(known, path.group(1) + part)),
                        Map.of(),
                        List.of()))
                .orElse(header);
    }

    /** {@code memory} of collectd's own plugin, {@code bytes-used_memory_rss} of those in Python. */
    private static Optional<MetricNames.Target> metric(String type) {
        int dash = type.indexOf('-');
        Optional<MetricNames.Target> inner =
                dash < 0 ? Optional.empty() : MetricNames.resolve(type.substring(dash + 1));
        return inner.or(() -> MetricNames.resolve(type.replace('-', '_')));
    }
}
