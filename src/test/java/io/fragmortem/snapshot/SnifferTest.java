package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnifferTest {

    private final List<String> read = new ArrayList<>();
    private final Recorder sink = new Recorder();
    private final Sniffer sniffer = new Sniffer(List.of(format("low", 10), format("high", 90), format("tie", 90)));

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

    private static Entry entry(String text) {
        return new Entry("test", OptionalLong.empty(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ReadOptions forced(String name) {
        ReadOptions plain = ReadOptions.defaults();
        return new ReadOptions(
                plain.zone(),
                false,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(name),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Format format(String name, int sure) {
        return new Format() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int recognise(byte[] head, String stream) {
                return head[0] == 'x' ? sure : 0;
            }

            @Override
            public void read(Entry entry, ReadOptions options, Sink to) throws IOException {
                read.add(name + " " + entry.stream().readAllBytes().length);
            }
        };
    }
}
