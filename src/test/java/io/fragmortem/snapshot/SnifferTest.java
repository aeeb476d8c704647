package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SnifferTest {

    private final List<String> read = new ArrayList<>();
    private final Recorder sink = new Recorder();
    private final Sniffer sniffer = new Sniffer(
            List.of(format("low", Sureness.A_PART), format("high", Sureness.WORDS), format("tie", Sureness.WORDS)));

    @Test
    void theSurestFormatReadsTheWholeStream() throws IOException {
        String text = "x" + "y".repeat(200_000);
        assertEquals(
                "high",
                sniffer.read(entry(text), ReadOptions.defaults(), sink)
                        .orElseThrow()
                        .name());
        assertEquals(List.of("high " + text.length()), read);
    }

    @Test
    void aForcedFormatIsUsedWhateverTheContent() throws IOException {
        sniffer.read(entry("zzz"), forced("low"), sink);
        assertEquals(List.of("low 3"), read);
    }

    @Test
    void anUnknownForcedFormatIsMisuse() {
        assertThrows(IllegalArgumentException.class, () -> sniffer.read(entry("x"), forced("nope"), sink));
    }

    @Test
    void whatNobodyKnowsIsRejectedWithItsLook() throws IOException {
        assertTrue(sniffer.read(entry("hello\tworld\n"), ReadOptions.defaults(), sink)
                .isEmpty());
        assertEquals(
                "text of an unknown kind: hello\\u0009world",
                sink.rejected.get(0).found());
        sniffer.read(entry("a\0b"), ReadOptions.defaults(), sink);
        assertEquals("a binary file", sink.rejected.get(1).found());
        sniffer.read(entry(""), ReadOptions.defaults(), sink);
        assertEquals("an empty stream", sink.rejected.get(2).found());
        new Sniffer(Formats.all()).read(entry("%PDF-1.7\nused_memory:123\n"), ReadOptions.defaults(), sink);
        assertEquals("a binary file", sink.rejected.get(3).found()); // words in it are no captures
        assertTrue(sink.samples.isEmpty());
    }

    @Test
    void aTableWithoutNamesIsToldWhatItLacks() throws IOException {
        String rows = "2026-11-22T08:30:00Z\tbasket-3\t731906048\t911204352\n"
                + "2026-11-22T08:31:00Z\tbasket-3\t731906049\t911204352\n";
        sniffer.read(entry(rows), ReadOptions.defaults(), sink);
        assertTrue(sink.rejected.get(0).expected().startsWith("a first row that names the columns"), rows);
    }

    @Test
    void everyRegisteredFormatHasItsOwnNameAndADescription() {
        List<String> names = Formats.all().stream().map(Format::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
        for (Format format : Formats.all()) {
            assertTrue(format.name().matches("[a-z0-9-]+"), format.name());
            assertTrue(English.of(Phrase.of("format." + format.name())).length() > 20, format.name());
            assertEquals(
                    format.name(), Formats.named(format.name()).orElseThrow().name());
        }
    }

    /** The guide tells the order of the one table, with its reasons. */
    @Test
    void theGuideExplainsWhichReaderWins() throws IOException {
        String guide = Files.readString(Path.of("src", "site", "markdown", "formats.md"));
        String section = guide.substring(guide.indexOf("## Which reader wins"));
        Matcher row = Pattern.compile("(?m)^\\| ([a-z ]+) \\| ([^|]{20,}) \\|$").matcher(section);
        List<Sureness> told = new ArrayList<>();
        while (row.find()) {
            if (!row.group(1).equals("how sure")) {
                told.add(Sureness.valueOf(row.group(1).replace(' ', '_').toUpperCase(Locale.ROOT)));
            }
        }
        List<Sureness> declared = new ArrayList<>(List.of(Sureness.values()));
        declared.remove(Sureness.NO);
        Collections.reverse(declared);
        assertEquals(declared, told);
    }

    private static Entry entry(String text) {
        return new Entry("test", OptionalLong.empty(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ReadOptions forced(String name) {
        return new Told().format(name).options();
    }

    @Test
    void aFormatLooksAtAHeadOnce() throws IOException {
        List<String> asked = new ArrayList<>();
        Sniffer watched = new Sniffer(List.of(new InfoFormat(), format("low", Sureness.A_PART)), one -> new Format() {
            @Override
            public String name() {
                return one.name();
            }

            @Override
            public Sureness recognise(byte[] head, String stream) {
                asked.add(one.name());
                return one.recognise(head, stream);
            }

            @Override
            public void read(Entry entry, ReadOptions options, Sink to) throws IOException {
                one.read(entry, options, to);
            }
        });
        String dump = "# Memory\r\nused_memory:1048576\r\nused_memory_rss:2097152\r\n";
        assertEquals(
                "info",
                watched.read(entry(dump), ReadOptions.defaults(), sink)
                        .orElseThrow()
                        .name());
        assertEquals(List.of("info"), asked);
    }

    private Format format(String name, Sureness sure) {
        return new Format() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Sureness recognise(byte[] head, String stream) {
                return head[0] == 'x' ? sure : Sureness.NO;
            }

            @Override
            public void read(Entry entry, ReadOptions options, Sink to) throws IOException {
                read.add(name + " " + entry.stream().readAllBytes().length);
            }
        };
    }
}
