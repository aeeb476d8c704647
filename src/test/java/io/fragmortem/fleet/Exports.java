package io.fragmortem.fleet;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Writes the numbers of a timeline as the systems that scrape INFO would: the same capture in other clothes. */
final class Exports {

    private static final DateTimeFormatter GRAFANA =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final Timeline timeline;
    private final List<Field> fields = new ArrayList<>();

    /** Only what INFO prints as numbers is exported. */
    Exports(Timeline timeline) {
        this.timeline = timeline;
        timeline.columns().keySet().stream().filter(Field::inInfo).forEach(fields::add);
    }

    /** {@code query_range}: a series per metric. */
    String prometheus() {
        StringBuilder out =
                new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
        String separator = "";
        for (Field field : fields) {
            out.append(separator).append("{\"metric\":{\"__name__\":\"redis_").append(field.infoName());
            out.append("\",\"instance\":\"cache-1:9121\",\"job\":\"redis\"},\"values\":[");
            String comma = "";
            for (int i = 0; i < timeline.size(); i++) {
                OptionalDouble value = timeline.at(field, i);
                if (value.isPresent()) {
                    out.append(comma).append('[').append(seconds(i)).append(",\"");
                    out.append(plain(value.getAsDouble())).append("\"]");
                    comma = ",";
                }
            }
            out.append("]}");
            separator = ",";
        }
        return out.append("]}}").toString();
    }

    /** A column per metric, epoch milliseconds. */
    String wide() {
        StringBuilder out = new StringBuilder("timestamp,instance");
        fields.forEach(field -> out.append(",redis_").append(field.infoName()));
        for (int i = 0; i < timeline.size(); i++) {
            out.append('\n').append(timeline.timeMicros()[i] / 1000).append(",cache-1:6379");
            for (Field field : fields) {
                out.append(',').append(text(field, i));
            }
        }
        return out.append('\n').toString();
    }

    /** A row per value. */
    String tall() {
        StringBuilder out = new StringBuilder("time,instance,metric,value\n");
        for (int i = 0; i < timeline.size(); i++) {
            for (Field field : fields) {
                if (timeline.at(field, i).isPresent()) {
                    out.append(Instant.ofEpochMilli(timeline.timeMicros()[i] / 1000))
                            .append(",cache-1:6379,")
                            .append(field.infoName())
                            .append(',')
                            .append(text(field, i))
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    /** Grafana's joined series with formatted cells. */
    String grafana() {
        return grafana(',', GRAFANA, text -> text);
    }

    /** The same on a German desktop: byte order mark, semicolons, decimal commas. */
    String grafanaGerman() {
        return "\ufeff" + grafana(';', GERMAN, text -> text.replace('.', ','));
    }

    private String grafana(char delimiter, DateTimeFormatter times, UnaryOperator<String> decimal) {
        StringBuilder out = new StringBuilder("\"Time\"");
        fields.forEach(field ->
                out.append(delimiter).append('"').append(field.infoName()).append('"'));
        for (int i = 0; i < timeline.size(); i++) {
            out.append('\n').append(times.format(Instant.ofEpochMilli(timeline.timeMicros()[i] / 1000)));
            for (Field field : fields) {
                OptionalDouble value = timeline.at(field, i);
                out.append(delimiter);
                out.append(value.isEmpty() ? "undefined" : decimal.apply(formatted(field, value.getAsDouble())));
            }
        }
        return out.append('\n').toString();
    }

    /** {@code 12.90 MiB}. */
    private static String formatted(Field field, double value) {
        if (field.unit() != Unit.BYTES) {
            return plain(value);
        }
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 1024 && unit + 1 < UNITS.length) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %s", scaled, UNITS[unit]);
    }

    private String text(Field field, int sample) {
        OptionalDouble value = timeline.at(field, sample);
        return value.isEmpty() ? "" : plain(value.getAsDouble());
    }

    private String seconds(int sample) {
        return String.format(Locale.ROOT, "%.3f", timeline.timeMicros()[sample] / 1e6);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
