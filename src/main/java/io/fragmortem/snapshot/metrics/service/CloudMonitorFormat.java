package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the monitoring of Tencent, Huawei and Alibaba Cloud answers. Tencent counts {@code MemUsed} in MiB; Alibaba puts JSON
 * into a string, and its general service does not say which metric it answers ({@code --map value=used_memory}):
 *
 * <pre>
 * {"Response":{"MetricName":"MemUsed","DataPoints":[{"Dimensions":[{"Name":"instanceid","Value":"crs-1"}],
 *  "Timestamps":[1714557600],"Values":[12.86]}]}}
 * {"metrics":[{"metric_name":"used_memory","dimensions":[{"name":"dcs_instance_id","value":"5560-3f"}],
 *  "datapoints":[{"average":13484048,"timestamp":1714557600000}]}]}
 * {"MonitorHistory":"{\"2024-05-01T10:00:00Z\":{\"UsedMemory\":\"13484048\"}}"}
 * {"Datapoints":"[{\"timestamp\":1714557600000,\"instanceId\":\"r-1\",\"Average\":13484048}]"}
 * </pre>
 */
public final class CloudMonitorFormat implements Format {

    /** The statistics of a point, the one that is taken first; Alibaba writes them with capitals. */
    private static final String[] STATISTICS = {"average", "Average", "max", "Maximum", "min", "Minimum", "Value"};

    @Override
    public String name() {
        return "cloud-monitor";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean tencent = head.has("DataPoints", "MetricName", "Timestamps");
        boolean huawei = head.has("datapoints", "metric_name");
        boolean alibaba = head.has("MonitorHistory") || (head.has("Datapoints") && head.hasStart("[{\\\"timestamp"));
        return tencent || huawei || alibaba ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("Response", "metrics"),
                (answer, line, stream) -> answer(answer, stream));
    }

    private static void answer(JsonValue answer, MetricStream stream) {
        for (JsonValue series : answer.at("DataPoints").elements()) {
            tencent(answer.at("MetricName").text(), series, stream);
        }
        if (answer.at("datapoints").isArray()) {
            huawei(answer, stream);
        }
        inside(answer.at("MonitorHistory"))
                .ifPresent(history -> history.members().forEach((time, values) -> history(time, values, stream)));
        inside(answer.at("Datapoints")).ifPresent(points -> points.elements().forEach(point -> alibaba(point, stream)));
    }

    private static void tencent(String metric, JsonValue series, MetricStream stream) {
        stream.find(metric, instance(series.at("Dimensions"), "Name", "Value")).ifPresent(known -> {
            List<JsonValue> times = series.at("Timestamps").elements();
            for (int i = 0; i < times.size(); i++) {
                stream.point(known, times.get(i), series.at("Values").element(i));
            }
        });
    }

    private static void huawei(JsonValue metric, MetricStream stream) {
        Map<String, String> labels = instance(metric.at("dimensions"), "name", "value");
        stream.find(metric.at("metric_name").text(), labels)
                .ifPresent(known -> metric.at("datapoints").elements().forEach(point -> point(point, known, stream)));
    }

    private static void alibaba(JsonValue point, MetricStream stream) {
        stream.find("", labels(point.at("instanceId").text())).ifPresent(known -> point(point, known, stream));
    }

    private static void point(JsonValue point, KnownSeries.Known known, MetricStream stream) {
        stream.point(known, point.at("timestamp"), point.first(STATISTICS));
    }

    private static void history(String time, JsonValue values, MetricStream stream) {
        values.texts()
                .forEach((metric, value) ->
                        stream.find(metric, Map.of()).ifPresent(known -> stream.point(known, time, value)));
    }

    /** JSON in a string. */
    private static Optional<JsonValue> inside(JsonValue text) {
        return text.text().isEmpty() ? Optional.empty() : JsonReader.parse(text.text());
    }

    /** The first dimension names the instance; what follows are its nodes, and an account is none. */
    private static Map<String, String> instance(JsonValue dimensions, String name, String value) {
        StringBuilder instance = new StringBuilder();
        for (JsonValue dimension : dimensions.elements()) {
            if (!dimension.at(name).text().equalsIgnoreCase("appid")) {
                instance.append(instance.length() == 0 ? "" : " ")
                        .append(dimension.at(value).text());
            }
        }
        return labels(instance.toString());
    }

    private static Map<String, String> labels(String instance) {
        return instance.isEmpty() ? Map.of() : Map.of("instance", instance);
    }
}
