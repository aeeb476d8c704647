package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Datadog: what its query answers (milliseconds; the second version names no metric, only the number of the query), and what
 * {@code agent check redisdb} prints (seconds) below {@code === Series ===} or with {@code --json}:
 *
 * <pre>
 * {"series":[{"metric":"redis.mem.used","pointlist":[[1795132800000.0,13484048.0]],"tag_set":["host:h1"]}]}
 * {"data":{"attributes":{"series":[{"group_tags":["host:h1"],"query_index":0}],"times":[1795132800000],"values":[[13484048]]}}}
 * {"metric":"redis.mem.used","points":[[1795132800,13484048]],"tags":["redis_host:h1","redis_port:6379"],"host":"h1"}
 * </pre>
 */
public final class DatadogFormat implements Format {

    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean check =
                AgentCheck.is(bytes) || (head.has("metric", "points", "tags") && !head.has("interval", "endTime"));
        return check || head.has("pointlist") || head.has("timeseries_response")
                ? Sureness.INFO_OR_DOCUMENT
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                AgentCheck.series(entry),
                options,
                sink,
                DatadogFormat::holds,
                (series, line, stream) -> series(series, stream));
    }

    /** The second version keeps times and values beside its series: there the object around them is the thing. */
    private static boolean holds(String above, String name) {
        return (name.equals("series") && !above.equals("attributes"))
                || (name.equals("attributes") && above.equals("data")) // a series has empty ones of its own
                || List.of("data", "aggregator", "metrics").contains(name);
    }

    private static void series(JsonValue series, MetricStream stream) {
        List<JsonValue> columns = series.at("values").elements();
        for (int i = 0; i < columns.size(); i++) {
            column(series, i, stream);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("host", series.at("host").text());
        labels.putAll(SeriesName.tags(series.at("scope").text()).labels());
        tags(series.first("tag_set", "tags"), labels);
        if (series.first("pointlist", "points").isArray()) {
            stream.find(series.at("metric").text(), labels).ifPresent(known -> {
                for (JsonValue point : series.first("pointlist", "points").elements()) {
                    stream.point(known, point.element(0), point.element(1));
                }
            });
        }
    }

    private static void column(JsonValue answer, int index, MetricStream stream) {
        JsonValue series = answer.at("series").element(index);
        Map<String, String> labels = new LinkedHashMap<>();
        tags(series.at("group_tags"), labels);
        String query = series.at("query_index").text();
        Optional<KnownSeries.Known> known = stream.find(query, labels);
        List<JsonValue> times = answer.at("times").elements();
        List<JsonValue> values = answer.at("values").element(index).elements();
        for (int i = 0; known.isPresent() && i < Math.min(times.size(), values.size()); i++) {
            stream.point(known.get(), times.get(i), values.get(i));
        }
    }

    /** {@code ["host:h1","env:prod"]}. */
    private static void tags(JsonValue tags, Map<String, String> labels) {
        for (JsonValue tag : tags.elements()) {
            int colon = tag.text().indexOf(':');
            if (colon > 0) {
                labels.put(tag.text().substring(0, colon), tag.text().substring(colon + 1));
            }
        }
    }
}
