package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.metrics.MetricLines;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.RecordReader;
import io.fragmortem.snapshot.metrics.Remembered;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value a line, as collectors send it to Graphite's carbon, to Wavefront and to OpenTSDB, to Zabbix by its sender, and as collectd's scripts print
 * it; seconds since the epoch:
 *
 * <pre>
 * servers.cache1.redis.6379.memory.used_memory 13484048 1795132800
 * redis.info.memory.used_memory 13484048 1795132800 source="cache1"
 * put redis.used_memory 1795132800 13484048 host=cache1 port=6379
 * PUTVAL "cache1/redis_info-6379/bytes-used_memory" interval=60 1795132800:13484048
 * "cache1" redis.memory.used_memory 1795132800 13484048
 * metric=redis field=used_memory host=web1 server=cache1  13484048 1795132800
 * cache1 redis.memory.used_memory 13484048
 * redis.used_memory:13484048|g|#host:cache1,port:6379
 * </pre>
 *
 * The last two, of {@code zabbix_sender} and StatsD, tell no time: it is that of the file.
 */
public final class CarbonFormat implements Format {

    private static final String NUMBER = "(-?\\d[\\d.eE+-]*|[+-]?(?i:nan|inf|null|none|U))";
    private static final Pattern CARBON = Pattern.compile(
            "\"?([\\w.*/-]+)\"?((?:;[\\w.-]+=[^;\\s]+)*) " + NUMBER + " (\\d{10,13})((?: \"?[\\w.-]+\"?=\\S+)*)");

    /** Telegraf's Carbon2: what stands before the two blanks tells the series. */
    private static final Pattern CARBON2 =
            Pattern.compile("metric=(\\S+)((?: [\\w.-]+=\\S+)*)  " + NUMBER + " (\\d{10,13})");

    private static final Pattern PUT =
            Pattern.compile("put ([\\w./-]+) (\\d{10,13}) " + NUMBER + "((?: [\\w.-]+=\\S+)+)");
    private static final Pattern PUTVAL = Pattern.compile(
            "PUTVAL \"?([^/\"]+)/([^/\"-]+)(?:-([^/\"]+))?/([^\"\\s]+)\"?(?: \\w+=\\S+)* (\\d{10}(?:\\.\\d+)?):"
                    + NUMBER);
    private static final Pattern SENDER = Pattern.compile(
            "(?:\"([^\"]{1,100})\"|(\\S{1,100})) \"?([\\w.-]+)(?:\\[[^\\]]*\\])?\"? (\\d{10}) \"?" + NUMBER + "\"?");
    private static final Pattern UNTIMED = Pattern.compile(
            "(?:\"([^\"]{1,100})\"|([\\w:-][^\\s:=]{0,99})) \"?(\\w+(?:\\.\\w+)+)(?:\\[[^\\]]*\\])?\"? \"?" + NUMBER
                    + "\"?");
    private static final Pattern STATSD =
            Pattern.compile("([\\w./-]+):" + NUMBER + "\\|g(?:\\|@[\\d.]+)?(?:\\|#(\\S+))?");
    private static final Pattern TAG = Pattern.compile("\"?([\\w.-]+)\"?=\"?([^;\\s\"]+)\"?");

    /**
     * One line.
     *
     * @param series name and labels
     * @param time empty where the line tells none
     */
    private record Point(SeriesName series, String time, String value) {}

    @Override
    public String name() {
        return "carbon";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        int lines = 0;
        int points = 0;
        int ours = 0;
        for (String line : Head.of(bytes).lines(20)) {
            Optional<Point> point = point(line.strip());
            lines += line.isBlank() ? 0 : 1;
            points += point.isPresent() ? 1 : 0;
            ours += point.isPresent()
                            && (line.contains("redis") || line.contains("valkey") || line.contains("used_memory"))
                    ? 1
                    : 0;
        }
        // the path ends like a line of INFO
        return ours > 1 && 2 * points > lines ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricLines metrics = new MetricLines(entry.name(), options, sink);
        Remembered<SeriesName> known = new Remembered<>(metrics::find);
        Untimed untimed = new Untimed(entry, options, sink);
        Lines lines = new Lines(entry.stream());
        while (lines.next()) {
            Optional<Point> point = point(lines.text().strip());
            if (point.isEmpty()) {
                metrics.refuseLine(lines, Phrase.of("input.expected.point"));
                continue;
            }
            if (point.get().time().isEmpty()) {
                untimed.add(point.get(), lines.number());
                continue;
            }
            metrics.point(
                    known.find(point.get().series()),
                    lines,
                    point.get().time(),
                    point.get().value());
        }
        untimed.give();
        if (!untimed.any) {
            metrics.finish(Phrase.of("input.expected.cloud"));
        } else {
            metrics.flush();
        }
    }

    /** Points without times, a sample for each server until one of its metrics comes again. */
    private static final class Untimed {
        private final RecordReader records;
        private final Optional<String> instanceColumn;
        private final Stamp stamp;
        private final Map<String, RecordReader.Entry> open = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();
        private long line;
        private boolean any;

        Untimed(Entry entry, ReadOptions options, Sink sink) {
            this.records = new RecordReader(options, sink, new Origin(entry.name(), 1, 0, Optional.empty()));
            this.instanceColumn = options.instanceColumn();
            this.stamp = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed).fallback();
        }

        void add(Point point, long number) {
            String instance = point.series().instance(instanceColumn);
            String metric = instance + '\n' + point.series().metric();
            if (!seen.add(metric)) {
                give();
                seen.add(metric);
            }
            line = number;
            open.computeIfAbsent(instance, name -> records.start())
                    .put(point.series().metric(), point.value());
        }

        void give() {
            open.forEach((instance, record) -> any |= record.give(instance, stamp, line));
            open.clear();
            seen.clear();
        }
    }

    private static Optional<Point> point(String line) {
        Matcher carbon = CARBON.matcher(line);
        if (carbon.matches()) {
            SeriesName series = SeriesName.parse(carbon.group(1)).with(tags(carbon.group(2) + carbon.group(5)));
            return Optional.of(new Point(series, carbon.group(4), carbon.group(3)));
        }
        Matcher carbon2 = CARBON2.matcher(line);
        if (carbon2.matches()) {
            Map<String, String> tags = tags(carbon2.group(2));
            String field = tags.remove("field");
            SeriesName series = new SeriesName(field == null ? carbon2.group(1) : carbon2.group(1) + "." + field, tags);
            return Optional.of(new Point(series, carbon2.group(4), carbon2.group(3)));
        }
        Matcher put = PUT.matcher(line);
        if (put.matches()) {
            SeriesName series = SeriesName.parse(put.group(1)).with(tags(put.group(4)));
            return Optional.of(new Point(series, put.group(2), put.group(3)));
        }
        Matcher putval = PUTVAL.matcher(line);
        if (putval.matches()) {
            // bytes-used_memory: the type of the value, and the metric
            String metric = putval.group(4).substring(putval.group(4).indexOf('-') + 1);
            String port = putval.group(3) == null ? "" : ":" + putval.group(3);
            Map<String, String> labels = Map.of("instance", putval.group(1) + port);
            return Optional.of(new Point(SeriesName.parse(metric).with(labels), putval.group(5), putval.group(6)));
        }
        Matcher sender = SENDER.matcher(line);
        if (sender.matches()) {
            String host = sender.group(1) == null ? sender.group(2) : sender.group(1);
            SeriesName series = SeriesName.parse(sender.group(3)).with(Map.of("instance", host));
            return Optional.of(new Point(series, sender.group(4), sender.group(5)));
        }
        return untimed(line);
    }

    private static Optional<Point> untimed(String line) {
        Matcher statsd = STATSD.matcher(line);
        if (statsd.matches()) {
            String tags = statsd.group(3) == null ? "" : statsd.group(3);
            Map<String, String> told = new LinkedHashMap<>();
            for (String tag : tags.split(",")) {
                int colon = tag.indexOf(':');
                if (colon > 0) {
                    told.put(tag.substring(0, colon), tag.substring(colon + 1));
                }
            }
            return Optional.of(new Point(SeriesName.parse(statsd.group(1)).with(told), "", statsd.group(2)));
        }
        Matcher sender = UNTIMED.matcher(line);
        if (!sender.matches() || MetricNames.resolve(sender.group(3)).isEmpty()) {
            return Optional.empty();
        }
        String host = sender.group(1) == null ? sender.group(2) : sender.group(1);
        return Optional.of(
                new Point(SeriesName.parse(sender.group(3)).with(Map.of("instance", host)), "", sender.group(4)));
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            String name = tag.group(1).equals("source") ? "host" : tag.group(1);
            tags.put(name, tag.group(2));
        }
        return tags;
    }
}
