package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.RecordReader;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Telegraf's output in JSON, a metric a line or several in a batch; {@code name} is the measurement, the tags name the
 * server; the keys of each database come as measurements of their own:
 *
 * <pre>
 * {"fields":{"used_memory":13484048,"used_memory_rss":60141568},"name":"redis",
 *  "tags":{"host":"h1","port":"6379","server":"10.0.0.5"},"timestamp":1795132800}
 * {"metrics":[{"fields":{"keys":5,"expires":1},"name":"redis_keyspace","tags":{"database":"db0",...},"timestamp":1795132800}]}
 * {"time":1795132800,"event":"metric","host":"h1","fields":{"_value":13484048,"metric_name":"redis.used_memory","server":"10.0.0.5"}}
 * {"time":1795132800,"event":"metric","host":"h1","fields":{"metric_name:redis.used_memory":13484048,"server":"10.0.0.5"}}
 * </pre>
 *
 * The last two are the forms of Splunk's collector of events, which others send as well.
 */
public final class TelegrafFormat implements Format {

    /** Before the name of a metric among the fields of an event. */
    private static final String NAMED = "metric_name:";

    @Override
    public String name() {
        return "telegraf-json";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean splunk = head.has("event", "metric", "fields") && head.hasStart("metric_name");
        return splunk || head.has("fields", "name", "tags", "timestamp") ? Sureness.OWN_ENVELOPE : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.read(
                entry,
                options,
                sink,
                Phrase.of("input.expected.telegraf"),
                stream -> stream.each(
                        JsonElements.Inside.of("metrics"),
                        (metric, line) -> metric(metric, line, stream, options.instanceColumn())));
    }

    private static void splunk(JsonValue event, MetricStream stream) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("host", event.at("host").text());
        told.putAll(event.at("fields").texts());
        Map<String, String> values = new LinkedHashMap<>();
        String value = told.remove("_value");
        String name = told.remove("metric_name");
        if (value != null && name != null) {
            values.put(name, value);
        }
        told.keySet().removeIf(key -> {
            boolean metric = key.startsWith(NAMED);
            return metric && values.put(key.substring(NAMED.length()), told.getOrDefault(key, "")) == null;
        });
        values.forEach((metric, number) -> stream.find(metric, told)
                .ifPresent(series -> stream.point(series, event.at("time").text(), number)));
    }

    private static void metric(JsonValue metric, long line, MetricStream stream, Optional<String> instance) {
        if (metric.at("event").text().equals("metric")) {
            splunk(metric, stream);
            return;
        }
        Map<String, String> tags = metric.at("tags").texts();
        String measurement = metric.at("name").text();
        long micros = stream.time(metric.at("timestamp"));
        if (tags.containsKey("database")) {
            // the names of redis_exporter are the ones that are summed
            keyspace("db_keys", metric.at("fields", "keys"), tags, micros, stream);
            keyspace("db_keys_expiring", metric.at("fields", "expires"), tags, micros, stream);
            return;
        }
        boolean used = metric.at("fields", Field.USED_MEMORY.infoName()).exists();
        if ((ServerProgram.isFork(measurement) || used) && micros != Times.NONE) {
            RecordReader.Entry record = stream.records().start();
            metric.at("fields").leaves(record::put);
            Stamp stamp = new Stamp(micros, TimeSource.STATED);
            record.give(new SeriesName(measurement, tags).instance(instance), stamp, line);
        }
    }

    private static void keyspace(
            String metric, JsonValue count, Map<String, String> tags, long micros, MetricStream stream) {
        stream.find(new SeriesName(metric, tags)).ifPresent(series -> series.add(micros, count.number()));
    }
}
