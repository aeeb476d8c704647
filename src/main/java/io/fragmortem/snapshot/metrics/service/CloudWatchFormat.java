package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amazon CloudWatch as {@code aws cloudwatch get-metric-data} and {@code get-metric-statistics} answer in JSON. The label
 * names the metric, perhaps with the node before or after it; points come newest first or unordered:
 *
 * <pre>
 * {"MetricDataResults":[{"Id":"m1","Label":"cache-1 BytesUsedForCache","Timestamps":["2026-11-20T00:10:00+00:00"],"Values":[13512200.0]}]}
 * {"Label":"BytesUsedForCache","Datapoints":[{"Timestamp":"2026-11-20T00:00:00Z","Average":13484048.0,"Unit":"Bytes"}]}
 * {"metric_stream_name":"ms","metric_name":"BytesUsedForCache","dimensions":{"CacheClusterId":"cache-1"},"timestamp":1795132800000,
 *  "value":{"count":4.0,"sum":53936192.0,"max":13484050.0,"min":13484046.0},"unit":"Bytes"}
 * </pre>
 *
 * The last is a line of a metric stream, whose value is the mean of what it sums up.
 */
public final class CloudWatchFormat implements Format {

    /** The statistics of a point, the one that is taken first. */
    static final List<String> STATISTICS = List.of("Average", "Maximum", "Sum", "Minimum");

    @Override
    public String name() {
        return "cloudwatch";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("MetricDataResults")
                        || head.has("metric_stream_name", "metric_name")
                        || head.has("Datapoints", "Timestamp")
                ? Sureness.INFO_OR_DOCUMENT
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("MetricDataResults"),
                (metric, line, stream) -> metric(metric, stream));
    }

    private static void streamed(JsonValue metric, MetricStream stream) {
        double count = metric.at("value", "count").number();
        double sum = metric.at("value", "sum").number();
        if (count > 0) {
            stream.find(metric.at("metric_name").text(), metric.at("dimensions").texts())
                    .ifPresent(series ->
                            stream.point(series, metric.at("timestamp").text(), String.valueOf(sum / count)));
        }
    }

    private static void metric(JsonValue metric, MetricStream stream) {
        if (metric.at("metric_stream_name").exists()) {
            streamed(metric, stream);
            return;
        }
        Optional<KnownSeries.Known> series =
                stream.find(metric.first("Label", "Id", "MetricName").text(), Map.of());
        if (series.isEmpty()) {
            return;
        }
        List<JsonValue> times = metric.at("Timestamps").elements();
        for (int i = 0; i < times.size(); i++) {
            stream.point(series.get(), times.get(i), metric.at("Values").element(i));
        }
        for (JsonValue point : metric.at("Datapoints").elements()) {
            stream.point(series.get(), point.at("Timestamp"), point.first(STATISTICS.toArray(String[]::new)));
        }
    }
}
