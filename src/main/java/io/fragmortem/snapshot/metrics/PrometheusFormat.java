package io.fragmortem.snapshot.metrics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of the Prometheus HTTP API, also of Thanos, Mimir, VictoriaMetrics; what promtool prints of them with {@code
 * -o json}; the lines of VictoriaMetrics' export, which has its times (milliseconds) beside the values:
 *
 * <pre>
 * {"status":"success","data":{"resultType":"matrix","result":[
 *  {"metric":{"__name__":"redis_memory_used_bytes","instance":"cache-1:9121"},"values":[[1714557600,"13484048"]]}]}}
 * [{"metric":{"__name__":"redis_memory_used_bytes","instance":"cache-1:9121"},"values":[[1714557600,"13484048"]]}]
 * {"metric":{"__name__":"redis_memory_used_bytes","instance":"cache-1:9121"},"values":[13484048],"timestamps":[1714557600000]}
 * </pre>
 */
public final class PrometheusFormat implements Format {

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        boolean series = head.has("metric", "values") || head.has("metric", "value");
        boolean api = head.has("resultType") || (series && head.has("__name__"));
        boolean other = head.has("timeSeries") || head.has("schema") || head.has("stream");
        return api && !other ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.read(
                entry, options, sink, Phrase.of("input.expected.prometheus"), stream -> new Answer(stream)::document);
    }

    /** Finds {@code result}, or a bare series, at any of the outer levels. */
    private static final class Answer {

        private final MetricStream stream;
        private final Points points = new Points();

        Answer(MetricStream stream) {
            this.stream = stream;
        }

        void document(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                result(json);
                return;
            }
            Map<String, String> labels = new LinkedHashMap<>();
            boolean series = false;
            while (JsonReader.member(json)) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "data" -> {
                        if (json.currentToken().isStructStart()) {
                            document(json);
                        }
                    }
                    case "result" -> result(json);
                    case "metric" -> {
                        labels = labels(json);
                        series = true;
                    }
                    case "values" -> values(json);
                    case "value" -> pair(json);
                    case "timestamps" -> timestamps(json);
                    default -> JsonReader.skip(json);
                }
            }
            if (series) {
                give(labels);
            }
        }

        private void result(JsonParser json) throws IOException {
            if (!JsonReader.isArray(json)) {
                return;
            }
            while (JsonReader.element(json)) {
                if (JsonReader.isObject(json)) {
                    document(json);
                }
            }
        }

        private void give(Map<String, String> labels) {
            String metric = labels.getOrDefault("__name__", "");
            labels.remove("__name__");
            Optional<KnownSeries.Known> series = stream.find(new SeriesName(metric, labels));
            series.ifPresentOrElse(points::giveTo, points::clear);
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

        /** {@code [[1714557600,"13484048"],[1714557660,"13512200"]]}, or numbers alone whose times stand beside them. */
        private void values(JsonParser json) throws IOException {
            if (!JsonReader.isArray(json)) {
                return;
            }
            while (JsonReader.element(json)) {
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    pair(json);
                } else {
                    points.addValue(JsonScalars.value(json));
                    JsonReader.skip(json);
                }
            }
        }

        private void timestamps(JsonParser json) throws IOException {
            if (!JsonReader.isArray(json)) {
                return;
            }
            while (JsonReader.element(json)) {
                points.addTime(stream.scalars().time(json));
                JsonReader.skip(json);
            }
        }

        private void pair(JsonParser json) throws IOException {
            if (!JsonReader.isArray(json)) {
                return;
            }
            json.nextToken();
            long time = stream.scalars().time(json);
            json.nextToken();
            double value = JsonScalars.value(json);
            while (json.currentToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                JsonReader.skip(json);
                json.nextToken();
            }
            points.add(time, value);
        }
    }
}
