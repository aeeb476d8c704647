package io.fragmortem.snapshot.csv;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Any table of numbers, whatever they mean: what the statistics read when they are used by themselves; without columns when there is nothing
 * but blanks. The first line that is not blank is
 * the header when one of its cells is no number; delimiter and decimal comma are detected. Blank lines say nothing, except
 * between the values of a single column, where each is a missing value.
 *
 * @param columns cells by column name, in the order of the table; NaN where a cell is empty or no number
 * @param rows number of rows
 * @param dated cells of the time column that are dates rather than numbers
 * @param refused rows whose time is none, the first of them
 */
public record NumberTable(Map<String, double[]> columns, int rows, int dated, List<Rejected> refused) {

    private static final int MOST_REFUSED = 20;

    private static final int LOOK_AT = 60;

    /** More rows than this are refused rather than half read. */
    private static final int MOST_ROWS = 20_000_000;

    public NumberTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        refused = List.copyOf(refused);
    }

    /**
     * Reads a table.
     *
     * @param name of the stream
     * @param times the column whose cells are times in any common form: given in seconds since the epoch; empty for none
     * @throws IllegalArgumentException when there are too many rows
     */
    public static NumberTable read(String name, InputStream in, String times, ReadOptions options) throws IOException {
        Lines lines = new Lines(in);
        List<String> first = new ArrayList<>();
        while (first.size() < LOOK_AT && lines.next()) {
            first.add(lines.text());
        }
        Dialect dialect = Dialect.detect(first);
        int top = dialect.skip();
        while (top < first.size() && first.get(top).isBlank()) {
            top++;
        }
        if (top == first.size()) {
            return new NumberTable(Map.of(), 0, 0, List.of());
        }
        Cells cells = new Cells(dialect.decimalComma());
        List<String> header = CsvRows.split(first.get(top), dialect.delimiter());
        boolean named = header.stream().anyMatch(cell -> Double.isNaN(cells.parse(cell, Unit.COUNT)));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String title = named ? header.get(i).strip() : "";
            names.add(title.isEmpty() || names.contains(title) ? "column" + (i + 1) : title);
        }
        int from = named ? top + 1 : dialect.skip();
        CsvRows rows = new CsvRows(first.subList(from, first.size()), lines, dialect.delimiter());
        Column[] columns = new Column[names.size()];
        Arrays.setAll(columns, i -> new Column());
        int timeAt = names.indexOf(times);
        StreamClock moments = new StreamClock("", OptionalLong.empty(), options, (origin, assumption) -> {});
        preview(first.subList(from, first.size()), dialect.delimiter(), timeAt, moments);
        List<Rejected> refused = new ArrayList<>();
        int n = 0;
        int blank = 0;
        int dated = 0;
        for (@Nullable String[] row = rows.next(); row != null; row = rows.next()) {
            if (row.length == 1 && (row[0] == null || row[0].isBlank())) {
                blank++;
                continue;
            }
            // in a table of one column a missing value leaves nothing but its line
            int missing = columns.length == 1 ? blank : 0;
            blank = 0;
            if (n + missing >= MOST_ROWS) {
                throw new IllegalArgumentException("found more than " + MOST_ROWS + " rows, expected fewer");
            }
            for (int i = 0; i < missing; i++) {
                columns[0].add(Double.NaN);
            }
            for (int i = 0; i < columns.length; i++) {
                String cell = i < row.length && row[i] != null ? row[i] : "";
                double value = value(cell, i == timeAt, cells, moments);
                columns[i].add(value);
                dated += i == timeAt && Double.isNaN(cells.parse(cell, Unit.COUNT)) && !Double.isNaN(value) ? 1 : 0;
                if (i == timeAt && Double.isNaN(value) && refused.size() < MOST_REFUSED) {
                    refused.add(new Rejected(
                            new Origin(name, from + rows.line(), -1, Optional.empty()),
                            Phrase.of("input.found.time", Phrase.name(Text.shown(cell))),
                            Phrase.of("input.expected.time")));
                }
            }
            n += missing + 1;
        }
        Map<String, double[]> read = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            read.put(names.get(i), columns[i].toArray());
        }
        return new NumberTable(read, n, dated, refused);
    }

    /** Whether a column is named as times are. */
    public static boolean namedTime(String column) {
        return Header.TIME.contains(column.toLowerCase(Locale.ROOT));
    }

    private static void preview(List<String> lines, char delimiter, int time, StreamClock moments) {
        for (String line : lines) {
            List<String> row = CsvRows.split(line, delimiter);
            if (time >= 0 && time < row.size()) {
                moments.preview(row.get(time).strip());
            }
        }
    }

    /** A time column may hold plain numbers in a unit of its own (0, 60, 120): these stay as they are. */
    private static double value(String cell, boolean time, Cells cells, StreamClock moments) {
        double number = cells.parse(cell, Unit.COUNT);
        if (!time || !Double.isNaN(number)) {
            return number;
        }
        Stamp stamp = moments.cell(cell.strip(), 0);
        return stamp.known() ? stamp.epochMicros() / 1e6 : Double.NaN;
    }

    private static final class Column {
        private double[] values = new double[64];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
