package io.fragmortem.snapshot.csv;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table: checks each against the header, finds its time, and hands it to the wide or long reader. */
final class TableReader {

    /** After so many bad rows only their number is reported. */
    private static final int MAX_REJECTED = 20;

    /** What clients of databases put below a table: a rule, the number of rows, how long it took. */
    private static final Pattern BELOW = Pattern.compile(
            "[-+=|]{3,}|\\(?\\d+ rows?(?: in set|\\)|\\.).*|Empty set.*|(?:Elapsed|Time|Query OK).{0,60}");

    private final String stream;
    private final ReadOptions options;
    private final Sink sink;
    private final CsvRows rows;
    private final StreamClock clock;
    private final Cells cells;
    private Header header;
    private final Optional<DayAndClock> moment;
    private RowReader reader;
    private String lastTime = "";
    private Stamp lastStamp = Stamp.NONE;
    private long rejectedRows;
    private long line;

    TableReader(String stream, ReadOptions options, Sink sink, Table table, CsvRows rows, StreamClock clock) {
        this.stream = stream;
        this.options = options;
        this.sink = sink;
        this.rows = rows;
        this.header = table.header();
        this.moment = table.moment();
        this.clock = clock;
        // Kibana's formatter of bytes writes GB for 2^30
        boolean kibana = header.names().stream().anyMatch(name -> name.startsWith("redis.info."));
        this.cells =
                new Cells(table.dialect().decimalComma(), kibana ? Decimal.POWERS_OF_1024 : Decimal.POWERS_OF_1000);
        this.reader = readerOf();
    }

    private RowReader readerOf() {
        return header.rows().isPresent()
                ? new LongReader(header, header.rows().get(), options, sink, origin(0))
                : new WideReader(header, sink, stream);
    }

    private Origin origin(long at) {
        return new Origin(stream, at, -1, Optional.empty());
    }

    /** Reads everything; {@code before} lines came before the first row. */
    void read(long before) {
        header.unknown().forEach(name -> sink.unknownField(origin(before), name));
        boolean afterBlank = false;
        @Nullable String @Nullable [] above = null;
        @Nullable String @Nullable [] following = rows.next();
        while (following != null) {
            @Nullable String[] row = following;
            line = before + rows.line();
            if (rows.takeCut()) {
                reject(Phrase.of("input.found.long_row"), Phrase.of("input.expected.row"));
            }
            following = rows.next();
            if (following == null && above != null && rows.unterminated()) {
                withoutCut(row, above);
            }
            above = row;
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

    /** The last cell of a stream without a last line end may have lost its end: a number of half the one above it is not believed. */
    private void withoutCut(@Nullable String[] row, @Nullable String[] above) {
        int last = row.length - 1;
        if (last < 1 || last >= above.length) {
            return;
        }
        String cell = row[last];
        String before = above[last];
        boolean numbers = cell != null && before != null && isWholeNumber(cell) && isWholeNumber(before);
        if (numbers && 2 * Double.parseDouble(cell) < Double.parseDouble(before)) {
            row[last] = null;
            reject(
                    Phrase.of("input.found.cut_number", Phrase.name(Text.shown(cell))),
                    Phrase.of("input.expected.line_end"));
        }
    }

    private static boolean isWholeNumber(String cell) {
        return !cell.isEmpty() && cell.chars().allMatch(Text::isDigit);
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
                Header changed = Header.of(names, options);
                header = changed.time() < 0 ? changed.withTime(header.time()) : changed;
                reader = readerOf();
            }
            return true;
        }
        return false;
    }

    private void row(@Nullable String[] row) {
        int expected = header.names().size();
        boolean trailing = row.length == expected + 1 && (row[expected] == null || row[expected].isEmpty());
        if (!trailing && row[0] != null && (row.length != expected || isAlone(row)) && titled(row[0])) {
            return;
        }
        if (row.length == 1 && row[0] != null && BELOW.matcher(row[0]).matches()) {
            return;
        }
        if (row.length != expected && !trailing) {
            reject(
                    Phrase.of("input.found.cells", Phrase.count(row.length), Phrase.name(shown(row))),
                    Phrase.of("input.expected.cells", Phrase.count(expected)));
            return;
        }
        String time = moment.isPresent() ? moment.get().of(row) : row[header.time()];
        Stamp stamp = time == null ? Stamp.NONE : stamp(time);
        if (!stamp.known()) {
            reject(
                    Phrase.of("input.found.time", Phrase.name(Text.shown(time == null ? "" : time))),
                    Phrase.of("input.expected.time"));
            return;
        }
        String bad = reader.row(row, stamp.epochMicros(), stamp.source(), cells, line);
        if (bad != null) {
            boolean number = !Double.isNaN(cells.parse(bad, Unit.COUNT));
            Phrase wanted = number ? Phrase.of("input.expected.size") : Phrase.of("input.expected.number");
            reject(Phrase.of("input.found.cell", Phrase.name(Text.shown(bad))), wanted);
        }
    }

    /** Whether only the first cell says something. A loop and no stream: every row passes here. */
    private static boolean isAlone(@Nullable String[] row) {
        for (int i = 1; i < row.length; i++) {
            String cell = row[i];
            if (cell != null && !cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** {@code Server: cache-1} above a table, {@code name: redis} and {@code tags: host=cache-1, region=eu} of InfluxDB: whose its rows are. */
    boolean titled(String text) {
        if (text.startsWith("name: ")) {
            return true;
        }
        if (text.startsWith("tags: ")) {
            return Arrays.stream(text.substring("tags: ".length()).split(",")).anyMatch(tag -> titled(tag.strip()));
        }
        int colon = Math.max(text.indexOf(':'), text.indexOf('='));
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        boolean speaker = colon > 0
                && SpeakerKey.isOne(text.substring(0, colon).replaceFirst("^[#\\s\"]+", ""))
                && name.indexOf(' ') < 0
                && SpeakerName.tellsApart(name);
        if (speaker) {
            reader.titled(name);
        }
        return speaker;
    }

    /** CsvRows of a long table share their time with the row before. */
    private Stamp stamp(String time) {
        if (!time.equals(lastTime)) {
            lastStamp = clock.cell(time, line);
            lastTime = time;
        }
        return lastStamp;
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
                    Phrase.of(
                            "input.found.table_limits",
                            Phrase.count(CsvRows.MAX_CELL),
                            Phrase.count(CsvRows.MAX_COLUMNS)),
                    Phrase.of("input.expected.table"));
        }
        if (rejectedRows > MAX_REJECTED) {
            sink.rejected(new Rejected(
                    origin(0),
                    Phrase.of("input.found.rows_in_all", Phrase.count((double) rejectedRows)),
                    Phrase.of("input.expected.rows")));
        }
        if (cells.ambiguous()) {
            sink.assumed(origin(0), Phrase.of("input.assumed.powers_of_1000"));
        }
        if (reader.given() == 0 && rejectedRows == 0) {
            String names = Text.shown(String.join(", ", header.names()));
            sink.rejected(new Rejected(
                    origin(1),
                    Phrase.of("input.found.columns", Phrase.name(names)),
                    Phrase.of("input.expected.metric")));
        }
    }

    private void reject(Phrase found, Phrase expected) {
        rejectedRows++;
        if (rejectedRows <= MAX_REJECTED) {
            sink.rejected(new Rejected(origin(line), found, expected));
        }
    }
}
