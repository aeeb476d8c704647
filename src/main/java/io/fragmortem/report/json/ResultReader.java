package io.fragmortem.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.statistics.level.Level;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads what this program wrote: result.json, the lines of {@code diagnose --format json}, and the data that each page of
 * an instance carries.
 */
public final class ResultReader {

    private static final String PAGE_DATA = "id=\"fragmortem-data\">";
    private static final String END = "</script>";

    private ResultReader() {}

    /** Whether a text may be one of ours, by its beginning. */
    public static boolean isOurs(String text) {
        String start = text.stripLeading();
        return (start.startsWith("{") && start.contains("\"schema\":\"fragmortem/"))
                || (start.startsWith("<") && start.contains(PAGE_DATA));
    }

    /**
     * The instances of a result or a page.
     *
     * @throws IllegalArgumentException where it is not one, or holds no instance
     */
    public static List<Side> sides(String text) {
        List<Side> sides = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(data(text))) {
            while (json.nextToken() != null) {
                JsonValue root = JsonValue.read(json);
                if (root.at("instances").isArray()) {
                    root.at("instances").elements().forEach(instance -> sides.add(side(instance)));
                } else if (root.at("verdict").isObject()) {
                    sides.add(side(root));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no readable result: " + e.getMessage(), e);
        }
        if (sides.isEmpty()) {
            throw new IllegalArgumentException("holds no instance");
        }
        return sides;
    }

    private static String data(String text) {
        int begin = text.indexOf(PAGE_DATA);
        int end = begin < 0 ? -1 : text.indexOf(END, begin);
        return end < 0 ? text : text.substring(begin + PAGE_DATA.length(), end);
    }

    private static Side side(JsonValue instance) {
        JsonValue verdict = instance.at("verdict");
        return new Side(
                instance.at("name").text(),
                new Side.Window(
                        moment(instance.at("window", "from")),
                        moment(instance.at("window", "to")),
                        moment(instance.at("levels_from")),
                        (int) number(instance.at("samples")).orElse(0),
                        Math.max(0, instance.at("runs").elements().size() - 1),
                        number(instance.at("latest", "uptime_in_seconds"))),
                server(instance),
                Optional.of(new Side.Verdict(
                        severity(verdict.at("severity").text()),
                        verdict.at("cause").text(),
                        verdict.at("sentence").text())),
                levels(instance),
                slopes(instance),
                settings(instance));
    }

    private static Side.Server server(JsonValue instance) {
        String name = instance.at("product").text();
        String version = instance.at("version").text();
        return new Side.Server(
                Stream.of(Product.values())
                        .filter(product -> Spelling.lower(product).equals(name))
                        .findFirst()
                        .orElse(Product.UNKNOWN),
                version.isEmpty() ? Optional.empty() : Optional.of(version),
                process(instance));
    }

    private static Optional<String> process(JsonValue instance) {
        List<JsonValue> runs = instance.at("runs").elements();
        String id = runs.isEmpty() ? "" : runs.get(runs.size() - 1).at("run_id").text();
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    private static Optional<Severity> severity(String name) {
        return Stream.of(Severity.values())
                .filter(severity -> Spelling.lower(severity).equals(name))
                .findFirst();
    }

    private static SortedMap<String, Level> levels(JsonValue instance) {
        SortedMap<String, Level> levels = new TreeMap<>();
        for (JsonValue line : instance.at("levels").elements()) {
            levels.put(
                    line.at("metric").text(),
                    new Level(
                            (int) number(line.at("n")).orElse(0),
                            (int) number(line.at("batches")).orElse(0),
                            number(line.at("mean")).orElse(0),
                            number(line.at("standard_error")).orElse(0),
                            number(line.at("least")).orElse(0),
                            number(line.at("largest")).orElse(0)));
        }
        return levels;
    }

    private static SortedMap<String, Side.Slope> slopes(JsonValue instance) {
        SortedMap<String, Side.Slope> slopes = new TreeMap<>();
        for (JsonValue line : instance.at("trends").elements()) {
            if (line.at("scope").text().equals("now")) {
                slopes.put(
                        line.at("metric").text(),
                        new Side.Slope(
                                number(line.at("slope_per_day")).orElse(0),
                                number(line.at("low")),
                                number(line.at("high")),
                                line.at("verdict").text()));
            }
        }
        return slopes;
    }

    private static SortedMap<String, String> settings(JsonValue instance) {
        return new TreeMap<>(instance.at("settings").texts());
    }

    private static OptionalDouble number(JsonValue value) {
        double number = value.number();
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static OptionalLong moment(JsonValue value) {
        try {
            return value.text().isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value.text())));
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }
}
