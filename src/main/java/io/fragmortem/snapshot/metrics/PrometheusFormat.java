package io.fragmortem.snapshot.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.KnownSeries;
import io.fragmortem.snapshot.json.Points;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of the Prometheus HTTP API, also of Thanos, Mimir, VictoriaMetrics:
 *
 * <pre>
 * {"status":"success","data":{"resultType":"matrix","result":[
 *  {"metric":{"__name__":"redis_memory_used_bytes","instance":"cache-1:9121"},"values":[[1714557600,"13484048"]]}]}}
 * </pre>
 */
public final class PrometheusFormat implements Format {

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public int recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean api = head.has("\"resultType\"") || (head.has("\"metric\"") && head.has("\"values\""));
        return head.starts("{") && api && !head.has("\"timeSeries\"") ? 96 : 0;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        reader.read(json -> document(json, reader));
        reader.rejectIfEmpty(reader.table().given(), Phrase.of("input.expected.prometheus"));
    }

    /** Finds {@code result}, or a bare series, at any of the outer levels. */
    private static void document(JsonParser json, JsonReader reader) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        boolean series = false;
        if (json.currentToken() == JsonToken.START_ARRAY) {
            result(json, reader);
            return;
        }
        while (JsonReader.member(json)) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "data" -> {
                    if (json.currentToken().isStructStart()) {
                        document(json, reader);
                    }
                }
                case "result" -> result(json, reader);
                case "metric" -> {
                    labels = labels(json);
                    series = true;
                }
                case "values" -> values(json, reader.points());
                case "value" -> value(json, reader.points());
                default -> JsonReader.skip(json);
            }
        }
        if (series) {
            give(labels, reader);
        }
    }

    private static void result(JsonParser json, JsonReader reader) throws IOException {
        if (!JsonReader.isArray(json)) {
            return;
        }
        while (JsonReader.element(json)) {
            if (JsonReader.isObject(json)) {
                document(json, reader);
            }
        }
    }

    private static void give(Map<String, String> labels, JsonReader reader) {
        String metric = labels.getOrDefault("__name__", "");
        labels.remove("__name__");
        Optional<KnownSeries.Known> series = reader.names().find(new SeriesName(metric, labels));
        series.ifPresentOrElse(
                known -> reader.points().giveTo(known), () -> reader.points().clear());
    }

    private static Map<String, String> labels(JsonParser json) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        if (JsonReader.isObject(json)) {
            while (JsonReader.member(json)) {
                String name = json.currentName();
                json.nextToken();
                labels.put(name, json.currentToken().isScalarValue() ? json.getText() : "");
                JsonReader.skip(json);
            }
        }
        return labels;
    }

    /** {@code [[1714557600,"13484048"],[1714557660,"13512200"]]}. */
    private static void values(JsonParser json, Points points) throws IOException {
        if (!JsonReader.isArray(json)) {
            return;
        }
        while (JsonReader.element(json)) {
            value(json, points);
        }
    }

    private static void value(JsonParser json, Points points) throws IOException {
        if (!JsonReader.isArray(json)) {
            return;
        }
        json.nextToken();
        long time = points.time(json);
        json.nextToken();
        double value = Points.value(json);
        while (json.currentToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            JsonReader.skip(json);
            json.nextToken();
        }
        points.add(time, value);
    }
}
