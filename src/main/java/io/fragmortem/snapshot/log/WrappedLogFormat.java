package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.log.line.Transport;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines of server logs, and of the kernel that ended a server, wrapped in JSON: Loki's logcli and its API, Grafana Explore, Filebeat and searches in Elasticsearch,
 * CloudWatch Logs, ElastiCache's engine log, Google Cloud Logging. Each record is unwrapped, with its time and who spoke,
 * and read as a log is. Searches answer newest first: records are put in order. What {@link Transport} takes off line by
 * line (docker's json-file, the journal) is not this format's.
 */
public final class WrappedLogFormat implements Format {

    /** The prefix of a line behind a quote: {@code "1:M 20 Nov 2026 00:00:00.800 * }, {@code "[4018] 14 Nov }. */
    private static final Pattern PREFIX = Pattern.compile(
            "\"(?:\\d{1,9}:[MSCX] |\\[\\d{1,9}\\] )\\d{1,2} [A-Z][a-z]{2} (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d");

    /** A line of the kernel on a kill as the value of a member or as an element. */
    private static final Pattern KERNEL = Pattern.compile(
            "[:,]\\s{0,20}\"[^\"\\n]{0,400}(?:Killed process \\d|invoked oom-killer|oom-kill:constraint)");

    /** Some 100 MB of lines are put in order; what comes beyond them follows as it stands. */
    private static final int MOST_SORTED = 500_000;

    @Override
    public String name() {
        return "wrapped-log";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead json = JsonHead.of(bytes);
        Head head = Head.of(bytes);
        boolean line = (head.starts("{\"log\":\"") && !json.has("kubernetes")) || json.has("__REALTIME_TIMESTAMP");
        if (line || !json.isJson()) {
            return Sureness.NO;
        }
        boolean engine = json.has("CacheClusterId", "LogLevel", "Message") || head.has("\\\"CacheClusterId\\\"");
        return engine
                        || json.has("redis.log")
                        || PREFIX.matcher(head.text()).find()
                        || KERNEL.matcher(head.text()).find()
                ? Sureness.OWN_WORDS
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        Records records = new Records(reader, new LogReader(entry, options, sink));
        reader.read(new JsonElements(reader, WrappedLogFormat::holds, records::element));
        records.finish();
    }

    private static boolean holds(String above, String name) {
        return List.of(
                        "hits",
                        "_source",
                        "data",
                        "result",
                        "results",
                        "events",
                        "logEvents",
                        "entries",
                        "logs",
                        "items")
                .contains(name);
    }

    /** The records of a stream, held until their order is known. */
    private static final class Records {

        private final JsonReader reader;
        private final LogReader log;
        private List<Held> held = new ArrayList<>();

        /** A record and the line on which it ends. */
        private record Held(LogRecord record, long line) {}

        Records(JsonReader reader, LogReader log) {
            this.reader = reader;
            this.log = log;
        }

        /** A record; or a stream of Loki's API, {@code {"stream":{labels},"values":[["1795132800000000000","line"]]}}. */
        void element(JsonValue element, long line) {
            if (!element.at("stream").isObject()) {
                record(element, line);
                return;
            }
            for (JsonValue pair : element.at("values").elements()) {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                members.put("stream", element.at("stream"));
                members.put("timestamp", pair.element(0));
                members.put("line", pair.element(1));
                record(new JsonValue("", List.of(), members), line);
            }
        }

        private void record(JsonValue value, long line) {
            LogRecord.of(value, reader.scalars()).ifPresent(record -> {
                held.add(new Held(inner(record), line));
                if (held.size() >= MOST_SORTED) {
                    give();
                }
            });
        }

        /** CloudWatch Logs carries ElastiCache's records as text: the record inside knows better. */
        private LogRecord inner(LogRecord record) {
            if (!record.message().startsWith("{")) {
                return record;
            }
            JsonScalars scalars = reader.scalars();
            return JsonReader.parse(record.message())
                    .flatMap(value -> LogRecord.of(value, scalars))
                    .map(inside -> new LogRecord(
                            inside.message(),
                            inside.micros() == Times.NONE ? record.micros() : inside.micros(),
                            inside.speaker().isEmpty() ? record.speaker() : inside.speaker()))
                    .orElse(record);
        }

        private void give() {
            List<Held> ready = held;
            held = new ArrayList<>();
            ready.sort(Comparator.comparingLong(one -> one.record().micros()));
            ready.forEach(one -> log.record(one.record(), one.line()));
        }

        void finish() {
            give();
            log.finish();
        }
    }
}
