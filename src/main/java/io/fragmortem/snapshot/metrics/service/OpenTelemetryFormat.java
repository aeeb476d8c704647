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
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * OpenTelemetry's protocol in JSON, as the collector's file exporter writes what the Redis receiver measured, or what it
 * scraped from an exporter. Labels are the attributes of the resource and of the point:
 *
 * <pre>
 * {"resourceMetrics":[{"resource":{"attributes":[{"key":"server.address","value":{"stringValue":"cache-1"}}]},"scopeMetrics":[
 *  {"metrics":[{"name":"redis.memory.used","unit":"By","gauge":{"dataPoints":[{"timeUnixNano":"1795132800000000000","asInt":"1"}]}}]}]}]}
 * </pre>
 */
public final class OpenTelemetryFormat implements Format {

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        return JsonHead.of(bytes).has("resourceMetrics") ? Sureness.OWN_ENVELOPE : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("resourceMetrics"),
                (resource, line, stream) -> resource(resource, stream));
    }

    private static void resource(JsonValue resource, MetricStream stream) {
        Map<String, String> attributes = attributes(resource.at("resource", "attributes"));
        // until 0.61 a scope was called an instrumentation library
        for (JsonValue scope :
                resource.first("scopeMetrics", "instrumentationLibraryMetrics").elements()) {
            for (JsonValue metric : scope.at("metrics").elements()) {
                metric(metric, attributes, stream);
            }
        }
        attributes.forEach((name, text) -> stream.fact(new SeriesName("", attributes), name, text));
    }

    private static void metric(JsonValue metric, Map<String, String> attributes, MetricStream stream) {
        String unit = metric.at("unit").text();
        for (JsonValue point : metric.first("gauge", "sum").at("dataPoints").elements()) {
            Map<String, String> labels = new LinkedHashMap<>(attributes);
            labels.putAll(attributes(point.at("attributes")));
            Optional<KnownSeries.Known> series =
                    stream.find(new SeriesName(metric.at("name").text(), labels));
            series.ifPresent(
                    known -> stream.point(known.in(unit), point.at("timeUnixNano"), point.first("asInt", "asDouble")));
        }
    }

    /** {@code [{"key":"server.port","value":{"stringValue":"6379"}}]}. */
    private static Map<String, String> attributes(JsonValue list) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonValue attribute : list.elements()) {
            JsonValue value = attribute.at("value").first("stringValue", "intValue", "doubleValue", "boolValue");
            attributes.put(attribute.at("key").text(), value.text());
        }
        return attributes;
    }
}
