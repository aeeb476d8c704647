package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as its first lines show it.
 *
 * @param dialect how it is written
 * @param header what its columns mean
 * @param dataFrom index of the first row of data among the first lines
 */
record Table(Dialect dialect, Header header, int dataFrom) {

    /** How many lines are looked at. */
    static final int LOOK_AT = 60;

    /** Finds the table, empty when the lines are none. */
    static Optional<Table> detect(List<String> lines, ReadOptions options) {
        Dialect dialect = Dialect.detect(lines);
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(CsvRows.split(line, dialect.delimiter()));
        }
        for (int i = dialect.skip(); i < rows.size(); i++) {
            int timeAt = timeIndex(rows.get(i));
            if (lines.get(i).startsWith("#") || timeAt < 0) {
                continue;
            }
            int headerAt = headerBefore(lines, rows, i, dialect.skip());
            if (headerAt < 0) {
                return Optional.empty();
            }
            Header header = Header.of(named(rows.subList(dialect.skip(), i), rows.get(headerAt)), options);
            if (header.time() < 0) {
                int free = freeTimeIndex(rows.get(i), header);
                // beyond the header's cells: a line of text above rows that have no header at all
                if (free < 0 || free >= header.names().size()) {
                    return Optional.empty();
                }
                header = header.withTime(free);
            }
            return Optional.of(new Table(dialect, header, i));
        }
        return Optional.empty();
    }

    /** The row above the first row of data; CloudWatch has several and calls the right one {@code Label}. */
    private static int headerBefore(List<String> lines, List<List<String>> rows, int data, int from) {
        int above = -1;
        for (int i = from; i < data; i++) {
            boolean blank = lines.get(i).isBlank() || lines.get(i).startsWith("#");
            if (!blank && rows.get(i).get(0).equals("Label")) {
                return i;
            }
            above = blank ? above : i;
        }
        return above;
    }

    /**
     * The names of the columns. Where CloudWatch labels the same metric of several nodes alike, another row of the header
     * tells them apart ({@code Full label}, {@code CacheClusterId}): its cell becomes the label of the instance.
     */
    private static List<String> named(List<List<String>> header, List<String> names) {
        if (!names.get(0).equals("Label") || Set.copyOf(names).size() == names.size()) {
            return names;
        }
        for (List<String> other : header) {
            boolean fits = other.size() == names.size();
            if (fits && Set.copyOf(other).size() > Set.copyOf(names).size()) {
                List<String> told = new ArrayList<>(List.of(names.get(0)));
                for (int i = 1; i < names.size(); i++) {
                    String node =
                            other.get(i).replace(names.get(i), "").replaceAll("^[^\\p{Alnum}]+|[^\\p{Alnum}]+$", "");
                    told.add(node.isEmpty() ? names.get(i) : names.get(i) + "{instance=\"" + node + "\"}");
                }
                return told;
            }
        }
        return names;
    }

    /** The first cell with a time that is no metric: large byte counts look like epoch seconds. */
    private static int freeTimeIndex(List<String> row, Header header) {
        for (int i = 0; i < row.size(); i++) {
            if (!header.columns().containsKey(i) && timeIndex(List.of(row.get(i), "")) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int timeIndex(List<String> row) {
        TimeText time = new TimeText();
        if (row.size() < 2) {
            return -1;
        }
        for (int i = 0; i < row.size(); i++) {
            if (time.parseCell(row.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
