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
 * </pre>
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
        return head.has("MetricDataResults") || head.has("Datapoints", "Timestamp")
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

    private static void metric(JsonValue metric, MetricStream stream) {
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
