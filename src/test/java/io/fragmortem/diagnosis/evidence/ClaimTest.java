package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ClaimTest {

    private static final long SECOND = 1_000_000;
    private static final double NAN = Double.NaN;

    private static Claim of(long stepSeconds, double... bytes) {
        long[] time = new long[bytes.length];
        Arrays.setAll(time, i -> i * stepSeconds * SECOND);
        double[] whole = new double[bytes.length];
        Arrays.fill(whole, 100);
        return Claim.of(bytes, whole, time, 30 * SECOND, true);
    }

    @Test
    void oneDumpAloneIsAllThereIs() {
        Claim claim = of(1, 40);
        assertEquals(new Claim(40, 0, 0.4, 40, OptionalLong.empty()), claim);
        assertTrue(claim.isOngoing(Thresholds.defaults()));
        assertFalse(claim.isRecovered(Thresholds.defaults()));
    }

    @Test
    void whatIsGoneWithinTheDecayDoesNotCount() {
        assertEquals(5, of(10, 5, 5, 90, 90, 5, 5).bytes());
        assertEquals(5, of(10, 5, 5, 90, 90, 90, 5, 5).bytes(), "rows 10 s apart show 20 s");
        assertEquals(90, of(10, 5, 5, 90, 90, 90, 90, 5, 5).bytes());
    }

    @Test
    void twoReadingsOfOneMomentAreNotTimeThatPassed() {
        double[] bytes = {5, 5, 90, 90, 5, 5};
        double[] whole = {100, 100, 100, 100, 100, 100};
        long[] time = {0, 60 * SECOND, 120 * SECOND, 121 * SECOND, 180 * SECOND, 240 * SECOND};
        assertEquals(5, Claim.of(bytes, whole, time, 30 * SECOND, true).bytes());
    }

    @Test
    void withASlowCaptureTwoRowsMustAgree() {
        assertEquals(5, of(600, 5, 90, 5).bytes());
        assertEquals(80, of(600, 5, 90, 80, 5).bytes());
    }

    @Test
    void theFirstRowAloneShowsNothingOfWhatWasBefore() {
        assertEquals(5, of(10, 90, 5, 5, 5, 5, 5).bytes());
        assertEquals(5, of(600, 90, 5, 5).bytes());
        assertEquals(90, of(600, 90, 90, 5).bytes());
    }

    @Test
    void ofACaptureShorterThanTheDecayAllRowsMustAgree() {
        assertEquals(5, of(5, 90, 5, 90).bytes());
        assertEquals(80, of(5, 90, 80, 95).bytes());
    }

    @Test
    void unknownRowsAreSkipped() {
        Claim claim = of(60, NAN, 50, NAN, 60, NAN);
        assertEquals(50, claim.bytes());
        assertEquals(1, claim.at(), "the least of the stretch");
        assertEquals(60, claim.now());
        assertEquals(40, of(5, NAN, 40, NAN).bytes());
        assertSame(Claim.NONE, of(60, NAN, NAN));
        assertSame(Claim.NONE, of(60));
    }

    @Test
    void belowZeroCountsAsNothing() {
        assertSame(Claim.NONE, of(60, -5, -6));
        assertEquals(0, of(60, 50, 50, -5).now());
    }

    @Test
    void recoveredIsBelowAQuarterAndOngoingFromAHalfOn() {
        assertTrue(of(60, 80, 80, 19).isRecovered(Thresholds.defaults()));
        assertFalse(of(60, 80, 80, 20).isRecovered(Thresholds.defaults()));
        assertFalse(of(60, 80, 80, 39).isOngoing(Thresholds.defaults()));
        assertTrue(of(60, 80, 80, 40).isOngoing(Thresholds.defaults()));
    }

    @Test
    void itBeganWhenItRoseAboveHalfForTheLastTime() {
        assertEquals(OptionalLong.of(180 * SECOND), of(60, 5, 90, 5, 50, 80, 80).since());
        assertEquals(OptionalLong.empty(), of(60, 80, 80, 80).since());
        assertEquals(OptionalLong.of(120 * SECOND), of(60, 5, NAN, 80, 80).since());
    }

    @Test
    void withoutTimesItsBeginningIsNotKnown() {
        double[] bytes = {5, 80, 80};
        double[] whole = {100, 100, 0};
        long[] time = {0, SECOND, 2 * SECOND};
        Claim claim = Claim.of(bytes, whole, time, 0, false);
        assertEquals(OptionalLong.empty(), claim.since());
        assertEquals(80, claim.bytes());
        assertEquals(0, claim.share(), "of nothing there is no share");
    }

    @Test
    void significanceNeedsBytesAndShare() {
        Thresholds thresholds = Thresholds.defaults();
        double bytes = thresholds.significantBytes();
        double share = thresholds.significantShare();
        assertTrue(new Claim(bytes, 0, share, 0, OptionalLong.empty()).isSignificant(thresholds));
        assertFalse(new Claim(bytes - 1, 0, share, 0, OptionalLong.empty()).isSignificant(thresholds));
        assertFalse(new Claim(bytes, 0, share - 0.001, 0, OptionalLong.empty()).isSignificant(thresholds));
    }
}
