package io.fragmortem.diagnosis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a suspect, and that a copy differs in nothing but what it is made for. */
final class SuspectTest {

    private static Suspect suspect(Claim.Presence presence, double share) {
        Claim held = new Claim(
                new Claim.Held(900, 3, share), new Claim.Held(600, 9, share / 2), presence, OptionalLong.of(5));
        return new Suspect(
                Cause.CLIENT_BUFFERS,
                Severity.WARNING,
                Confidence.MEDIUM,
                held,
                new Suspect.Course(State.GROWING, OptionalLong.of(5), OptionalLong.of(30), OptionalLong.of(90)),
                0.25,
                new Suspect.Said(
                        Phrase.of("claim"),
                        List.of(Phrase.of("evidence")),
                        List.of(new Suspect.RuledOut(Cause.MEMORY_LEAK, Phrase.of("not")))),
                List.of());
    }

    /** While it stands it is told as it is now, once it is over as it was at its worst. */
    @ParameterizedTest
    @CsvSource({"STANDS, 600, 90, 0.4, 24", "OVER, 900, 30, 0.8, 48"})
    void itIsToldByTheMomentThatCounts(Claim.Presence presence, double bytes, long at, double share, double score) {
        Suspect told = suspect(presence, 0.8);
        assertEquals(bytes, told.bytes());
        assertEquals(at, told.atMicros().getAsLong());
        assertEquals(share, told.memoryShare());
        assertEquals(score, told.score());
        assertEquals(State.GROWING, told.state());
        assertEquals(OptionalLong.of(5), told.sinceMicros());
        assertEquals(Phrase.of("claim"), told.claim());
        assertEquals(List.of(Phrase.of("evidence")), told.evidence());
        assertEquals(Cause.MEMORY_LEAK, told.ruledOut().get(0).cause());
    }

    @Test
    void noShareIsMoreThanAllMemory() {
        assertEquals(1, suspect(Claim.Presence.OVER, 7).memoryShare());
    }

    @Test
    void aCopyDiffersInOneThing() {
        Suspect one = suspect(Claim.Presence.STANDS, 0.8);
        Suspect other =
                one.withSeverity(Severity.INFO).withConfidence(Confidence.HIGH).withShare(0.5);
        assertEquals(Severity.INFO, other.severity());
        assertEquals(Confidence.HIGH, other.confidence());
        assertEquals(0.5, other.share());
        assertEquals(
                one,
                other.withSeverity(Severity.WARNING)
                        .withConfidence(Confidence.MEDIUM)
                        .withShare(0.25)
                        .withRemedies(List.of()));
        Suspect more = one.withEvidence(Phrase.of("more"));
        assertEquals(List.of(Phrase.of("evidence"), Phrase.of("more")), more.evidence());
        assertEquals(one, more.with(one.evidence(), one.course()));
    }
}
