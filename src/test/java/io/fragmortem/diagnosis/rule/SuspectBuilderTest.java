package io.fragmortem.diagnosis.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every suspect says alike: how it was at its worst, that it is over, and when. */
final class SuspectBuilderTest {

    private static final Case TIMED = Cases.of(Cases.quiet().every(60, 5, i -> ""));
    private static final Case UNTIMED = Cases.of(
            Cases.quiet().untimed("").untimed("").untimed("").untimed("").untimed(""));

    private static Claim claim(Claim.Presence presence, double worst, double now) {
        return new Claim(new Claim.Held(worst, 1, 0.5), new Claim.Held(now, 4, 0.25), presence, OptionalLong.of(7));
    }

    private static Suspect suspect(Case c, Claim claim) {
        return new SuspectBuilder(c, Cause.CLIENT_BUFFERS, claim)
                .claim("stands", Phrase.bytes(claim.bytes()))
                .past("was", Phrase.bytes(claim.bytes()))
                .remedy(Remedies.workingSet())
                .build();
    }

    /** A worst moment of five quarters of now is no other than now. */
    @ParameterizedTest
    @CsvSource({"125, false", "126, true"})
    void aWorstMomentFarAboveNowIsToldBesideIt(double worst, boolean told) {
        Phrase.Arg most = Phrase.bytes(worst);
        Phrase.Arg now = Phrase.bytes(100);
        Claim claim = claim(Claim.Presence.STANDS, worst, 100);
        assertEquals(
                told ? List.of(Phrase.of("told.worst", most, Phrase.moment(Capture.micros(60)), now)) : List.of(),
                suspect(TIMED, claim).evidence());
        assertEquals(
                told ? List.of(Phrase.of("told.worst.untimed", most, now)) : List.of(),
                suspect(UNTIMED, claim).evidence());
    }

    @Test
    void whatStandsIsAWarningWithAllThatHelps() {
        Suspect suspect = suspect(TIMED, claim(Claim.Presence.STANDS, 100, 100));
        assertEquals(Phrase.of("stands", Phrase.bytes(100)), suspect.claim());
        assertEquals(Severity.WARNING, suspect.severity());
        assertEquals(List.of("working-set"), Cases.ids(suspect.remedies()));
        assertEquals(OptionalLong.of(Capture.micros(240)), suspect.atMicros());
        assertEquals(OptionalLong.of(7), suspect.sinceMicros());
    }

    /** With what is left of it, if anything is. */
    @ParameterizedTest
    @CsvSource({"10", "0"})
    void whatIsOverIsToldByItsWorstMomentAndWhatIsLeft(double left) {
        Claim claim = claim(Claim.Presence.OVER, 900, left);
        Phrase.Arg was = Phrase.nested(Phrase.of("was", Phrase.bytes(900)));
        Phrase.Arg now = left > 0 ? Phrase.bytes(left) : Phrase.nested(Phrase.of("told.nothing"));
        Suspect suspect = suspect(TIMED, claim);
        assertEquals(Phrase.of("told.over", was, Phrase.moment(Capture.micros(60)), now), suspect.claim());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(List.of(), suspect.evidence());
        assertEquals(OptionalLong.of(Capture.micros(60)), suspect.atMicros());
        assertEquals(
                Phrase.of("told.over.untimed", was, now),
                suspect(UNTIMED, claim).claim());
    }

    @Test
    void ofALogAloneNoMomentIsKnown() {
        Case c = Cases.of(new Capture().event(60, Event.Kind.COPY_ON_WRITE, "RDB: 9 MB of memory used"));
        Claim claim = Claim.standing(new Claim.Held(900, 0, 0), OptionalLong.empty());
        assertEquals(OptionalLong.empty(), suspect(c, claim).atMicros());
    }

    @Test
    void aGapThatIsOverIsToldByWhatWasUsedAndResident() {
        Claim claim = claim(Claim.Presence.OVER, 900, 0);
        Suspect suspect = new SuspectBuilder(TIMED, Cause.PROCESS_OVERHEAD, claim)
                .pastGap()
                .build();
        assertEquals(
                Phrase.nested(Phrase.of(
                        "gap.past", Phrase.bytes(900), Phrase.bytes(1080 * Cases.MIB), Phrase.bytes(1000 * Cases.MIB))),
                Cases.arg(suspect.claim(), 0));
    }
}
