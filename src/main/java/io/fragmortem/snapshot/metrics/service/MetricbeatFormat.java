package io.fragmortem.snapshot.metrics.service;

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
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Metricbeat's metricset {@code redis.info}: its file output, the hits of a search in Elasticsearch, nested or with dots in
 * the names, an array around each value where a search asked for fields:
 *
 * <pre>
 * {"@timestamp":"2026-11-20T00:00:00.000Z","redis":{"info":{"memory":{"used":{"value":13484048,"rss":60141568}}}},
 *  "service":{"address":"redis://10.0.0.5:6379"}}
 * {"hits":{"hits":[{"_source":{...}},{"fields":{"redis.info.memory.used.rss":[60141568]}}]}}
 * </pre>
 */
public final class MetricbeatFormat implements Format {

    private static final String INFO = "redis.info.";

    @Override
    public String name() {
        return "metricbeat";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean nested = head.has("@timestamp", "redis", "info") && (head.has("memory") || head.has("metricset"));
        return nested || head.hasStart(INFO + "memory.") ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("hits", "_source", "fields"),
                (document, line, stream) -> document(document, line, stream, options.instanceColumn()));
    }

    private static void document(JsonValue document, long line, MetricStream stream, Optional<String> instance) {
        Map<String, String> leaves = new LinkedHashMap<>();
        document.leaves(leaves::put);
        RecordReader.Entry record = stream.records().start();
        boolean[] info = {false};
        leaves.forEach((path, text) -> {
            info[0] |= path.startsWith(INFO);
            if (path.startsWith(INFO) || path.equals("service.version") || path.equals("os.full")) {
                record.put(path, text);
            }
        });
        long micros = stream.scalars().time(leaves.getOrDefault("@timestamp", ""));
        if (info[0] && micros != Times.NONE) {
            Stamp stamp = new Stamp(micros, TimeSource.STATED);
            record.give(new SeriesName("", leaves).instance(instance), stamp, line);
        }
    }
}
