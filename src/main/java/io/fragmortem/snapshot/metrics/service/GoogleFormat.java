package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Google Cloud Monitoring as {@code projects.timeSeries.list} answers, numbers in quotes, newest first:
 *
 * <pre>
 * {"timeSeries":[{"metric":{"type":"redis.googleapis.com/stats/memory/usage"},"resource":{"labels":{"instance_id":"i1"}},
 *  "points":[{"interval":{"endTime":"2026-11-20T00:00:00Z"},"value":{"int64Value":"13484048"}}]}]}
 * </pre>
 */
public final class GoogleFormat implements Format {

    private static final String MEMORY = "redis.googleapis.com/stats/memory/";

    @Override
    public String name() {
        return "google-monitoring";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("timeSeries", "metric")
                        || head.has("points", "interval", "metric")
                        || head.has("timeSeriesDescriptor", "pointDescriptors")
                ? Sureness.INFO_OR_DOCUMENT
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("timeSeries"),
                (series, line, stream) -> series(series, stream));
    }

    /**
     * The answer of a query in MQL: a table whose columns are described before it. A column is named by the end of its metric, which
     * only means a size where it is counted in bytes.
     */
    private static void table(JsonValue table, MetricStream stream) {
        List<JsonValue> labels =
                table.at("timeSeriesDescriptor", "labelDescriptors").elements();
        List<JsonValue> columns =
                table.at("timeSeriesDescriptor", "pointDescriptors").elements();
        List<String> keys = labels.stream()
                .map(label -> label.at("key").text().replaceFirst("^(?:resource|metric)\\.", ""))
                .toList();
        List<String> names = columns.stream()
                .map(column -> column.at("key")
                        .text()
                        .replaceFirst("^value[._]", "")
                        .replaceFirst("_(?:mean|max|min|sum|aggregate)$", ""))
                .toList();
        for (JsonValue row : table.at("timeSeriesData").elements()) {
            Map<String, String> told = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                told.put(
                        keys.get(i),
                        row.at("labelValues")
                                .element(i)
                                .first("stringValue", "int64Value")
                                .text());
            }
            node(told);
            for (int i = 0; i < columns.size(); i++) {
                String key = names.get(i);
                boolean bytes = columns.get(i).at("unit").text().equals("By") && told.containsKey("instance_id");
                column(stream, new SeriesName(bytes ? MEMORY + key : key, told), row, i);
            }
        }
    }

    private static void column(MetricStream stream, SeriesName name, JsonValue row, int column) {
        stream.find(name).ifPresent(known -> {
            for (JsonValue point : row.at("pointData").elements()) {
                JsonValue value = point.at("values").element(column).first("int64Value", "doubleValue");
                stream.point(known, point.at("timeInterval").first("endTime", "startTime"), value);
            }
        });
    }

    private static void series(JsonValue series, MetricStream stream) {
        if (series.at("timeSeriesDescriptor").exists()) {
            table(series, stream);
            return;
        }
        Map<String, String> labels =
                new LinkedHashMap<>(series.at("metric", "labels").texts());
        labels.putAll(series.at("resource", "labels").texts());
        node(labels);
        String metric = series.at("metric", "type").text();
        stream.find(new SeriesName(metric, labels)).ifPresent(known -> {
            for (JsonValue point : series.at("points").elements()) {
                JsonValue value = point.at("value").first("int64Value", "doubleValue");
                stream.point(known, point.at("interval").first("endTime", "startTime"), value);
            }
        });
    }

    /** The replicas of an instance are nodes of their own; {@code node-0} is the instance itself. */
    private static void node(Map<String, String> labels) {
        String node = labels.getOrDefault("node_id", "");
        String instance = labels.getOrDefault("instance_id", "");
        if (!node.isEmpty() && !node.equals("node-0") && !instance.isEmpty()) {
            labels.put("instance_id", instance.substring(instance.lastIndexOf('/') + 1) + "/" + node);
        }
    }
}
