package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final long FLUSH = 1_795_336_684_000_000L;

    private final Wording wording = new Wording("en", ZoneOffset.UTC)
            .with(Map.of(
                    "all", "{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7} and {8}",
                    "plural", "{0} {0|sample|samples}",
                    "single", "a{0| b}c",
                    "odd", "it's {x} {9} {} {0",
                    "empty", ""));

    @Test
    void everyKindOfArgumentHasItsForm() {
        Phrase phrase = Phrase.of(
                "all",
                Phrase.bytes(6.8e9),
                new Phrase.BytesPerDay(1.3e9, 9e5),
                Phrase.ratio(7002.45),
                Phrase.percent(0.43),
                Phrase.count(1392),
                Phrase.moment(FLUSH),
                Phrase.span(12_000),
                Phrase.name("mem_allocator"),
                Phrase.nested(Phrase.of("plural", Phrase.count(2))));
        assertEquals(
                "6.33 GiB, 1.21 GiB/day, 7,002, 43 %, 1,392, 2026-11-22 08:38:04, 3 h 20 min, mem_allocator and 2 samples",
                wording.plain(phrase));
    }

    @Test
    void aFormFollowsTheCount() {
        assertEquals("1 sample", wording.text("plural", Phrase.count(1)));
        assertEquals("0 samples", wording.text("plural", Phrase.count(0)));
        assertEquals("a bc", wording.text("single", Phrase.count(1)));
        assertEquals("ac", wording.text("single", Phrase.count(2)));
    }

    @Test
    void whatIsNoPlaceholderStays() {
        assertEquals("it's {x} {9} {} {0", wording.text("odd", Phrase.count(1)));
        assertEquals("", wording.text("empty"));
    }

    @Test
    void aMissingKeyShowsItself() {
        assertEquals("no.such.key", wording.text("no.such.key", Phrase.count(1)));
        assertFalse(wording.has("no.such.key"));
    }

    @Test
    void untrustedNamesCannotHideAnything() {
        String shown = wording.plain(Phrase.of("all", Phrase.name("a\u202e\u001b[2Jb")));
        assertTrue(shown.startsWith("a\\u202e\\x1b[2Jb, {1}"), shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 s",
                "0.31|0.3 s",
                "12|12 s",
                "60|1 min",
                "312|5 min 12 s",
                "3600|1 h",
                "12000|3 h 20 min",
                "86400|1 d",
                "190000|2 d 5 h",
                "-90|−1 min 30 s",
                "864000000|10,000 d"
            })
    void spansHaveAtMostTwoUnits(double seconds, String shown) {
        assertEquals(shown, wording.span(seconds));
        assertEquals("–", wording.span(Double.NaN));
    }

    @Test
    void aFastSlopeIsToldPerSecond() {
        assertEquals("1.2 MiB/day", wording.slope(1.2 * 1024 * 1024));
        assertEquals("7.5 MiB/min", wording.slope(7.5 * 1024 * 1024 * 1440, 360));
        assertEquals("7.5 MiB/h", wording.slope(7.5 * 1024 * 1024 * 24, 86_400));
        assertEquals("7.5 MiB/day", wording.slope(7.5 * 1024 * 1024, 200_000));
    }

    @Test
    void momentsAreInTheStatedZone() {
        Wording kathmandu = new Wording("en", ZoneId.of("Asia/Kathmandu"));
        assertEquals("2026-11-22 14:23:04", kathmandu.moment(FLUSH));
        assertEquals("Asia/Kathmandu", kathmandu.zoneName());
        assertEquals("UTC", wording.zoneName());
        assertEquals("UTC", new Wording("en", ZoneId.of("Etc/UTC")).zoneName());
        assertEquals("2026-11-22 08:38:04 to 08:40:34 UTC", wording.window(FLUSH, FLUSH + 150_000_000));
        assertEquals("2026-11-22 08:38:04 to 2026-11-23 08:38:04 UTC", wording.window(FLUSH, FLUSH + 86_400_000_000L));
    }

    @Test
    void anUnknownLanguageFallsBackToEnglish() {
        Wording other = new Wording("xx", ZoneOffset.UTC);
        assertEquals("warning", other.severity(Severity.WARNING));
        assertEquals("xx", other.language());
    }

    @Test
    void everyEnumHasItsWords() {
        for (Cause cause : Cause.values()) {
            assertTrue(wording.has("cause." + cause.id()), cause.id());
            assertFalse(wording.cause(cause).isBlank());
        }
        for (Component component : Component.values()) {
            assertFalse(wording.component(component).startsWith("component."), component.name());
        }
        for (Confidence confidence : Confidence.values()) {
            assertFalse(wording.confidence(confidence).contains("."), confidence.name());
        }
    }
}
