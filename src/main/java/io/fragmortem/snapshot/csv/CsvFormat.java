package io.fragmortem.snapshot.csv;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Share;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tables of metrics: wide (a column per metric) or long (a row per value). */
public final class CsvFormat implements Format {

    /** A head as long as this may end inside a line. */
    private static final int CUT = 1 << 14;

    /** Lines that are looked at where dates such as 03/04/2026 leave open which number is the month. */
    private static final int MOST_LOOKED_AT = 5_000;

    @Override
    public Sureness surest() {
        return Sureness.OWN_ENVELOPE;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(TextTable.PASSAGE);
    }

    @Override
    public Share share() {
        return Share.WHOLE;
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, CUT));
        List<String> lines = new ArrayList<>(
                Text.lines(Head.of(start).readable()).limit(Table.LOOK_AT).toList());
        if (lines.size() < 2 || lines.get(0).startsWith("{")) {
            return Sureness.NO;
        }
        if (lines.size() < Table.LOOK_AT && bytes.length >= CUT) {
            lines.remove(lines.size() - 1); // may be cut
        }
        tabbed(lines).ifPresent(lines::replaceAll);
        Optional<Table> table = Table.detect(lines, name, ReadOptions.defaults());
        if (table.isEmpty()) {
            return Sureness.NO;
        }
        Header header = table.get().header();
        boolean known = header.rows()
                .map(row -> longMetricKnown(lines, table.get(), row.metric()))
                .orElse(!header.columns().isEmpty());
        if (known && header.isLong() && isWritten(lines, table.get())) {
            return Sureness.OWN_ENVELOPE; // its rows look like fields of INFO: a name and a number
        }
        return known ? Sureness.KNOWN_TABLE : Sureness.ANY_TABLE;
    }

    /** Whether the table itself says which of its columns names the metric and which has the value. */
    private static boolean isWritten(List<String> lines, Table table) {
        Set<String> names = new HashSet<>(table.header().names());
        return lines.subList(0, table.dataFrom()).stream()
                .anyMatch(line -> CsvRows.split(line, table.dialect().delimiter()).stream()
                        .map(String::strip)
                        .allMatch(names::contains));
    }

    /** Whether these are rows of a table, each with a time and a number, above which nobody says what the numbers are. */
    public static boolean isHeadless(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Text.lines(text)
                .filter(line -> !line.isBlank())
                .limit(Table.LOOK_AT)
                .toList();
        char delimiter = Dialect.detect(lines).delimiter();
        lines.forEach(line -> rows.add(CsvRows.split(line, delimiter)));
        return rows.size() > 1
                && rows.subList(0, 2).stream()
                        .allMatch(row -> Table.timeIndex(row) >= 0
                                && row.size() == rows.get(0).size()
                                && row.stream().anyMatch(cell -> cell.strip().matches("\\d{5,}")));
    }

    /** What puts tabs into tables whose columns only blanks part. */
    private static Optional<UnaryOperator<String>> tabbed(List<String> lines) {
        return AlignedColumns.in(lines).or(() -> BlankColumns.in(lines));
    }

    private static boolean longMetricKnown(List<String> lines, Table table, int metric) {
        for (String line : lines.subList(table.dataFrom(), lines.size())) {
            List<String> row = CsvRows.split(line, table.dialect().delimiter());
            boolean told = metric < row.size();
            if (told
                    && MetricNames.resolve(SeriesName.parse(row.get(metric)).metric())
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Lines lines = new Lines(entry.stream());
        List<String> first = new ArrayList<>();
        while (first.size() < Table.LOOK_AT && lines.next()) {
            first.add(lines.text());
        }
        Optional<UnaryOperator<String>> aligned = tabbed(first);
        if (aligned.isPresent()) {
            first.replaceAll(aligned.get());
            lines = new Lines(new TabbedLines(lines, aligned.get()));
        }
        Origin origin = new Origin(entry.name(), 1, 0, Optional.empty());
        Optional<Table> table = Table.detect(first, entry.name(), options);
        if (table.isEmpty()) {
            Phrase found = first.isEmpty()
                    ? Phrase.of("input.found.nothing")
                    : Phrase.of("input.found.text", Phrase.name(Text.shown(first.get(0))));
            sink.rejected(new Rejected(origin, found, Phrase.of("input.expected.header")));
            return;
        }
        report(table.get(), aligned.isPresent(), origin, sink);
        int from = table.get().dataFrom();
        StreamClock clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        learnOrder(first, lines, table.get(), clock);
        CsvRows rows = new CsvRows(
                first.subList(from, first.size()), lines, table.get().dialect().delimiter());
        TableReader reader = new TableReader(entry.name(), options, sink, table.get(), rows, clock);
        first.subList(0, from).forEach(reader::titled);
        reader.read(from);
    }

    /** Lets the clock see the first times, and more of them where they do not tell whether day or month comes first. */
    private static void learnOrder(List<String> first, Lines lines, Table table, StreamClock clock) throws IOException {
        for (int i = table.dataFrom(); i < first.size(); i++) {
            List<String> row = CsvRows.split(first.get(i), table.dialect().delimiter());
            if (table.header().time() < row.size()) {
                clock.preview(row.get(table.header().time()));
            }
            boolean last = i == first.size() - 1;
            if (last && clock.isOrderOpen() && first.size() < MOST_LOOKED_AT && lines.next()) {
                first.add(lines.text());
            }
        }
    }

    private static void report(Table table, boolean aligned, Origin origin, Sink sink) {
        Dialect dialect = table.dialect();
        if (dialect.delimiter() != ',' && !aligned) {
            boolean tab = dialect.delimiter() == '\t';
            Phrase separated = tab
                    ? Phrase.of("input.assumed.tab")
                    : Phrase.of("input.assumed.delimiter", Phrase.name(String.valueOf(dialect.delimiter())));
            sink.assumed(origin, separated);
        }
        if (dialect.decimalComma()) {
            sink.assumed(origin, Phrase.of("input.assumed.decimal_comma"));
        }
    }
}
