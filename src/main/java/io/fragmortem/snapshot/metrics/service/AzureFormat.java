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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure Monitor as {@code az monitor metrics list} answers, and the lines of a diagnostic export:
 *
 * <pre>
 * {"value":[{"id":"/subscriptions/.../Redis/cache7/providers/...","name":{"value":"usedmemory"},"timeseries":[
 *  {"metadatavalues":[{"name":{"value":"shardid"},"value":"0"}],"data":[{"timeStamp":"2026-11-20T00:00:00Z","average":1.0}]}]}]}
 * {"time":"2026-11-20T00:00:00Z","metricName":"usedmemory","average":1.0,"resourceId":"/SUBSCRIPTIONS/.../REDIS/CACHE7"}
 * </pre>
 */
public final class AzureFormat implements Format {

    /** The aggregations of a point, the one that is taken first. */
    private static final String[] AGGREGATIONS = {"average", "maximum", "last", "total", "minimum"};

    private static final Pattern RESOURCE = Pattern.compile("/redis(?:enterprise)?/([^/]+)", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "azure-monitor";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("timeseries") || head.has("metricName", "time") ? Sureness.INFO_OR_DOCUMENT : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("value", "records"),
                (metric, line, stream) -> metric(metric, stream));
    }

    private static void metric(JsonValue metric, MetricStream stream) {
        String name = metric.first("metricName", "name").text();
        name = name.isEmpty() ? metric.at("name", "value").text() : name;
        String resource = resource(metric.first("resourceId", "id").text());
        if (metric.at("timeseries").exists()) {
            for (JsonValue series : metric.at("timeseries").elements()) {
                series(series, name, resource, stream);
            }
        } else {
            point(metric, "time", stream.find(name, labels("", resource)), stream);
        }
    }

    private static void series(JsonValue series, String name, String resource, MetricStream stream) {
        String shard = "";
        for (JsonValue dimension : series.at("metadatavalues").elements()) {
            String of = dimension.at("name", "value").text().toLowerCase(Locale.ROOT);
            shard = of.equals("shardid") ? dimension.at("value").text() : shard;
        }
        Optional<KnownSeries.Known> known = stream.find(name, labels(shard, resource));
        for (JsonValue point : series.at("data").elements()) {
            point(point, "timeStamp", known, stream);
        }
    }

    private static void point(JsonValue point, String time, Optional<KnownSeries.Known> series, MetricStream stream) {
        series.ifPresent(known -> stream.point(known, point.at(time), point.first(AGGREGATIONS)));
    }

    private static Map<String, String> labels(String shard, String resource) {
        Map<String, String> labels = new LinkedHashMap<>();
        String instance = shard.isEmpty() ? resource : (resource + " shard " + shard).strip();
        if (!instance.isEmpty()) {
            labels.put("instance", instance);
        }
        return labels;
    }

    /** The name of the cache in the path of its resource. */
    private static String resource(String path) {
        Matcher matcher = RESOURCE.matcher(path);
        return matcher.find() ? matcher.group(1) : "";
    }
}
