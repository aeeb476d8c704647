package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.evidence.Claim.Held;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Presence;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ClaimTest {

    private static final long SECOND = 1_000_000;
    private static final double NAN = Double.NaN;
    private static final Least TEN = new Least(10, 0.1, 0.5);

    private static Claim of(Seen seen, long stepSeconds, double... bytes) {
        return of(seen, stepSeconds, true, bytes);
    }

    private static Claim of(Seen seen, long stepSeconds, boolean timed, double... bytes) {
        long[] time = new long[bytes.length];
        Arrays.setAll(time, i -> i * stepSeconds * SECOND);
        double[] whole = new double[bytes.length];
        Arrays.fill(whole, 100);
        return new ClaimFinder(whole, time, timed, bytes.length - 1).of(bytes, seen, 30 * SECOND, TEN);
    }

    private static double worst(long stepSeconds, double... bytes) {
        return of(Seen.THROUGH_DECAY, stepSeconds, bytes).worst().bytes();
    }

    @Test
    void oneDumpAloneIsAllThereIs() {
        for (Seen seen : Seen.values()) {
            Held all = new Held(40, 0, 0.4);
            assertEquals(new Claim(all, all, Presence.STANDS, OptionalLong.empty()), of(seen, 1, 40));
        }
    }

    @Test
    void whatStandsIsToldByTheLastMoment() {
        Claim claim = of(Seen.ONCE, 60, 5, 90, 20);
        assertEquals(20, claim.bytes());
        assertEquals(90, claim.worst().bytes());
        assertEquals(2, claim.at());
        assertFalse(claim.isOver());
    }

    @Test
    void whatIsOverIsToldByItsWorstMoment() {
        Claim claim = of(Seen.ONCE, 60, 5, 90, 20, 5);
        assertTrue(claim.isOver());
        assertEquals(90, claim.bytes());
        assertEquals(1, claim.at());
        assertEquals(5, claim.now());
    }

    @Test
    void halfOfAWorstMomentThatMatteredStands() {
        assertFalse(of(Seen.ONCE, 60, 5, 12, 6).isOver());
        assertTrue(of(Seen.ONCE, 60, 5, 12, 5).isOver());
        assertFalse(of(Seen.ONCE, 60, 1, 9, 1).isOver(), "it never mattered");
    }

    @Test
    void liveBytesNeedBeSeenOnlyOnce() {
        assertEquals(90, of(Seen.ONCE, 10, 5, 90, 5).worst().bytes());
    }

    @Test
    void whatAMassDeleteLeavesForSecondsCountsNowAndNotAfterwards() {
        assertEquals(5, of(Seen.LASTING, 10, 5, 5, 90, 90, 5, 5).worst().bytes());
        assertEquals(Presence.STANDS, of(Seen.LASTING, 10, 5, 5, 5, 90).presence());
    }

    @Test
    void freedPagesThatAreGoneWithinTheDecayDoNotCount() {
        assertEquals(5, worst(10, 5, 5, 90, 90, 5, 5));
        assertEquals(5, worst(10, 5, 5, 90, 90, 90, 5, 5), "rows 10 s apart show 20 s");
        assertEquals(90, worst(10, 5, 5, 90, 90, 90, 90, 5, 5));
    }

    @Test
    void twoReadingsOfOneMomentAreNotTimeThatPassed() {
        double[] bytes = {5, 5, 90, 90, 5, 5};
        double[] whole = {100, 100, 100, 100, 100, 100};
        long[] time = {0, 60 * SECOND, 120 * SECOND, 121 * SECOND, 180 * SECOND, 240 * SECOND};
        ClaimFinder finder = new ClaimFinder(whole, time, true, 5);
        assertEquals(
                5,
                finder.of(bytes, Seen.THROUGH_DECAY, 30 * SECOND, TEN).worst().bytes());
    }

    @Test
    void withASlowCaptureTwoRowsMustAgreeAboutThePast() {
        assertEquals(5, worst(600, 5, 90, 5));
        assertEquals(80, worst(600, 5, 90, 80, 5));
        assertEquals(5, worst(600, 90, 5, 5), "the first row shows nothing of what was before");
    }

    @Test
    void theLastOfTwoDumpsCountsAsItStands() {
        Claim claim = of(Seen.THROUGH_DECAY, 600, 5, 90);
        assertEquals(Presence.STANDS, claim.presence());
        assertEquals(90, claim.bytes());
    }

    @Test
    void freedPagesOfTheLastSecondsProveNothing() {
        Claim claim = of(Seen.THROUGH_DECAY, 5, 5, 5, 5, 5, 5, 5, 5, 90, 90);
        assertEquals(Presence.UNPROVEN, claim.presence());
        assertFalse(claim.isSignificant(TEN));
        assertEquals(Presence.STANDS, of(Seen.ONCE, 5, 5, 5, 90).presence());
    }

    @Test
    void ofACaptureShorterThanTheDecayAllRowsMustAgree() {
        assertEquals(Presence.UNPROVEN, of(Seen.THROUGH_DECAY, 5, 90, 5, 90).presence());
        assertEquals(Presence.STANDS, of(Seen.THROUGH_DECAY, 5, 90, 80, 95).presence());
    }

    @Test
    void withoutTimesThereAreNoSeconds() {
        Claim claim = of(Seen.THROUGH_DECAY, 1, false, 5, 80, 90);
        assertEquals(Presence.STANDS, claim.presence());
        assertEquals(90, claim.bytes());
        assertEquals(OptionalLong.empty(), claim.since());
        assertEquals(80, of(Seen.THROUGH_DECAY, 1, false, 5, 80, 5).bytes());
    }

    @Test
    void unknownRowsAreSkipped() {
        Claim claim = of(Seen.THROUGH_DECAY, 60, NAN, 50, NAN, 60, NAN);
        assertEquals(60, claim.bytes());
        assertEquals(3, claim.at());
        assertSame(Claim.NONE, of(Seen.ONCE, 60, NAN, NAN));
        assertSame(Claim.NONE, of(Seen.ONCE, 60));
    }

    @Test
    void theMomentThatCountsAsNowNeedNotBeTheLastRow() {
        double[] bytes = {5, 20, 90};
        double[] whole = {100, 100, 100};
        long[] time = {0, 60 * SECOND, 120 * SECOND};
        Claim claim = new ClaimFinder(whole, time, true, 1).of(bytes, Seen.ONCE, 0, TEN);
        assertEquals(20, claim.now());
    }

    @Test
    void belowZeroCountsAsNothing() {
        assertEquals(0, of(Seen.ONCE, 60, -5, -6).bytes());
        assertEquals(0, of(Seen.ONCE, 60, 50, 50, -5).now());
    }

    @Test
    void itBeganWhenItRoseAboveHalfForTheLastTime() {
        assertEquals(
                OptionalLong.of(180 * SECOND),
                of(Seen.ONCE, 60, 5, 90, 5, 50, 80, 80).since());
        assertEquals(OptionalLong.empty(), of(Seen.ONCE, 60, 80, 80, 80).since());
        assertEquals(
                OptionalLong.of(120 * SECOND), of(Seen.ONCE, 60, 5, NAN, 80, 80).since());
    }

    @Test
    void ofNothingThereIsNoShare() {
        double[] whole = {0};
        Claim claim = new ClaimFinder(whole, new long[] {0}, true, 0).of(new double[] {80}, Seen.ONCE, 0, TEN);
        assertEquals(0, claim.share());
    }

    @Test
    void significanceNeedsBytesAndShare() {
        Thresholds thresholds = Thresholds.defaults();
        double bytes = thresholds.significantBytes();
        double share = thresholds.significantShare();
        assertTrue(
                Claim.standing(new Held(bytes, 0, share), OptionalLong.empty()).isSignificant(thresholds));
        assertFalse(Claim.standing(new Held(bytes - 1, 0, share), OptionalLong.empty())
                .isSignificant(thresholds));
        assertFalse(Claim.standing(new Held(bytes, 0, share - 0.001), OptionalLong.empty())
                .isSignificant(thresholds));
    }

    @Test
    void theFirstOfMomentsAsBadIsTheWorst() {
        assertEquals(0, of(Seen.ONCE, 60, 90, 5, 5).at());
        assertEquals(1, of(Seen.ONCE, 60, 5, 90, 90, 5).at());
        assertEquals(0, of(Seen.ONCE, 60, 90, 5, 90).worst().row());
    }

    /** The decay takes 30 seconds. */
    @Test
    void whatWasThereAsLongAsTheDecayTakesIsProven() {
        assertEquals(90, worst(30, 5, 90, 90, 5));
        assertEquals(5, worst(29, 5, 90, 90, 5));
        assertEquals(5, worst(600, 90, NAN, 5, 5), "a row that is not told proves nothing");
        assertEquals(Presence.STANDS, of(Seen.THROUGH_DECAY, 30, 5, 90).presence());
        assertEquals(Presence.UNPROVEN, of(Seen.THROUGH_DECAY, 29, 5, 90).presence());
        assertEquals(Presence.STANDS, of(Seen.THROUGH_DECAY, 10, 10, 90).presence(), "10 bytes matter");
        assertEquals(Presence.UNPROVEN, of(Seen.THROUGH_DECAY, 10, 9, 90).presence());
        assertEquals(5, worst(5, 5, 5, 5, 5, 5, 5, 5, 90, 90), "what is not proven is no worst");
    }

    @Test
    void halfOfItIsEnoughToBegin() {
        assertEquals(OptionalLong.of(60 * SECOND), of(Seen.ONCE, 60, 5, 40, 80).since());
        assertEquals(OptionalLong.of(120 * SECOND), of(Seen.ONCE, 60, 5, 39, 80).since());
    }
}
