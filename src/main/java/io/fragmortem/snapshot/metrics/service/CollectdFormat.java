package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What collectd's {@code write_http} and {@code write_kafka} send: lists of values with host, plugin and type, each with its
 * instance:
 *
 * <pre>
 * [{"values":[13484048],"dsnames":["value"],"time":1795132800.123,"host":"cache1","plugin":"redis","plugin_instance":"main",
 *   "type":"memory","type_instance":""}]
 * </pre>
 */
public final class CollectdFormat implements Format {

    @Override
    public String name() {
        return "collectd";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        return JsonHead.of(bytes).has("values", "dsnames", "plugin", "type_instance")
                ? Sureness.OWN_ENVELOPE
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry, options, sink, JsonElements.Inside.of(), (list, line, stream) -> values(list, stream));
    }

    private static void values(JsonValue list, MetricStream stream) {
        String plugin = list.at("plugin").text();
        if (!plugin.contains("redis") && !plugin.contains("valkey")) {
            return; // the memory of the machine has the same type
        }
        String part = list.at("plugin_instance").text();
        String host = list.at("host").text();
        Map<String, String> labels = Map.of("instance", part.isEmpty() ? host : host + ":" + part);
        String type = list.at("type_instance").text();
        boolean own = MetricNames.resolve(type).isPresent();
        String metric = own ? type : list.at("type").text() + (type.isEmpty() ? "" : "_" + type);
        List<JsonValue> values = list.at("values").elements();
        if (values.size() == 1) {
            stream.find(new SeriesName(metric, labels))
                    .ifPresent(series -> stream.point(series, list.at("time"), values.get(0)));
        }
    }
}
