package io.fragmortem.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.text.TerminalText.Colour;
import io.fragmortem.report.text.TerminalText.Glyphs;
import io.fragmortem.report.words.TextWidth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

    private static String plain(InstanceResult result, int width) {
        return new TerminalText(Fixtures.wording(), width, Colour.OFF, Glyphs.UNICODE).render(result);
    }

    @Test
    void theFoundingIncidentReadsAsAgreed() {
        Golden.assertMatches("founding-100.txt", plain(Fixtures.founding(), 100));
    }

    @Test
    void aNarrowAsciiTerminalGetsEverythingToo() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        String text = new TerminalText(Fixtures.wording(), 60, Colour.OFF, Glyphs.ASCII).render(peak);
        assertTrue(text.chars().allMatch(c -> c < 127), text);
        Golden.assertMatches("peak-60-ascii.txt", text);
    }

    @Test
    void colourIsAnAccentOnly() {
        String coloured =
                new TerminalText(Fixtures.wording(), 100, Colour.ON, Glyphs.UNICODE).render(Fixtures.founding());
        assertTrue(coloured.contains("\u001b[1;33m⚠ WARNING\u001b[0m"), coloured);
        assertEquals(plain(Fixtures.founding(), 100), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width : new int[] {40, 60, 80, 118}) {
            plain(Fixtures.founding(), width)
                    .lines()
                    .filter(line -> !line.contains("redis-cli"))
                    .forEach(line -> assertTrue(TextWidth.of(line) <= width, width + ": " + line));
        }
    }

    @Test
    void anEvilNameCannotDriveTheTerminal() {
        String text = plain(Fixtures.renamed(Fixtures.founding(), "a\u001b]0;owned\u0007\u202e\nb"), 100);
        assertFalse(text.contains("\u001b"));
        assertFalse(text.contains("\u202e"));
        assertTrue(text.contains("a\\x1b]0;owned\\x07\\u202e\\nb"), text);
    }

    @Test
    void whatMattersWithinUsedMemoryHasItsOwnBar() {
        Breakdown now = new Breakdown(
                0,
                1000 * Fixtures.MIB,
                900 * Fixtures.MIB,
                OptionalDouble.empty(),
                Map.of(
                        Component.DATASET, 600 * Fixtures.MIB,
                        Component.CLIENTS, 299 * Fixtures.MIB,
                        Component.STARTUP, Fixtures.MIB,
                        Component.UNATTRIBUTED, 100 * Fixtures.MIB),
                Breakdown.Split.USED_AND_RSS);
        String text = plain(Fixtures.with(Fixtures.founding(), Optional.of(now)), 100);
        assertTrue(text.contains("  dataset         600 MiB  █"), text);
        assertTrue(text.contains("  client buffers  299 MiB  █"), text);
        assertTrue(text.contains("  other used      1.0 MiB  ▏"), text);
        assertTrue(text.contains("  not attributed  100 MiB  █"), text);
    }

    @Test
    void withoutRssUsedMemoryStandsAloneAndOnce() {
        Breakdown now = new Breakdown(
                0,
                Double.NaN,
                900 * Fixtures.MIB,
                OptionalDouble.empty(),
                Map.of(Component.USED, 900 * Fixtures.MIB),
                Breakdown.Split.USED_ONLY);
        String text = plain(Fixtures.with(Fixtures.founding(), Optional.of(now)), 100);
        assertEquals(1, text.lines().filter(line -> line.startsWith("  used ")).count(), text);
        assertFalse(text.contains("RSS    "), text);
    }

    @Test
    void withRssAloneThereIsOneNumber() {
        Breakdown now = new Breakdown(0, 5e9, Double.NaN, OptionalDouble.empty(), Map.of(), Breakdown.Split.RSS_ONLY);
        assertTrue(
                plain(Fixtures.with(Fixtures.founding(), Optional.of(now)), 100).contains("  RSS 4.66 GiB\n"));
        assertFalse(
                plain(Fixtures.with(Fixtures.founding(), Optional.empty()), 100).contains("  RSS "));
    }

    @Test
    void nothingToDoIsSaid() {
        InstanceResult fine = Fixtures.judged(Severity.OK, Cause.HEALTHY, Confidence.MEDIUM, List.of());
        String text = plain(fine, 100);
        assertTrue(text.contains("✓ FINE · confidence medium"), text);
        assertTrue(text.contains("Do      nothing"), text);
    }

    @Test
    void stepsAreFoundElsewhereAndOtherSuspectsNamed() {
        Action restart = Action.of(Remedy.RESTART_BY_FAILOVER)
                .saying("t.text", Phrase.name("Restart the server."))
                .before(List.of(Phrase.of("t.text", Phrase.name("the last save failed"))))
                .steps(List.of(
                        Phrase.of("t.text", Phrase.name("Save a backup.")),
                        Phrase.of("t.text", Phrase.name("Check the replica."))))
                .build();
        String text =
                plain(Fixtures.judged(Severity.CRITICAL, Cause.MEMORY_LEAK, Confidence.LOW, List.of(restart)), 100);
        assertTrue(text.contains("▲ CRITICAL · confidence low"), text);
        assertTrue(text.contains("First: the last save failed"), text);
        assertTrue(text.contains("In 2 steps"), text);
        assertTrue(text.indexOf("First:") < text.indexOf("fragmortem explain restart"), text);
        assertFalse(text.contains("Save a backup."), text);
        assertTrue(text.contains("Also    Pages kept by the allocator"), text);
    }

    @Test
    void aLevelToWatchHasItsMark() {
        String text = new TerminalText(Fixtures.wording(), 300, Colour.ON, Glyphs.UNICODE)
                .render(Fixtures.judged(Severity.INFO, Cause.CANNOT_TELL, Confidence.LOW, List.of()));
        assertTrue(text.contains("● TO WATCH"), text);
    }
}
