package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.LocalTimes;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table: checks each against the header, finds its time, and hands it to the wide or long reader. */
final class TableReader {

    /** After so many bad rows only their number is reported. */
    private static final int MAX_REJECTED = 20;

    private final String stream;
    private final ReadOptions options;
    private final Sink sink;
    private final Rows rows;
    private final TimeCells times;
    private final Cells cells;
    private Header header;
    private RowReader reader;
    private String lastTime = "";
    private long lastMicros = Times.NONE;
    private long rejectedRows;
    private long line;

    TableReader(String stream, ReadOptions options, Sink sink, Table table, Rows rows) {
        this.stream = stream;
        this.options = options;
        this.sink = sink;
        this.rows = rows;
        this.header = table.header();
        this.times = new TimeCells(new LocalTimes(options.zone()), table.monthFirst());
        this.cells = new Cells(table.dialect().decimalComma());
        this.reader = readerOf();
    }

    private RowReader readerOf() {
        return header.isLong()
                ? new LongReader(header, options, sink, origin(0))
                : new WideReader(header, sink, stream);
    }

    private Origin origin(long at) {
        return new Origin(stream, at, -1, Optional.empty());
    }

    /** Reads everything; {@code before} lines came before the first row. */
    void read(long before) {
        header.unknown().forEach(name -> sink.unknownField(origin(before), name));
        boolean afterBlank = false;
        for (@Nullable String[] row = rows.next(); row != null; row = rows.next()) {
            line = before + rows.line();
            if (rows.takeCut()) {
                reject("a line longer than a line may be, cut", "a row");
            }
            if (isBlank(row)) {
                afterBlank = true;
                continue;
            }
            if (row[0] != null && row[0].startsWith("#")) {
                continue;
            }
            if (isHeader(row, afterBlank)) {
                afterBlank = false;
                continue;
            }
            afterBlank = false;
            row(row);
        }
        finish();
    }

    private static boolean isBlank(@Nullable String[] row) {
        return row.length == 0 || (row.length == 1 && (row[0] == null || row[0].isEmpty()));
    }

    /** Influx repeats or changes the header after a blank line; {@code cat a.csv b.csv} repeats it without. */
    private boolean isHeader(@Nullable String[] row, boolean afterBlank) {
        if (header.time() < row.length && header.names().get(header.time()).equals(row[header.time()])) {
            List<String> names =
                    Arrays.stream(row).map(cell -> cell == null ? "" : cell).toList();
            if (afterBlank && !names.equals(header.names())) {
                reader.finish();
                header = Header.of(names, options);
                reader = readerOf();
            }
            return true;
        }
        return false;
    }

    private void row(@Nullable String[] row) {
        int expected = header.names().size();
        boolean trailing = row.length == expected + 1 && (row[expected] == null || row[expected].isEmpty());
        if (row.length != expected && !trailing) {
            reject(row.length + " cells: " + shown(row), expected + " cells as in the header");
            return;
        }
        String time = row[header.time()];
        long micros = time == null ? Times.NONE : micros(time);
        if (micros == Times.NONE) {
            reject("the time " + Text.shown(time == null ? "" : time), "a time such as 2024-05-01T10:00:00Z");
            return;
        }
        String bad =
                reader.row(row, micros, times.sawLocal() ? TimeSource.ZONE_ASSUMED : TimeSource.STATED, cells, line);
        if (bad != null) {
            reject("the cell " + Text.shown(bad), "a number");
        }
    }

    /** Rows of a long table share their time with the row before. */
    private long micros(String time) {
        if (!time.equals(lastTime)) {
            lastMicros = times.parse(time);
            lastTime = time;
        }
        return lastMicros;
    }

    private static String shown(@Nullable String[] row) {
        return Text.shown(Arrays.toString(Arrays.copyOf(row, Math.min(row.length, 8))));
    }

    private void finish() {
        reader.finish();
        if (rows.broken()) {
            line++;
            rejectedRows = 0;
            reject(
                    "a cell longer than " + Rows.MAX_CELL + " characters or more than " + Rows.MAX_COLUMNS + " columns",
                    "a table; the rest was not read");
        }
        if (rejectedRows > MAX_REJECTED) {
            sink.rejected(new Rejected(origin(0), rejectedRows + " rows in all", "rows that fit the header"));
        }
        if (times.sawLocal() && !options.zoneGiven()) {
            sink.assumed(origin(0), "local times without a zone are read as " + options.zone() + " (--timezone)");
        }
        if (cells.ambiguous()) {
            sink.assumed(origin(0), "kB, MB and GB are read as powers of 1000");
        }
        if (reader.given() == 0 && rejectedRows == 0) {
            String names = Text.shown(String.join(", ", header.names()));
            sink.rejected(new Rejected(origin(1), "columns " + names, "a known metric (--map COLUMN=METRIC[:UNIT])"));
        }
    }

    private void reject(String found, String expected) {
        rejectedRows++;
        if (rejectedRows <= MAX_REJECTED) {
            sink.rejected(new Rejected(origin(line), found, expected));
        }
    }
}
