package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as its first lines show it.
 *
 * @param dialect how it is written
 * @param header what its columns mean
 * @param dataFrom index of the first row of data among the first lines
 * @param moment the columns that tell when together, empty where one does
 */
record Table(Dialect dialect, Header header, int dataFrom, Optional<DayAndClock> moment) {

    /** How many lines are looked at. */
    static final int LOOK_AT = 60;

    /**
     * Finds the table, empty when the lines are none.
     *
     * @param stream its name, which may be that of the only metric in it
     */
    static Optional<Table> detect(List<String> lines, String stream, ReadOptions options) {
        Dialect dialect = Dialect.detect(lines);
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(CsvRows.split(line, dialect.delimiter()));
        }
        for (int i = dialect.skip(); i < rows.size(); i++) {
            if (!lines.get(i).startsWith("#") && timeIndex(rows.get(i)) >= 0) {
                int at = headerBefore(lines, rows, i, dialect.skip());
                int data = firstRow(rows, at, i);
                return header(at, rows, dialect.skip(), i, stream, options)
                        .map(header -> apart(dialect, header, rows.subList(data, rows.size()), data, options));
            }
        }
        return Optional.empty();
    }

    private static Table apart(Dialect dialect, Header header, List<List<String>> rows, int data, ReadOptions options) {
        Optional<DayAndClock> moment = DayAndClock.of(header, rows);
        List<List<String>> told = moment.map(both -> both.joined(header, rows)).orElse(rows);
        return new Table(dialect, SpeakerColumns.apart(header, told, options), data, moment);
    }

    /** What the rows above the first row of data say, or the data itself where none of them is a header of it. */
    private static Optional<Header> header(
            int at, List<List<String>> rows, int from, int data, String stream, ReadOptions options) {
        int width = rows.get(data).size();
        // a title is no header, and a cell left empty at the end is no column
        if (at < 0 || rows.get(at).size() < width - 1) {
            return Headless.of(rows.subList(data, rows.size()), stream, options);
        }
        List<String> names = HeaderRows.named(rows.subList(from, data), rows.get(at));
        Header header = CollectdFile.named(HeaderRows.titled(Header.of(names, options), stream), stream);
        if (header.time() >= 0) {
            return header.time() < width ? Optional.of(header) : Optional.empty();
        }
        int free = freeTimeIndex(rows.get(data), header);
        return free < 0 || free >= header.names().size() ? Optional.empty() : Optional.of(header.withTime(free));
    }

    /** Rows of numbers between the header and the first row whose time can be read are rows with a broken time. */
    private static int firstRow(List<List<String>> rows, int header, int data) {
        int first = data;
        while (header >= 0
                && first - 1 > header
                && isRow(rows.get(first - 1), rows.get(header).size())) {
            first--;
        }
        return first;
    }

    private static boolean isRow(List<String> cells, int width) {
        long numbers = cells.stream()
                .filter(cell -> !Double.isNaN(JsonScalars.number(cell.strip())))
                .count();
        return cells.size() == width && width > 1 && numbers >= width - 1;
    }

    /**
     * The header among the rows above the first row of data: the one that CloudWatch calls {@code Label}, else the one that
     * names the most metrics (Google puts its labels below it), else the last.
     */
    private static int headerBefore(List<String> lines, List<List<String>> rows, int data, int from) {
        int best = -1;
        long most = -1;
        for (int i = from; i < data; i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            if (rows.get(i).get(0).equals("Label")) {
                return i;
            }
            long metrics = rows.get(i).stream()
                    .filter(cell ->
                            MetricNames.resolve(SeriesName.parse(cell).metric()).isPresent())
                    .count();
            if (metrics >= most) {
                most = metrics;
                best = i;
            }
        }
        return best;
    }

    /** The first cell with a time that is no metric: large byte counts look like epoch seconds. */
    private static int freeTimeIndex(List<String> row, Header header) {
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            boolean figure =
                    header.rows().filter(own -> own.values().contains(column)).isPresent();
            if (!figure && !header.columns().containsKey(i) && timeIndex(List.of(row.get(i), "")) == 0) {
                return i;
            }
        }
        return -1;
    }

    static int timeIndex(List<String> row) {
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
