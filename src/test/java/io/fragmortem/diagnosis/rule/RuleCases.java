package io.fragmortem.diagnosis.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of {@code rule-cases.txt}: for each rule what it must find, what it must leave alone, where it turns, and what it
 * cannot do without. The file says itself how it is read.
 *
 * @param positive what the rule finds
 * @param negative what it leaves alone
 * @param border where it turns from one into the other
 * @param absent what is taken away from it
 */
record RuleCases(List<Line> positive, List<Line> negative, List<Line> border, List<Line> absent) {

    /**
     * One case.
     *
     * @param what of a border the threshold, of an absence the input or {@code each}, else empty
     * @param expected words of the outcome, of a border one for each side; a word after a minus must not be there
     * @param scene the model
     * @param margin how far below and above a threshold it is tried, as a share of it
     */
    record Line(String what, List<String> expected, Scene scene, double margin) {

        private static final double LITTLE = 0.001;

        private static Line of(String what, List<String> expected, String scene) {
            String[] words = what.split(" ");
            double margin = words.length > 1 ? Double.parseDouble(words[1]) : LITTLE;
            return new Line(words[0], expected, Scene.of(scene), margin);
        }

        @Override
        public String toString() {
            return (what + " " + expected + " " + scene.text()).strip();
        }
    }

    private static final Map<String, RuleCases> TABLE = read();

    static RuleCases of(Declaration rule) {
        return TABLE.getOrDefault(rule.id(), empty());
    }

    /** Ids that the table has cases for. */
    static List<String> ids() {
        return List.copyOf(TABLE.keySet());
    }

    Stream<Line> all() {
        return Stream.of(positive, negative, border, absent).flatMap(List::stream);
    }

    private static RuleCases empty() {
        return new RuleCases(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private static Map<String, RuleCases> read() {
        Map<String, RuleCases> table = new TreeMap<>();
        RuleCases current = empty();
        for (String line : joined()) {
            if (line.startsWith("[")) {
                current = table.computeIfAbsent(line.substring(1, line.length() - 1), id -> empty());
            } else {
                current.add(line.split("\\s+\\|\\s+"));
            }
        }
        return table;
    }

    private void add(String[] cells) {
        String model = cells[cells.length - 1];
        switch (cells[0]) {
            case "positive" -> positive.add(Line.of("", List.of(cells[1]), model));
            case "negative" -> negative.add(Line.of("", List.of(cells[1]), model));
            case "border" -> border.add(Line.of(cells[1], List.of(cells[2], cells[3]), model));
            case "absent" -> absent.add(Line.of(cells[1], List.of(), model));
            default -> throw new IllegalArgumentException("no kind of case: " + cells[0]);
        }
    }

    /** Lines of the file without comments; what is indented continues the line before. */
    private static List<String> joined() {
        List<String> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            if (line.startsWith(" ")) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(RuleCases.class.getResourceAsStream("/rule-cases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
