package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grafana's data frames, columns of values below a schema: answers of {@code /api/ds/query}, what the panel inspector and
 * Explore show as JSON, snapshots of dashboards. A frame is one series or several side by side with their labels at the
 * column, or a table with columns of labels:
 *
 * <pre>
 * {"results":{"A":{"frames":[{"schema":{"name":"...","fields":[{"name":"Time","type":"time"},{"name":"Value","type":"number",
 *  "labels":{"__name__":"redis_memory_used_bytes","instance":"cache-1:9121"}}]},"data":{"values":[[1795132800000],[13484048]]}}]}}}
 * {"series":[{"fields":[{"name":"Time","type":"time","values":[1795132800000]},{"name":"used memory","type":"number","values":[1]}]}]}
 * </pre>
 */
public final class GrafanaFormat implements Format {

    @Override
    public String name() {
        return "grafana";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        return head.has("schema", "fields", "values") || head.has("fields", "config", "values")
                ? Sureness.OWN_ENVELOPE
                : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry, options, sink, GrafanaFormat::holds, (frame, line, stream) -> new Frame(frame, stream).read());
    }

    private static boolean holds(String above, String name) {
        return above.equals("results")
                || List.of("results", "frames", "series", "dashboard", "panels", "snapshotData")
                        .contains(name);
    }

    /** One frame: what its columns are, and the values below them. */
    private static final class Frame {

        private final JsonValue frame;
        private final JsonValue schema;
        private final MetricStream stream;
        private final List<JsonValue> fields;

        /** Columns of text by name: the labels of each row. */
        private final Map<String, List<JsonValue>> labels = new LinkedHashMap<>();

        private final List<Integer> numbers = new ArrayList<>();
        private int time = -1;

        Frame(JsonValue frame, MetricStream stream) {
            this.frame = frame;
            this.schema = frame.at("schema").exists() ? frame.at("schema") : frame;
            this.stream = stream;
            this.fields = schema.at("fields").elements();
        }

        void read() {
            for (int i = 0; i < fields.size(); i++) {
                String type = fields.get(i).at("type").text();
                if (time < 0 && type.equals("time")) {
                    time = i;
                } else if (type.equals("string")) {
                    labels.put(fields.get(i).at("name").text(), values(i));
                } else if (type.equals("number")) {
                    numbers.add(i);
                }
            }
            if (time >= 0) {
                numbers.forEach(this::column);
            }
        }

        private List<JsonValue> values(int field) {
            JsonValue own = fields.get(field).at("values");
            JsonValue column = own.at("buffer").exists() ? own.at("buffer") : own;
            return column.exists()
                    ? column.elements()
                    : frame.at("data", "values").element(field).elements();
        }

        private void column(int field) {
            List<JsonValue> times = values(time);
            List<JsonValue> values = values(field);
            JsonValue told = fields.get(field);
            Optional<KnownSeries.Known> whole =
                    labels.isEmpty() ? series(told, told.at("labels").texts()) : Optional.empty();
            for (int row = 0; row < Math.min(times.size(), values.size()); row++) {
                JsonValue value = values.get(row);
                JsonValue when = times.get(row);
                if (value.exists()) {
                    (labels.isEmpty() ? whole : series(told, rowLabels(told, row)))
                            .ifPresent(series -> stream.point(series, when, value));
                }
            }
        }

        private Map<String, String> rowLabels(JsonValue field, int row) {
            Map<String, String> own = new LinkedHashMap<>(field.at("labels").texts());
            labels.forEach((name, column) -> {
                if (row < column.size()) {
                    own.put(name, column.get(row).text());
                }
            });
            return own;
        }

        /** The metric's name stands in the labels, else over the column, else over the frame, else in the query. */
        private Optional<KnownSeries.Known> series(JsonValue field, Map<String, String> labelsOf) {
            Map<String, String> rest = new LinkedHashMap<>(labelsOf);
            String stated = rest.remove("__name__");
            List<String> candidates = new ArrayList<>();
            candidates.add(stated == null ? "" : stated);
            candidates.add(field.at("name").text());
            candidates.add(field.at("config", "displayName").text());
            candidates.add(field.at("config", "displayNameFromDS").text());
            candidates.add(schema.at("name").text());
            candidates.add(query());
            for (String candidate : candidates) {
                SeriesName name = SeriesName.parse(candidate).with(rest);
                if (!candidate.isEmpty() && MetricNames.resolve(name.metric()).isPresent()) {
                    return stream.find(name);
                }
            }
            return stream.find(new SeriesName(stated == null ? field.at("name").text() : stated, rest));
        }

        /** {@code Expr: redis_memory_used_bytes\nStep: 10m0s}. */
        private String query() {
            String text = schema.at("meta", "executedQueryString").text();
            String first = Text.lines(text).findFirst().orElse("");
            return first.startsWith("Expr: ") ? first.substring("Expr: ".length()) : first;
        }
    }
}
