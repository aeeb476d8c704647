package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.RecordReader;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * New Relic's NerdGraph: what an NRQL query answers, by buckets of time or event by event, perhaps by facet. A bucket is
 * named by its beginning, as charts draw it:
 *
 * <pre>
 * {"data":{"actor":{"account":{"nrql":{"results":[{"beginTimeSeconds":1795132800,"endTimeSeconds":1795133400,
 *  "facet":"cache-1","average.system.usedMemoryBytes":13484048.0}]}}}}}
 * {"timestamp":1795132800000,"entityName":"cache-1:6379","system.usedMemoryBytes":13484048}
 * {"name":"com.newrelic.redis","data":[{"entity":{"name":"cache-1:6379"},"metrics":[{"event_type":"RedisSample","system.usedMemoryBytes":13484048}]}]}
 * </pre>
 */
public final class NewRelicFormat implements Format {

    private static final Set<String> ENVELOPES = Set.of("data", "actor", "account", "results");
    private static final Set<String> TIMES =
            Set.of("beginTimeSeconds", "endTimeSeconds", "timestamp", "inspectedCount");

    @Override
    public String name() {
        return "new-relic";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean events = head.has("timestamp") && head.hasStart("system.usedMemory", "entityGuid");
        events |= head.has("event_type", "RedisSample");
        return head.has("nrql") || head.has("beginTimeSeconds") || events ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry, options, sink, NewRelicFormat::holds, (row, line, stream) -> row(row, line, stream, options));
    }

    /** A query may have any name of its own below its account. */
    private static boolean holds(String above, String name) {
        return ENVELOPES.contains(name) || above.equals("actor") || above.equals("account");
    }

    private static void row(JsonValue row, long line, MetricStream stream, ReadOptions options) {
        if (NewRelicFacets.is(row)) {
            NewRelicFacets.read(row, line, stream);
            return;
        }
        for (JsonValue sample : row.at("metrics").elements()) {
            Map<String, String> entity = new LinkedHashMap<>(sample.texts());
            entity.put("entityname", row.at("entity", "name").text());
            if (sample.at("event_type").text().equals("RedisSample")) {
                record(
                        sample,
                        new SeriesName("", entity).instance(options.instanceColumn()),
                        stream.fallback(),
                        line,
                        stream);
            }
        }
        long micros = stream.time(row.first("beginTimeSeconds", "timestamp"));
        if (micros == Times.NONE) {
            return;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        row.leaves((path, text) -> {
            if (Double.isNaN(JsonScalars.number(text))) {
                labels.put(path, text);
            }
        });
        Stamp stamp = new Stamp(micros, TimeSource.STATED);
        record(row, new SeriesName("", labels).instance(options.instanceColumn()), stamp, line, stream);
    }

    private static void record(JsonValue row, String instance, Stamp stamp, long line, MetricStream stream) {
        RecordReader.Entry record = stream.records().start();
        row.leaves((path, text) -> {
            if (!Double.isNaN(JsonScalars.number(text)) && !TIMES.contains(path)) {
                record.put(path, text);
            }
        });
        record.give(instance, stamp, line);
    }
}
