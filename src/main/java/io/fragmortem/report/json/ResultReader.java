package io.fragmortem.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.statistics.level.Level;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what this program wrote: result.json, the lines of {@code diagnose --format json}, and the data that each page of
 * an instance carries.
 */
public final class ResultReader {

    private static final String PAGE_DATA = "id=\"fragmortem-data\">";
    private static final String END = "</script>";
    private static final int LONGEST_NAME = 80;
    private static final Pattern NAMED =
            Pattern.compile("^\\{\"schema\":\"" + Pattern.quote(JsonReport.SCHEMA) + "\",\"name\":\"([^\"\\\\]+)\"");

    private ResultReader() {}

    /** Whether a text may be one of ours, by its beginning. */
    public static boolean isOurs(String text) {
        String start = text.stripLeading();
        return (start.startsWith("{") && start.contains("\"schema\":\"fragmortem/"))
                || (start.startsWith("<") && start.contains(PAGE_DATA));
    }

    /**
     * What a text holds.
     *
     * @param sides the instances
     * @param refused what of it could not be used
     * @param unread names of instances of which nothing could be used, as far as they could be told
     */
    public record Found(List<Side> sides, List<Rejected> refused, Set<String> unread) {}

    /**
     * The instances of a result or a page; what cannot be used costs itself alone: an instance, or a line.
     *
     * @param name where the text is from
     */
    public static Found read(String name, String text) {
        String data = data(text);
        Reading whole = new Reading(name);
        try {
            whole.roots(data, 0);
            return whole.found();
        } catch (IOException e) {
            return lines(name, data).orElseGet(() -> {
                Reading none = new Reading(name);
                none.damaged(e, 0);
                return none.found();
            });
        }
    }

    /** Line by line, where each is an object of its own; empty where none is. */
    private static Optional<Found> lines(String name, String data) {
        Reading all = new Reading(name);
        List<String> lines = List.of(data.split("\n"));
        for (int i = 0; i < lines.size(); i++) {
            Reading one = new Reading(name);
            try {
                one.roots(lines.get(i), i);
            } catch (IOException e) {
                one = new Reading(name);
                one.damaged(e, i);
                one.named(lines.get(i));
            }
            if (!lines.get(i).isBlank()) {
                all.add(one);
            }
        }
        return all.sides.isEmpty() ? Optional.empty() : Optional.of(all.found());
    }

    /** What one text, or one line of it, gives. */
    private static final class Reading {

        private final String name;
        private final List<Side> sides = new ArrayList<>();
        private final List<Rejected> refused = new ArrayList<>();
        private final Set<String> unread = new HashSet<>();

        Reading(String name) {
            this.name = name;
        }

        Found found() {
            return new Found(List.copyOf(sides), List.copyOf(refused), Set.copyOf(unread));
        }

        void add(Reading later) {
            sides.addAll(later.sides);
            refused.addAll(later.refused);
            unread.addAll(later.unread);
        }

        /** @param before how many lines came before this text */
        void roots(String text, long before) throws IOException {
            try (JsonParser json = new JsonFactory().createParser(text)) {
                while (json.nextToken() != null) {
                    root(json, before + json.currentTokenLocation().getLineNr());
                }
            }
            if (sides.isEmpty() && refused.isEmpty()) {
                refuse(1 + before, Phrase.of("input.result.empty"), Phrase.of("input.expected.result"));
            }
        }

        /** An object; the instances of a large fleet are taken one by one. */
        private void root(JsonParser json, long line) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                JsonValue.read(json);
                refuse(line, Phrase.of("input.result.empty"), Phrase.of("input.expected.result"));
                return;
            }
            Map<String, JsonValue> members = new LinkedHashMap<>();
            List<Side> instances = new ArrayList<>();
            List<Rejected> wrong = new ArrayList<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && member.equals("instances")) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        instance(JsonValue.read(json), line, instances, wrong);
                    }
                    members.put(member, JsonValue.ABSENT);
                } else {
                    members.put(member, JsonValue.read(json));
                }
            }
            JsonValue root = new JsonValue("", List.of(), members);
            String schema = root.at("schema").text();
            if (!schema.equals(JsonReport.SCHEMA)) {
                Phrase is = schema.isEmpty()
                        ? Phrase.of("input.result.no_schema")
                        : Phrase.of("input.result.schema", Phrase.name(Untrusted.cut(schema, LONGEST_NAME)));
                refuse(line, is, Phrase.of("input.expected.schema", Phrase.name(JsonReport.SCHEMA)));
                return;
            }
            if (members.containsKey("comparisons")) {
                refuse(line, Phrase.of("input.result.comparison"), Phrase.of("input.expected.result"));
            } else if (!members.containsKey("instances")) {
                instance(root, line, instances, wrong);
            }
            sides.addAll(instances);
            refused.addAll(wrong);
        }

        private void instance(JsonValue instance, long line, List<Side> into, List<Rejected> wrong) {
            String called = Untrusted.cut(instance.at("name").text(), LONGEST_NAME);
            String severity = instance.at("verdict", "severity").text();
            if (called.isEmpty()) {
                wrong.add(rejected(line, Phrase.of("input.result.nameless"), Phrase.of("input.expected.result")));
            } else if (severity(severity).isEmpty()) {
                unread.add(instance.at("name").text());
                wrong.add(rejected(
                        line,
                        Phrase.of(
                                "input.result.severity",
                                Phrase.name(called),
                                Phrase.name(Untrusted.cut(severity, LONGEST_NAME))),
                        Phrase.of("input.expected.severity")));
            } else {
                into.add(side(instance));
            }
        }

        /** The name of the instance of a damaged line, where it stands whole at its beginning as we write it. */
        void named(String line) {
            Matcher name = NAMED.matcher(line);
            if (name.find()) {
                unread.add(name.group(1));
            }
        }

        void damaged(IOException e, long before) {
            JsonLocation place = e instanceof JsonProcessingException json ? json.getLocation() : null;
            refuse(
                    before + (place == null ? 1 : Math.max(1, place.getLineNr())),
                    Phrase.of(
                            "input.result.damaged", Phrase.count(place == null ? 1 : Math.max(1, place.getColumnNr()))),
                    Phrase.of("input.expected.result"));
        }

        private void refuse(long line, Phrase found, Phrase expected) {
            refused.add(rejected(line, found, expected));
        }

        private Rejected rejected(long line, Phrase found, Phrase expected) {
            return new Rejected(new Origin(name, line, -1, Optional.empty()), found, expected);
        }
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
                        verdict.at("sentence").text(),
                        silenced(verdict))),
                levels(instance),
                slopes(instance),
                settings(instance));
    }

    private static Map<String, Severity> silenced(JsonValue verdict) {
        Map<String, Severity> silenced = new TreeMap<>();
        for (JsonValue one : verdict.at("silenced").elements()) {
            severity(one.at("severity").text())
                    .ifPresent(severity -> silenced.put(one.at("cause").text(), severity));
        }
        return silenced;
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
