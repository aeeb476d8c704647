package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table that remembers which client has which key. */
final class TrackingRuleTest {

    private static final Rule RULE = new TrackingRule();

    /** 100 bytes for each key, and 32 for each client beyond the first that has it. */
    @ParameterizedTest
    @CsvSource({
        "tracking_total_items:5000000, 296",
        "tracking_total_items:2000000, 200",
        "tracking_total_items:0, 200",
        "tracking_total_items:-, 200"
    })
    void keysAndTheirClientsHoldSoMuchAtLeast(String items, double megabytes) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " tracking_total_keys:2000000 tracking_clients:3 " + items);
        assertEquals(Cause.CLIENT_TRACKING, suspect.cause());
        assertEquals(megabytes, suspect.bytes() / 1e6, 1e-6);
        assertEquals(Phrase.count(2_000_000), Cases.arg(suspect.claim(), 1));
        assertEquals(
                List.of(Phrase.of("tracking.evidence"), Phrase.of("tracking.evidence.clients", Phrase.count(3))),
                suspect.evidence());
        assertEquals(List.of("tracking-limits"), Cases.ids(suspect.remedies()));
    }

    @Test
    void withoutClientsNoneAreTold() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " tracking_total_keys:2000000 tracking_clients:0");
        assertEquals(List.of("tracking.evidence"), Cases.keys(suspect.evidence()));
    }

    @Test
    void aTableThatWasDroppedIsOver() {
        Suspect suspect =
                Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> "tracking_total_keys:" + (i < 9 ? 2_000_000 : 0)));
        assertEquals("tracking.past", Cases.past(suspect));
    }

    @Test
    void aFewKeysAreFineAndWithoutACountNothingIsSaid() {
        Cases.assertOk("tracking.ok", RULE, QUIET + " tracking_total_keys:1000");
        Cases.assertOk("tracking.ok", RULE, QUIET + " tracking_total_keys:0");
        Cases.assertNotApplicable(RULE, QUIET);
    }
}
