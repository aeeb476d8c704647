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

    @Override
    public String name() {
        return "google-monitoring";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("timeSeries", "metric") || head.has("points", "interval", "metric")
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

    private static void series(JsonValue series, MetricStream stream) {
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
