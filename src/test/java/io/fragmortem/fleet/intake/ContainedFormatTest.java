package io.fragmortem.fleet.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Entry;
import io.fragmortem.timeline.instance.Dumps;
import io.fragmortem.timeline.instance.InstanceNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader with a fault costs: the line that it falls over, and nothing else. */
final class ContainedFormatTest {

    @TempDir
    Path temporary;

    /** One number a line; falls over a line of letters, and at the end where the last line says so. */
    private static final class Brittle implements Format {
        @Override
        public String name() {
            return "brittle";
        }

        @Override
        public Sureness recognise(byte[] head, String name) {
            if (name.endsWith("unrecognisable")) {
                throw new IllegalStateException("recognised nothing");
            }
            return Sureness.MAGIC;
        }

        @Override
        public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
            Lines lines = new Lines(entry.stream());
            String last = "";
            while (lines.next()) {
                last = lines.text();
                Origin origin = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
                if (last.startsWith("?")) {
                    sink.rejected(
                            new Rejected(origin, Phrase.of("input.found.nothing"), Phrase.of("input.expected.row")));
                } else if (!last.startsWith("end")) {
                    SampleBuilder sample = new SampleBuilder();
                    sample.set(Field.USED_MEMORY, Double.parseDouble(last));
                    sink.sample(sample.build(origin, Stamp.NONE));
                }
            }
            if (last.equals("end")) {
                throw new IllegalStateException("at the end");
            }
        }
    }

    private Ingest ingest(String text, Sink sink) throws IOException {
        return ingest("numbers", text, sink);
    }

    private Ingest ingest(String name, String text, Sink sink) throws IOException {
        Path file = temporary.resolve(name);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return Ingest.read(
                List.of(file.toString()),
                ReadOptions.defaults(),
                InputStream.nullInputStream(),
                sink,
                started -> {},
                List.of(new Brittle()));
    }

    private static String read(Recorder seen) {
        return seen.samples.stream()
                .map(s -> s.origin().line() + "@" + s.origin().byteOffset() + "="
                        + (long) s.get(Field.USED_MEMORY).orElse(-1))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aFaultCostsTheLineThatShowsIt() throws IOException {
        Recorder seen = new Recorder();
        Ingest ingest = ingest("10\n20\nabc\n30\nxyz\n40\n?\n", seen);
        assertEquals("1@0=10 2@3=20 4@10=30 6@17=40", read(seen));
        assertEquals(
                List.of(3L, 5L), ingest.defects().stream().map(Defect::line).toList());
        assertEquals(7, seen.rejected.get(0).origin().line());
        Defect defect = ingest.defects().get(0);
        assertEquals("brittle", defect.format());
        assertTrue(defect.error().contains("NumberFormatException"), defect.error());
        assertEquals(
                temporary.resolve("numbers")
                        + ":3: a defect of Fragmortem while reading it as brittle: java.lang.NumberFormatException: For"
                        + " input string: \"abc\". What stood there was left out, the rest was read.",
                English.of(defect.what()));
        assertEquals(4, ingest.inputs().get(0).samples());
        assertEquals(List.of(), ingest.problems());
    }

    /** The first and the last line, without a line end. */
    @Test
    void aFaultMayBeAnywhere() throws IOException {
        Recorder seen = new Recorder();
        assertEquals(2, ingest("abc\r\n10\r\n20\r\nxyz", seen).defects().size());
        assertEquals("2@5=10 3@9=20", read(seen));
    }

    /** What was found before it is not found again. */
    @Test
    void aFaultAtTheEndCostsNothing() throws IOException {
        Recorder seen = new Recorder();
        Ingest ingest = ingest("10\n20\nend\n", seen);
        assertEquals("1@0=10 2@3=20", read(seen));
        assertEquals(1, ingest.defects().size());
    }

    /** The guard around readers hides nothing of them from the choice between formats. */
    @Test
    void aGuardedReplyIsReadBesideTheDumpBelowIt() throws IOException {
        Path file = temporary.resolve("both.txt");
        String text = """
                10.3.0.9:6379> memory malloc-stats
                ___ Begin jemalloc statistics ___
                Allocated: 1000, active: 2000, metadata: 30 (n_thp 0), resident: 4000, mapped: 5000, retained: 6000
                --- End jemalloc statistics ---
                10.3.0.9:6379> info memory
                # Memory
                used_memory:900
                used_memory_rss:4100
                """;
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Recorder seen = new Recorder();
        Ingest ingest = Ingest.read(
                List.of(file.toString()), ReadOptions.defaults(), InputStream.nullInputStream(), seen, started -> {});
        assertEquals("info", ingest.inputs().get(0).format());
        assertEquals(1, seen.samples.size());
        assertEquals(4100, seen.samples.get(0).get(Field.USED_MEMORY_RSS).orElse(0));
        assertEquals(2000, seen.samples.get(0).get(Field.MALLOC_ACTIVE).orElse(0));
    }

    @Test
    void whatCannotBeRememberedIsSkippedToALineEnd() throws IOException {
        String many = IntStream.range(1000, 301_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        String text = many + "abc\n" + many + "7\n";
        Recorder seen = new Recorder();
        Ingest ingest = ingest(text, seen);
        assertEquals(1, ingest.defects().size());
        assertEquals(0, ingest.defects().get(0).line());
        assertTrue(seen.samples.size() > 500_000, seen.samples.size() + " samples");
        Origin last = seen.samples.get(seen.samples.size() - 1).origin();
        assertEquals(text.length() - 2, last.byteOffset());
        assertEquals(0, last.line());
    }

    @Test
    void aStreamOfFaultsIsGivenUp() throws IOException {
        Recorder seen = new Recorder();
        Ingest ingest = ingest("abc\n".repeat(100) + "10\n", seen);
        assertEquals(20, ingest.defects().size());
        assertEquals("", read(seen));
        assertEquals(403, ingest.inputs().get(0).bytes());
    }

    @Test
    void whoCannotRecogniseIsNoCandidate() throws IOException {
        Recorder seen = new Recorder();
        Ingest ingest = ingest("unrecognisable", "10\n", seen);
        assertEquals("brittle", ingest.defects().get(0).format());
        assertEquals(1, seen.rejected.size());
    }

    /** The writer of results ends the run; that is no defect of a reader and no damage of an archive. */
    @Test
    void whoeverTakesTheSamplesMayEndTheRun() {
        Dumps full = new Dumps(new InstanceNames(Optional.empty()), rejected -> {}, timeline -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        });
        assertThrows(UncheckedIOException.class, () -> ingest("10\n", full));
    }
}
