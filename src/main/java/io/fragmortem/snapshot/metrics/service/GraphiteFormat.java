package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Graphite's render API in JSON, and older answers of Grafana in its shape: values before their times (seconds, Grafana
 * milliseconds), the server in the path of the metric:
 *
 * <pre>
 * [{"target":"servers.cache1.redis.6379.memory.used_memory","datapoints":[[13484048.0,1795132800],[null,1795132860]]}]
 * </pre>
 *
 * OpenTSDB answers with the values by their times:
 *
 * <pre>
 * [{"metric":"redis.used_memory","tags":{"host":"cache1"},"dps":{"1795132800":13484048}}]
 * </pre>
 */
public final class GraphiteFormat implements Format {

    private static final Set<String> OPENED = Set.of("results", "series", "snapshotData");

    @Override
    public String name() {
        return "graphite";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("target", "datapoints") || head.has("metric", "dps") || head.has("refId", "series", "points")
                ? Sureness.INFO_OR_DOCUMENT
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                (above, name) -> above.equals("results") || OPENED.contains(name),
                (series, line, stream) -> series(series, stream));
    }

    private static void series(JsonValue series, MetricStream stream) {
        Map<String, String> tags = new LinkedHashMap<>(series.at("tags").texts());
        tags.remove("name"); // the path again
        SeriesName name = SeriesName.parse(
                        series.first("target", "metric", "name").text())
                .with(tags);
        stream.find(name).ifPresent(known -> {
            series.at("dps").texts().forEach((time, value) -> stream.point(known, time, value));
            for (JsonValue point : series.first("datapoints", "points").elements()) {
                stream.point(known, point.element(1), point.element(0));
            }
        });
    }
}
