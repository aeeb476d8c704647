package io.fragmortem.snapshot.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Entry;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of forms ({@code time/forms.tsv}), run through every reader: what one of them reads, all of them read as the same
 * moment, known in the same way.
 */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class TimeFormsTest {

    private static final OptionalLong WRITTEN = OptionalLong.of(micros(Instant.parse("2026-11-21T00:00:00Z")));
    private static final String INFO = "# Memory\r\nused_memory:50000000\r\nused_memory_rss:60000000\r\n"
            + "used_memory_peak:50000000\r\nmaxmemory:0\r\nmem_allocator:jemalloc-5.3.0\r\n";

    /** A row of the table. */
    record Row(String text, String where, Stamp stamp) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Row> linesOfText() {
        return rows("l");
    }

    static Stream<Row> cells() {
        return rows("c");
    }

    static Stream<Row> linesOfLogs() {
        return rows("g");
    }

    static Stream<Row> namesOfFiles() {
        return rows("n");
    }

    @ParameterizedTest
    @MethodSource("linesOfText")
    void infoIsAsOldAsTheLineAboveItSays(Row row) {
        assertEquals(List.of(row.stamp()), read("info", "test", row.text() + "\n" + INFO), row.text());
        assertEquals(List.of(row.stamp()), read("info", "test", row.text() + "\r\n" + INFO), row.text());
    }

    @ParameterizedTest
    @MethodSource("linesOfText")
    void aSecondDumpHasTheTimeOfTheSecondLine(Row row) {
        String text = "2026-11-19T00:00:00Z\n" + INFO + row.text() + "\n" + INFO;
        Stamp first = new Stamp(micros(Instant.parse("2026-11-19T00:00:00Z")), TimeSource.STATED);
        assertEquals(List.of(first, row.stamp()), read("info", "test", text), row.text());
    }

    @ParameterizedTest
    @MethodSource("linesOfText")
    void repliesAreAsOldAsTheLineAboveThemSays(Row row) {
        if (row.text().chars().allMatch(Character::isDigit)) {
            return; // in MEMORY STATS a number is a value
        }
        String stats = "peak.allocated\n60000000\ntotal.allocated\n50000000\n";
        assertEquals(List.of(row.stamp()), read("memory-stats", "test", row.text() + "\n" + stats), row.text());
        String process = "VmPeak:\t  70000 kB\nVmSize:\t  70000 kB\nVmRSS:\t  60000 kB\n";
        assertEquals(List.of(row.stamp()), read("proc-memory", "test", row.text() + "\n" + process), row.text());
    }

    @ParameterizedTest
    @MethodSource("linesOfText")
    void scrapesAreAsOldAsTheLineAboveThemSays(Row row) {
        String scrape = "# TYPE redis_memory_used_bytes gauge\nredis_memory_used_bytes 5e+07\n"
                + "# TYPE redis_memory_used_rss_bytes gauge\nredis_memory_used_rss_bytes 6e+07\n";
        String text = "2026-11-19T00:00:00Z\n" + scrape + row.text() + "\n" + scrape;
        Stamp first = new Stamp(micros(Instant.parse("2026-11-19T00:00:00Z")), TimeSource.STATED);
        assertEquals(List.of(first, row.stamp()), read("openmetrics", "test", text), row.text());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cellsOfTablesAreRead(Row row) {
        String cell = '"' + row.text().replace("\"", "\"\"") + '"';
        String table = "time,used_memory,used_memory_rss\n" + cell + ",50000000,60000000\n";
        assertEquals(List.of(row.stamp()), read("csv", "test", table), row.text());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void valuesInJsonAreRead(Row row) {
        String text = "{\"timestamp\":\"" + row.text() + "\",\"used_memory\":50000000,\"used_memory_rss\":60000000}\n";
        assertEquals(List.of(row.stamp()), read("info-json", "test", text), row.text());
    }

    @ParameterizedTest
    @MethodSource("linesOfLogs")
    void linesOfLogsAreRead(Row row) {
        String line = " db7 redis[4018]: 4018:M 20 Nov 23:59:59.000 * Background saving terminated with success\n";
        Recorder log = recorded("server-log", "test", row.text() + line);
        assertEquals(1, log.events.size(), row.text() + log.rejected);
        assertEquals(row.stamp(), log.events.get(0).stamp(), row.text());
    }

    @ParameterizedTest
    @MethodSource("namesOfFiles")
    void namesOfFilesAreRead(Row row) {
        Stamp named = new Stamp(row.stamp().epochMicros(), TimeSource.FILE_NAME);
        assertEquals(List.of(named), read("info", "captures/info-" + row.text() + ".txt", INFO), row.text());
        assertEquals(List.of(named), read("info", row.text() + "/redis-6379.info", INFO), row.text());
        assertEquals(
                List.of(named),
                read("memory-stats", "a.zip!stats_" + row.text(), "total.allocated\n50000000\n"),
                row.text());
    }

    @ParameterizedTest
    @MethodSource("linesOfText")
    void formatsAreRecognisedUnderATimeLine(Row row) throws IOException {
        Recorder sink = new Recorder();
        byte[] bytes = (row.text() + "\n" + INFO).getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry("test", WRITTEN, new ByteArrayInputStream(bytes));
        Optional<Format> format = new Sniffer(Formats.all()).read(entry, ReadOptions.defaults(), sink);
        assertEquals("info", format.orElseThrow().name());
        assertEquals(row.stamp(), sink.samples.get(0).stamp(), row.text());
    }

    private static List<Stamp> read(String format, String name, String text) {
        return recorded(format, name, text).samples.stream()
                .map(sample -> sample.stamp())
                .toList();
    }

    private static Recorder recorded(String format, String name, String text) {
        Recorder sink = new Recorder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Formats.named(format)
                    .orElseThrow()
                    .read(new Entry(name, WRITTEN, new ByteArrayInputStream(bytes)), ReadOptions.defaults(), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink;
    }

    /** The rows that may stand at such a place. */
    static Stream<Row> rows(String where) {
        try (InputStream in = Objects.requireNonNull(TimeFormsTest.class.getResourceAsStream("/time/forms.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("# ") || line.contains("\t"))
                    .map(TimeFormsTest::row)
                    .filter(row -> row.where().contains(where))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t");
        assertTrue(cells.length >= 4, line);
        TimeSource source = switch (cells[3]) {
            case "stated" -> TimeSource.STATED;
            case "zone" -> TimeSource.ZONE_ASSUMED;
            case "year" -> TimeSource.YEAR_ASSUMED;
            default -> throw new IllegalArgumentException(line);
        };
        return new Row(cells[0], cells[1], new Stamp(micros(Instant.parse(cells[2])), source));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
