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
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers of cloud and monitoring services: CloudWatch (get-metric-data, get-metric-statistics), Azure Monitor (list,
 * diagnostic export), GCP timeSeries.list, Datadog query, Zabbix history.get, Influx, Netdata. Points come newest first,
 * unordered, in seconds, milliseconds or nanoseconds; all of it is put in order.
 */
public final class CloudFormat implements Format {

    /** Keys of points, in the order in which a value is taken from them. */
    private static final List<String> VALUES = List.of(
            "average", "Average", "value", "maximum", "Maximum", "last", "sum", "total", "Sum", "minimum", "Minimum");

    @Override
    public String name() {
        return "cloud-metrics";
    }

    @Override
    public int recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        if (!head.starts("{") && !head.starts("[")) {
            return 0;
        }
        boolean amazon = head.has("\"MetricDataResults\"") || head.has("\"Datapoints\"");
        boolean azure = head.has("\"timeseries\"") || (head.has("\"metricName\"") && head.has("\"time\""));
        boolean google = head.has("\"timeSeries\"") || (head.has("\"points\"") && head.has("\"interval\""));
        boolean datadog = head.has("\"pointlist\"");
        boolean zabbix = head.has("\"clock\"") && head.has("\"value\"");
        boolean influx = head.has("\"columns\"") && head.has("\"values\"");
        boolean netdata = head.has("\"labels\"") && head.has("\"data\"");
        boolean any = amazon || azure || google || datadog || zabbix || influx;
        return any ? 95 : netdata ? 60 : 0;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        JsonReader reader = new JsonReader(entry, options, sink);
        Walk walk = new Walk(reader);
        reader.read(walk::document);
        reader.rejectIfEmpty(reader.table().given(), Phrase.of("input.expected.cloud"));
    }

    /** Walks a document; every object may be a series, and passes its name and labels down to its points. */
    private static final class Walk {

        private final JsonReader reader;

        Walk(JsonReader reader) {
            this.reader = reader;
        }

        void document(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                while (JsonReader.element(json)) {
                    if (json.currentToken().isStructStart()) {
                        document(json);
                    }
                }
                return;
            }
            object(json, "", new LinkedHashMap<>());
        }

        /** Reads an object below a series of this name. */
        private void object(JsonParser json, String above, Map<String, String> labelsAbove) throws IOException {
            Found found = new Found(above, labelsAbove);
            while (JsonReader.member(json)) {
                String key = json.currentName();
                json.nextToken();
                if (json.currentToken().isStructStart()) {
                    structure(json, key, found);
                } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                    found.scalars.put(key, json.getText());
                }
            }
            finish(found);
        }

        private void structure(JsonParser json, String key, Found found) throws IOException {
            switch (key) {
                case "Timestamps" -> times(json, found);
                case "Values" -> values(json, found);
                case "pointlist", "values", "data" -> pairs(json, found);
                case "Datapoints", "points" -> pointObjects(json, found);
                case "columns" -> found.columns = strings(json);
                case "tag_set" -> tags(strings(json), found.labels);
                case "labels" -> {
                    if (json.currentToken() == JsonToken.START_ARRAY) {
                        found.columns = strings(json);
                    } else {
                        labels(json, found.labels);
                    }
                }
                case "tags" -> labels(json, found.labels);
                case "metric", "resource" -> nested(json, found);
                case "name" -> nested(json, found);
                case "metadatavalues" -> metadata(json, found.labels);
                default -> inner(json, found);
            }
        }

        private void inner(JsonParser json, Found found) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                object(json, found.name(), found.labels);
                return;
            }
            while (JsonReader.element(json)) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    object(json, found.name(), found.labels);
                } else {
                    JsonReader.skip(json);
                }
            }
        }

        /** {@code "metric":{"type":"...","labels":{...}}} and {@code "name":{"value":"usedmemory"}}. */
        private static void nested(JsonParser json, Found found) throws IOException {
            if (!JsonReader.isObject(json)) {
                return;
            }
            while (JsonReader.member(json)) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("labels")) {
                    labels(json, found.labels);
                } else if (json.currentToken().isScalarValue()) {
                    boolean name = key.equals("type") || key.equals("value");
                    if (name && !json.getText().equals("redis_instance")) {
                        found.scalars.put("metric", json.getText());
                    }
                } else {
                    JsonReader.skip(json);
                }
            }
        }

        /** {@code [{"name":{"value":"shardid"},"value":"0"}]}. */
        private static void metadata(JsonParser json, Map<String, String> labels) throws IOException {
            while (JsonReader.element(json)) {
                String value = "";
                String name = "";
                int depth = 0;
                while (json.currentToken() != JsonToken.END_OBJECT || depth > 1) {
                    depth += json.currentToken() == JsonToken.START_OBJECT ? 1 : 0;
                    depth -= json.currentToken() == JsonToken.END_OBJECT ? 1 : 0;
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        boolean inName = depth == 2;
                        name = inName && name.isEmpty() ? json.getText() : name;
                        value = inName ? value : json.getText();
                    }
                    if (json.nextToken() == null) {
                        return;
                    }
                }
                labels.put(name.equalsIgnoreCase("shardid") ? "instance" : name, value);
            }
        }

        private static void labels(JsonParser json, Map<String, String> labels) throws IOException {
            if (JsonReader.isObject(json)) {
                while (JsonReader.member(json)) {
                    String key = json.currentName();
                    json.nextToken();
                    if (json.currentToken().isScalarValue()) {
                        labels.put(key, json.getText());
                    }
                    JsonReader.skip(json);
                }
            }
        }

        /** {@code ["host:h1","env:prod"]}. */
        private static void tags(List<String> tags, Map<String, String> labels) {
            for (String tag : tags) {
                int colon = tag.indexOf(':');
                if (colon > 0) {
                    labels.put(tag.substring(0, colon), tag.substring(colon + 1));
                }
            }
        }

        private static List<String> strings(JsonParser json) throws IOException {
            List<String> strings = new ArrayList<>();
            if (JsonReader.isArray(json)) {
                while (JsonReader.element(json)) {
                    strings.add(json.currentToken().isScalarValue() ? json.getText() : "");
                    JsonReader.skip(json);
                }
            }
            return strings;
        }

        private void times(JsonParser json, Found found) throws IOException {
            while (JsonReader.element(json)) {
                found.times.add(reader.points().time(json));
                JsonReader.skip(json);
            }
        }

        private static void values(JsonParser json, Found found) throws IOException {
            while (JsonReader.element(json)) {
                found.values.add(Points.value(json));
                JsonReader.skip(json);
            }
        }

        /** {@code [[time,value],...]}; with columns before it, a table; or objects. */
        private void pairs(JsonParser json, Found found) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                object(json, found.name(), found.labels);
                return;
            }
            while (JsonReader.element(json)) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    point(json, found);
                } else if (json.currentToken() == JsonToken.START_ARRAY) {
                    row(json, found);
                }
            }
        }

        private void row(JsonParser json, Found found) throws IOException {
            long time = Times.NONE;
            int column = 0;
            while (JsonReader.element(json)) {
                boolean isTime = found.columns.isEmpty()
                        ? column == 0
                        : column < found.columns.size()
                                && found.columns.get(column).equalsIgnoreCase("time");
                if (isTime) {
                    time = reader.points().time(json);
                } else {
                    String name = column < found.columns.size() ? found.columns.get(column) : "";
                    found.cells.add(new Cell(name, time, Points.value(json)));
                }
                JsonReader.skip(json);
                column++;
            }
            giveCells(found, time);
        }

        /** Cells of a row wait for its time, which may come last. */
        private void giveCells(Found found, long time) {
            for (Cell cell : found.cells) {
                long at = cell.time() == Times.NONE ? time : cell.time();
                if (cell.column().isEmpty()) {
                    found.times.add(at);
                    found.values.add(cell.value());
                } else {
                    found.series(reader, cell.column()).ifPresent(series -> series.add(at, cell.value()));
                }
            }
            found.cells.clear();
        }

        private void pointObjects(JsonParser json, Found found) throws IOException {
            if (!JsonReader.isArray(json)) {
                return;
            }
            while (JsonReader.element(json)) {
                if (JsonReader.isObject(json)) {
                    point(json, found);
                }
            }
        }

        /** {@code {"timeStamp":"...","average":1}} or {@code {"interval":{"endTime":"..."},"value":{"int64Value":"1"}}}. */
        private void point(JsonParser json, Found found) throws IOException {
            long time = Times.NONE;
            double[] values = new double[VALUES.size()];
            java.util.Arrays.fill(values, Double.NaN);
            int depth = 1;
            while (depth > 0 && json.nextToken() != null) {
                JsonToken token = json.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (!token.isScalarValue()) {
                    continue;
                }
                String key = json.currentName() == null ? "" : json.currentName();
                if (isTime(key)) {
                    long stated = reader.points().time(json);
                    time = stated == Times.NONE ? time : stated;
                } else {
                    int at = key.endsWith("Value") ? VALUES.indexOf("value") : VALUES.indexOf(key);
                    if (at >= 0) {
                        values[at] = Points.value(json);
                    }
                }
            }
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    found.times.add(time);
                    found.values.add(value);
                    return;
                }
            }
        }

        private static boolean isTime(String key) {
            return key.equals("timeStamp")
                    || key.equals("Timestamp")
                    || key.equals("timestamp")
                    || key.equals("endTime")
                    || key.equals("time");
        }

        /** An object is over: its arrays are points of its name; or it is a point itself (Zabbix, Azure's lines). */
        private void finish(Found found) {
            if (found.times.isEmpty() && found.scalars.containsKey("clock")) {
                found.times.add(reader.points().time(found.scalars.getOrDefault("clock", "")));
                found.values.add(scalar(found, "value"));
            } else if (found.times.isEmpty() && found.scalars.containsKey("metricName")) {
                found.times.add(reader.points().time(found.scalars.getOrDefault("time", "")));
                double average = scalar(found, "average");
                found.values.add(Double.isNaN(average) ? scalar(found, "maximum") : average);
            }
            int n = Math.min(found.times.size(), found.values.size());
            if (n == 0) {
                return;
            }
            found.series(reader, found.name()).ifPresent(series -> {
                for (int i = 0; i < n; i++) {
                    series.add(found.times.get(i), found.values.get(i));
                }
            });
        }

        private static double scalar(Found found, String key) {
            char[] text = found.scalars.getOrDefault(key, "").toCharArray();
            return Points.number(text, 0, text.length);
        }
    }

    private record Cell(String column, long time, double value) {}

    /** What one object says. */
    private static final class Found {

        private static final List<String> NAMES =
                List.of("metric", "metricName", "Label", "key_", "name", "itemid", "Id", "MetricName");

        private final String above;
        private final Map<String, String> labels;
        private final Map<String, String> scalars = new LinkedHashMap<>();
        private final List<Long> times = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Cell> cells = new ArrayList<>();
        private final Map<String, java.util.Optional<KnownSeries.Known>> series = new LinkedHashMap<>();
        private List<String> columns = List.of();

        Found(String above, Map<String, String> labels) {
            this.above = above;
            this.labels = new LinkedHashMap<>(labels);
        }

        String name() {
            for (String key : NAMES) {
                String name = scalars.get(key);
                if (name != null && !name.isEmpty()) {
                    return name;
                }
            }
            return above;
        }

        java.util.Optional<KnownSeries.Known> series(JsonReader reader, String metric) {
            java.util.Optional<KnownSeries.Known> known = series.get(metric);
            if (known == null) {
                SeriesName parsed = SeriesName.parse(metric);
                Map<String, String> all = new LinkedHashMap<>(parsed.labels());
                all.putAll(labels);
                for (String key : List.of("resourceId", "scope", "host")) {
                    if (scalars.containsKey(key) && !key.equals("scope")) {
                        all.putIfAbsent(key, scalars.getOrDefault(key, ""));
                    }
                }
                known = reader.names().find(new SeriesName(parsed.metric(), all));
                series.put(metric, known);
            }
            return known;
        }
    }
}
