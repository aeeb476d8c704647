package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tables with nothing but blanks between their columns, each row with its time: what a loop of {@code awk} or {@code printf}
 * writes, its header perhaps a comment, and what pandas prints, which has no word for the column of times.
 *
 * <pre>
 * # date time used_memory rss
 * 2026-11-20 00:00:00 4293357436 4724464025
 *
 *                      used_memory  used_memory_rss
 * ts
 * 2026-11-20 00:00:00   4293357436       4724464025
 * </pre>
 *
 * {@code rrdtool fetch} puts a colon behind the epoch seconds of each row, and may have one column that the name of its file explains.
 */
final class BlankColumns {

    /** So many rows show that the lines are a table. */
    private static final int FEWEST_ROWS = 2;

    private static final Pattern FETCHED =
            Pattern.compile("\\s*\\d{9,10}:(?:\\s+(?:-?\\d[\\d.]*(?:e[+-]?\\d+)?|[+-]?nan))+\\s*");

    /** Words that columns of other tables have as well: alone they do not tell that a table is about a server. */
    private static final Set<String> COMMON = Set.of(
            "used",
            "memory",
            "max",
            "active",
            "resident",
            "limit",
            "keys",
            "items",
            "clients",
            "ops",
            "uptime",
            "peak");

    /** How many words a row has, its date and time being two where {@code dated}. */
    private final int words;

    private final boolean dated;
    private final String header;
    private final List<String> names;

    private BlankColumns(int words, boolean dated, String header, List<String> names) {
        this.words = words;
        this.dated = dated;
        this.header = header;
        this.names = names;
    }

    /** What puts tabs between the cells, empty when these first lines are no such table. */
    static Optional<UnaryOperator<String>> in(List<String> lines) {
        int head = 0;
        while (head < lines.size() && lines.get(head).isBlank()) {
            head++;
        }
        if (head >= lines.size() || lines.get(head).length() > 500) {
            return Optional.empty();
        }
        List<String> names = words(lines.get(head).replaceFirst("^\\s*#+", ""));
        boolean plain = lines.stream()
                .noneMatch(line -> line.indexOf('\t') >= 0 || line.indexOf(',') >= 0 || line.indexOf('|') >= 0);
        List<String> below = lines.subList(head + 1, lines.size());
        boolean fetched = below.stream()
                .filter(line -> !line.isBlank())
                .allMatch(line -> FETCHED.matcher(line).matches());
        if (!plain || (!tellsMemory(names) && !fetched)) {
            return Optional.empty();
        }
        List<List<String>> rows = below.stream()
                .map(BlankColumns::words)
                .filter(row -> row.size() > 1)
                .toList();
        if (rows.size() < FEWEST_ROWS) {
            return Optional.empty();
        }
        int width = rows.get(0).size();
        boolean dated = isTime(rows.get(0).get(0) + " " + rows.get(0).get(1))
                && !isTime(rows.get(0).get(1) + " x");
        boolean table = rows.stream().allMatch(row -> row.size() == width && isTime(time(row, dated)));
        return table ? named(names, width, dated, lines.get(head)) : Optional.empty();
    }

    private static Optional<UnaryOperator<String>> named(List<String> names, int width, boolean dated, String header) {
        List<String> columns = new ArrayList<>(names);
        if (dated && columns.size() == width) {
            columns.remove(0); // date and time
        }
        int cells = dated ? width - 1 : width;
        if (columns.size() == cells - 1) {
            columns.add(0, "time");
        }
        if (columns.size() != cells) {
            return Optional.empty();
        }
        if (columns.get(0).equals("time") || MetricNames.resolve(columns.get(0)).isEmpty()) {
            columns.set(0, "time");
        }
        return Optional.of(new BlankColumns(width, dated, header, columns)::tabbed);
    }

    private String tabbed(String line) {
        if (line.equals(header)) {
            return String.join("\t", names);
        }
        List<String> cells = new ArrayList<>(words(line));
        if (cells.size() != words) {
            return cells.size() < 2 ? "" : String.join("\t", cells); // the name of pandas' index
        }
        if (dated) {
            cells.set(0, cells.get(0) + " " + cells.remove(1));
        }
        return String.join("\t", cells);
    }

    private static boolean tellsMemory(List<String> names) {
        List<String> metrics = names.stream()
                .filter(name -> MetricNames.resolve(name).isPresent())
                .toList();
        return metrics.size() > 1 && metrics.stream().anyMatch(name -> !COMMON.contains(name));
    }

    private static String time(List<String> row, boolean dated) {
        return dated ? row.get(0) + " " + row.get(1) : row.get(0);
    }

    private static boolean isTime(String text) {
        return new TimeText().parseCell(text);
    }

    private static List<String> words(String line) {
        String text = FETCHED.matcher(line).matches() ? line.strip().replaceFirst(":", "") : line.strip();
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+"));
    }
}
