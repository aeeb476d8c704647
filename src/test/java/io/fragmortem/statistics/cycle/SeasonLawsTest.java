package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Seasons without noise, where every bound of the search can be calculated. */
class SeasonLawsTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static OptionalDouble period(int n, IntToDoubleFunction value) {
        double[] y = new double[n];
        Arrays.setAll(y, value);
        return Season.period(y);
    }

    private static double wave(int t, double period) {
        return Math.cos(2 * Math.PI * t / period + 1);
    }

    @Test
    void fourWholePeriodsAndHalfOfOneAtEitherEnd() {
        assertEquals(OptionalDouble.of(8), period(40, t -> wave(t, 8)));
        assertEquals(NONE, period(39, t -> wave(t, 8)));
        assertEquals(OptionalDouble.of(9), period(45, t -> wave(t, 9)));
        assertEquals(OptionalDouble.of(30), period(150, t -> wave(t, 30)));
        assertEquals(OptionalDouble.of(8), period(1500, t -> wave(t, 8)));
        assertEquals(NONE, period(1501, t -> wave(t, 8)));
    }

    @Test
    void aSeasonExplainsThreeTenthsOfWhatTheMovingAverageLeaves() {
        // a seventh harmonic is no season of 8 places or more: the first one has 1 / (1 + a^2) of the squares
        for (double scale : new double[] {1, 1e-3, 4096}) {
            assertEquals(OptionalDouble.of(24), period(200, t -> scale * (wave(t, 24) + 1.4 * wave(7 * t, 24))));
            assertEquals(NONE, period(200, t -> scale * (wave(t, 24) + 1.6 * wave(7 * t, 24))));
        }
        // both of the first two harmonics count: (1 + 1) / (1 + 1 + a^2)
        assertEquals(OptionalDouble.of(22), period(220, t -> wave(t, 22) + wave(2 * t, 22) + 2.05 * wave(7 * t, 22)));
        assertEquals(NONE, period(220, t -> wave(t, 22) + wave(2 * t, 22) + 2.3 * wave(7 * t, 22)));
    }

    @Test
    void aLineUnderItChangesNothing() {
        for (int period = 10; period <= 15; period++) {
            int p = period;
            for (double slope : new double[] {-0.3, 0.3}) {
                assertEquals(OptionalDouble.of(p), period(5 * p + 4, t -> wave(t, p) + slope * t), "period " + p);
            }
        }
    }

    @Test
    void lessThanAFifthMayBeMissing() {
        // the average is that of the places that are there
        assertEquals(OptionalDouble.of(30), period(155, t -> t % 7 == 0 ? Double.NaN : 1e6 + wave(t, 30)));
        assertEquals(NONE, period(155, t -> t % 4 == 0 ? Double.NaN : 1e6 + wave(t, 30)));
    }
}
