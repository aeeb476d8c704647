package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.Epochs;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Influx line protocol, as Telegraf's file output writes it:
 *
 * <pre>
 * redis,host=h1,port=6379,server=10.0.0.5 used_memory=13484048i,maxmemory_policy="noeviction",uptime=7200i 1714557600000000000
 * </pre>
 */
public final class LineProtocolFormat implements Format {

    private static final int MAX_UNKNOWN = 1000;

    /** {@code redis,host=h1 used_memory=1i 1714557600000000000}, perhaps cut: these are INFO's names, but in rows of Telegraf. */
    private static final Pattern ROW = Pattern.compile("[a-z_]+,[^ =]+=\\S+ [\\w.]+=.*");

    @Override
    public String name() {
        return "line-protocol";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        boolean any = false;
        boolean all = true;
        for (String line : Head.of(bytes).lines(20)) {
            any |= (line.startsWith("redis,") || line.startsWith("valkey,")) && line.contains("used_memory=");
            all &= line.isBlank() || line.startsWith("#") || ROW.matcher(line).matches();
        }
        return !any ? Sureness.NO : all ? Sureness.OWN_WORDS : Sureness.LOG;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Lines lines = new Lines(entry.stream());
        Stamp fallback = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed).fallback();
        Set<String> unknown = new HashSet<>();
        Map<String, Optional<MetricNames.Target>> targets = new HashMap<>();
        Origin stream = new Origin(entry.name(), 1, 0, Optional.empty());
        SeriesTable keyspace = new SeriesTable(stream, TimeSource.STATED, sink::sample);
        long given = 0;
        while (lines.next()) {
            String line = lines.text();
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Optional<Measurement> record = parse(line);
            Origin origin = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
            if (record.isEmpty()) {
                sink.rejected(new Rejected(
                        origin,
                        Phrase.of("input.found.text", Phrase.name(Text.shown(line))),
                        Phrase.of("input.expected.line_protocol")));
                continue;
            }
            if (record.get().tags().containsKey("database") && record.get().micros() != Times.NONE) {
                keyspace(record.get(), keyspace, options);
                continue;
            }
            given += give(record.get(), origin, fallback, options, sink, unknown, targets) ? 1 : 0;
        }
        keyspace.flush();
        if (given + keyspace.given() == 0) {
            sink.rejected(
                    new Rejected(stream, Phrase.of("input.found.no_field"), Phrase.of("input.expected.telegraf")));
        }
    }

    private record Measurement(Map<String, String> tags, Map<String, String> fields, long micros) {}

    private static boolean give(
            Measurement record,
            Origin origin,
            Stamp fallback,
            ReadOptions options,
            Sink sink,
            Set<String> unknown,
            Map<String, Optional<MetricNames.Target>> targets) {
        SampleBuilder sample = new SampleBuilder();
        record.fields().forEach((name, value) -> {
            Optional<MetricNames.Target> target = targets.size() > MAX_UNKNOWN
                    ? MetricNames.resolve(name)
                    : targets.computeIfAbsent(name, MetricNames::resolve);
            Optional<Fact> fact = Fact.named(name);
            if (target.isPresent()) {
                double number = number(value);
                sample.set(target.get().field(), number * target.get().factor());
                if (Double.isNaN(number) && !Unread.isNoValue(value)) {
                    sink.rejected(Unread.number(origin, value));
                }
            } else if (fact.isPresent()) {
                sample.fact(fact.get(), value.replace("\"", ""));
            } else if (unknown.size() < MAX_UNKNOWN && unknown.add(name)) {
                sink.unknownField(origin, name);
            }
        });
        if (sample.isEmpty()) {
            return false;
        }
        String instance = new SeriesName("redis", record.tags()).instance(options.instanceColumn());
        Optional<String> label = instance.isEmpty() ? Optional.empty() : Optional.of(instance);
        Stamp stamp = record.micros() == Times.NONE ? fallback : new Stamp(record.micros(), TimeSource.STATED);
        sink.sample(sample.build(origin.by(label), stamp));
        return true;
    }

    /** {@code redis_keyspace,database=db0,... keys=5i,expires=1i time}: a line per database, summed over all. */
    private static void keyspace(Measurement record, SeriesTable table, ReadOptions options) {
        String instance = new SeriesName("redis", record.tags()).instance(options.instanceColumn());
        String database = record.tags().getOrDefault("database", "");
        for (String name : List.of("keys", "expires")) {
            String value = record.fields().get(name);
            if (value != null) {
                // the names of redis_exporter are the ones that are summed
                String summed = name.equals("keys") ? "db_keys" : "db_keys_expiring";
                table.series(instance, MetricNames.resolve(summed).orElseThrow(), database)
                        .add(record.micros(), number(value), 0);
            }
        }
    }

    /** {@code 13484048i}, {@code 4.47}, {@code t}. */
    private static double number(String value) {
        if (value.equals("t") || value.equals("true") || value.equals("f") || value.equals("false")) {
            return value.startsWith("t") ? 1 : 0;
        }
        boolean integer = value.endsWith("i") || value.endsWith("u");
        char[] chars = value.toCharArray();
        return JsonScalars.number(chars, 0, integer ? chars.length - 1 : chars.length);
    }

    private static Optional<Measurement> parse(String line) {
        int tagsEnd = end(line, 0, ' ');
        int fieldsEnd = end(line, tagsEnd + 1, ' ');
        if (tagsEnd >= line.length() || line.indexOf('=', tagsEnd) < 0) {
            return Optional.empty();
        }
        String time = fieldsEnd < line.length() ? line.substring(fieldsEnd).strip() : "";
        Map<String, String> tags = pairs(line.substring(0, tagsEnd));
        Map<String, String> fields = pairs(line.substring(tagsEnd + 1, Math.min(fieldsEnd, line.length())));
        return Optional.of(new Measurement(tags, fields, time.isEmpty() ? Times.NONE : Epochs.of(time)));
    }

    /** The index of the next {@code stop} that is neither escaped nor quoted, or the length. */
    private static int end(String text, int from, char stop) {
        boolean quoted = false;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == stop && !quoted) {
                return i;
            }
            i++;
        }
        return text.length();
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from, ',');
            int equals = text.indexOf('=', from);
            if (equals > from && equals < end) {
                pairs.put(unescape(text.substring(from, equals)), unescape(text.substring(equals + 1, end)));
            }
            from = end + 1;
        }
        return pairs;
    }

    private static String unescape(String text) {
        return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\([ ,=\"\\\\])", "$1");
    }
}
