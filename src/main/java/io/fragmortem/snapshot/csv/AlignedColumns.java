package io.fragmortem.snapshot.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables as a terminal shows them, columns below a line of dashes that says how wide they are:
 *
 * <pre>
 * Timestamp            Name         Average
 * -------------------  -----------  ----------
 * 2026-11-20 00:00:00  Used Memory  4293357436
 * </pre>
 *
 * Each line becomes one with tabs between its cells.
 */
final class AlignedColumns {

    private static final Pattern RULE = Pattern.compile("\\s*-{2,}(?:\\s+-{2,})+\\s*");

    /** The types that the client of InfluxDB puts behind the names of columns: {@code _value:float}. */
    private static final Pattern TYPE =
            Pattern.compile("(?<=\\w):(?:time|string|float|long|int|integer|ulong|bool|boolean)\\b");

    /** The words above the first line of dashes: another table of the same columns may follow, wider or narrower. */
    private final String header;

    private List<Integer> starts;
    private boolean begun;

    private AlignedColumns(String header, List<Integer> starts) {
        this.header = header;
        this.starts = starts;
    }

    /** What puts tabs between the cells, empty when there is no line of dashes below a header. */
    static Optional<UnaryOperator<String>> in(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (RULE.matcher(lines.get(i)).matches()) {
                AlignedColumns columns = new AlignedColumns(words(lines.get(i - 1)), starts(lines.get(i)));
                return Optional.of(columns::tabbed);
            }
        }
        return Optional.empty();
    }

    /** Whether a column begins in the middle of a word. */
    private boolean isShifted(String line) {
        return starts.stream()
                .anyMatch(at -> at > 0 && at < line.length() && line.charAt(at) != ' ' && line.charAt(at - 1) != ' ');
    }

    private static String words(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    private static List<Integer> starts(String rule) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < rule.length(); i++) {
            if (rule.charAt(i) == '-' && (i == 0 || rule.charAt(i - 1) != '-')) {
                starts.add(i);
            }
        }
        return starts;
    }

    /** The cells of a line between tabs; lines of dashes and headers that come again are blank. */
    private String tabbed(String line) {
        boolean again = words(line).equals(header);
        if (RULE.matcher(line).matches()) {
            starts = starts(line);
            return "";
        }
        if (line.isBlank() || (again && begun) || line.startsWith("Table: keys: [")) {
            return "";
        }
        if (line.startsWith("name: ") || line.startsWith("tags: ")) {
            return line; // whose the rows below are
        }
        if (again) {
            begun = true;
            return cells(withoutTypes(line));
        }
        List<String> single = Arrays.asList(words(line).split(" "));
        if (isShifted(line) && single.size() == starts.size()) {
            return String.join("\t", single); // whoever pasted it lost the blanks between
        }
        return cells(line);
    }

    /** Blanks in place of each type: what stands behind keeps its place. */
    private static String withoutTypes(String line) {
        StringBuilder out = new StringBuilder();
        Matcher type = TYPE.matcher(line);
        while (type.find()) {
            out.append(line, out.length(), type.start()).append(" ".repeat(type.end() - type.start()));
        }
        return out.append(line, out.length(), line.length()).toString();
    }

    private String cells(String line) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = Math.min(line.length(), starts.get(i));
            int to = i + 1 < starts.size() ? Math.min(line.length(), starts.get(i + 1)) : line.length();
            cells.add(line.substring(from, to).strip());
        }
        return String.join("\t", cells);
    }
}
