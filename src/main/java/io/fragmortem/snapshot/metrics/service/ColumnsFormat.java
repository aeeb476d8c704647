package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonElements;
import io.fragmortem.snapshot.json.JsonHead;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.time.TimeKeys;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tables of columns: InfluxDB's query API and Netdata's {@code /api/v1/data}, whose rows begin with the time, newest first.
 * A cell of Netdata's second version is a list that begins with the value:
 *
 * <pre>
 * {"results":[{"series":[{"name":"redis","tags":{"host":"h1"},"columns":["time","used_memory"],"values":[["2026-11-20T00:00:00Z",1]]}]}]}
 * {"labels":["time","used","rss"],"data":[[1795132800,13484048,60141568]]}
 * {"timestamps":["2026-11-20T00:00:00Z"],"used_memory":[13484048]}                         a script's own
 * {"columns":["ts","used_memory"],"index":[0],"data":[["2026-11-20T00:00:00Z",13484048]]}   pandas, orient="split"
 * {"tables":[{"columns":[{"name":"TimeGenerated"},{"name":"used_memory"}],"rows":[["2026-11-20T00:00:00Z",1]]}]}   Log Analytics
 * {"meta":{"start":1795132800,"step":60,"legend":["used_memory"]},"data":[[13484048]]}      rrdtool xport --json
 * {"result":[{"metricId":"redis.used_memory","data":[{"dimensionMap":{"host":"h1"},"timestamps":[1795132800000],"values":[1]}]}]}   Dynatrace
 * </pre>
 */
public final class ColumnsFormat implements Format {

    private static final Pattern ARRAY_OF_TIMES =
            Pattern.compile("\"(?:timestamps?|times?|ts|datetimes?|dates?)\"\\s*:\\s*\\[\\s*\"?\\d{4}");

    @Override
    public String name() {
        return "influx-netdata";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        JsonHead head = JsonHead.of(bytes);
        if (head.isJson()
                && ARRAY_OF_TIMES.matcher(Head.of(bytes).text()).find()
                && head.hasStart("used_memory", "redis_memory_used")) {
            return Sureness.OWN_WORDS;
        }
        return head.has("columns", "values")
                        || head.has("meta", "legend", "step", "data")
                        || head.has("metricId", "timestamps", "values")
                        || head.has("columns", "index", "data")
                        || head.has("columns", "rows")
                        || head.has("Columns", "Rows")
                ? Sureness.INFO_OR_DOCUMENT
                : head.has("labels", "data") ? Sureness.A_PART : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricStream.readEach(
                entry,
                options,
                sink,
                JsonElements.Inside.of("results", "series", "result", "tables", "Tables"),
                (table, line, stream) -> table(table, stream));
    }

    /** A list per column, each under its name. */
    private static void lists(JsonValue table, MetricStream stream) {
        List<JsonValue> times = table.first(
                        "timestamps", "timestamp", "times", "time", "ts", "datetimes", "dates", "date")
                .elements();
        table.members().forEach((name, column) -> {
            List<JsonValue> values = column.elements();
            boolean fits = !times.isEmpty() && values.size() == times.size() && !values.equals(times);
            Optional<KnownSeries.Known> series = fits ? stream.find(name, Map.of()) : Optional.empty();
            series.ifPresent(known -> {
                for (int i = 0; i < values.size(); i++) {
                    stream.point(known, times.get(i), values.get(i));
                }
            });
        });
    }

    /** The rows of {@code rrdtool xport}, whose times follow from the first one and the step. */
    private static void stepped(JsonValue table, MetricStream stream) {
        double start = table.at("meta", "start").number();
        double step = table.at("meta", "step").number();
        List<Optional<KnownSeries.Known>> columns = table.at("meta", "legend").elements().stream()
                .map(name -> stream.find(name.text(), Map.of()))
                .toList();
        List<JsonValue> rows = table.at("data").elements();
        for (int i = 0; i < rows.size(); i++) {
            String time = String.valueOf((long) (start + i * step));
            for (int column = 0; column < columns.size(); column++) {
                String value = rows.get(i).element(column).text();
                columns.get(column).ifPresent(series -> stream.point(series, time, value));
            }
        }
    }

    private static void dynatrace(JsonValue metric, MetricStream stream) {
        for (JsonValue data : metric.at("data").elements()) {
            String name = metric.at("metricId").text().replaceFirst(":.*", ""); // :splitBy("host"):avg
            List<JsonValue> times = data.at("timestamps").elements();
            stream.find(name, data.at("dimensionMap").texts()).ifPresent(series -> {
                for (int i = 0; i < times.size(); i++) {
                    stream.point(series, times.get(i), data.at("values").element(i));
                }
            });
        }
    }

    private static void table(JsonValue table, MetricStream stream) {
        if (table.at("meta", "legend").exists()) {
            stepped(table, stream);
            return;
        }
        if (table.at("metricId").exists()) {
            dynatrace(table, stream);
            return;
        }
        if (!table.first("columns", "labels").exists()) {
            lists(table, stream);
            return;
        }
        List<String> columns = table.first("columns", "Columns", "labels").elements().stream()
                .map(ColumnsFormat::name)
                .toList();
        int time = 0;
        int speaker = SpeakerKey.nearest(columns);
        for (int i = 0; i < columns.size(); i++) {
            time = isTime(columns.get(i).toLowerCase(Locale.ROOT)) ? i : time;
        }
        Map<String, String> tags = table.at("tags").texts();
        for (JsonValue row : table.first("values", "data", "rows", "Rows").elements()) {
            JsonValue when = row.element(time);
            Map<String, String> labels =
                    speaker < 0 || row.element(speaker).text().isEmpty()
                            ? tags
                            : Map.of("instance", row.element(speaker).text());
            for (int i = 0; i < columns.size(); i++) {
                JsonValue cell = row.element(i);
                JsonValue value = cell.isArray() ? cell.element(0) : cell;
                if (i != time && i != speaker) {
                    stream.find(columns.get(i), labels).ifPresent(series -> stream.point(series, when, value));
                }
            }
        }
    }

    private static String name(JsonValue column) {
        return column.isObject()
                ? column.first("name", "ColumnName", "columnName").text()
                : column.text();
    }

    private static boolean isTime(String lower) {
        return TimeKeys.isKey(lower) || lower.equals("timegenerated");
    }
}
