package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DominantPeriodTest {

    private static Series wave(double period, double noise, double slope) {
        Random random = new Random(2);
        double[] value = new double[420];
        Arrays.setAll(value, t -> 10 * Math.sin(2 * Math.PI * t / period) + slope * t + noise * random.nextGaussian());
        return Series.of(value);
    }

    @Test
    void aWaveIsFoundUnderNoiseAndOnASlope() {
        assertEquals(60, DominantPeriod.of(wave(60, 3, 0.1)).orElseThrow(), 0.6);
        assertEquals(37, DominantPeriod.of(wave(37, 3, 0)).orElseThrow(), 0.4);
    }

    @Test
    void fewerThanFourPeriodsAreNoCycle() {
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(wave(140, 1, 0)));
    }

    @Test
    void fewerThanEightPlacesToAPeriodShowNoShape() {
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(wave(5, 0, 0)));
    }

    @Test
    void aWaveThatDrownsHidesNothing() {
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(wave(60, 20, 0)));
    }

    /** Harmonics of a fundamental of {@code cycles} over 96 places of a minute, even about the middle: no line in them. */
    private static Series minutes(double cycles, double... amplitude) {
        double[] time = new double[96];
        double[] value = new double[96];
        Arrays.setAll(time, t -> 1e6 + 60.0 * t);
        for (int h = 0; h < amplitude.length; h++) {
            for (int t = 0; t < 96; t++) {
                value[t] += amplitude[h] * Math.cos(2 * Math.PI * (h + 1) * cycles * (t + 0.5) / 96);
            }
        }
        return new Series(time, value);
    }

    @Test
    void thePeriodIsInUnitsOfTime() {
        assertEquals(720, DominantPeriod.of(minutes(8, 5)).orElseThrow(), 1e-9);
        assertEquals(24 * 60, DominantPeriod.of(minutes(4, 5)).orElseThrow(), 1e-9);
        assertEquals(8 * 60, DominantPeriod.of(minutes(12, 5)).orElseThrow(), 1e-9);
    }

    @Test
    void betweenTheFourierFrequenciesItIsFoundInTwentieths() {
        assertEquals(96 * 60 / 8.35, DominantPeriod.of(minutes(8.35, 5)).orElseThrow(), 0.15);
        assertEquals(96 * 60 / 7.7, DominantPeriod.of(minutes(7.7, 5)).orElseThrow(), 96 * 60 / 7.7 / 100);
    }

    @Test
    void fourPeriodsOfEightPlacesAreEnough() {
        double[] value = new double[32];
        Arrays.setAll(value, t -> Math.cos(2 * Math.PI * (t + 0.5) / 8));
        assertEquals(8, DominantPeriod.of(Series.of(value)).orElseThrow(), 0.15);
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(Series.of(Arrays.copyOf(value, 31))));
    }

    @Test
    void twoOvertonesCountAndNoMore() {
        // the fundamental alone explains 1 / 2.62 of the variance, with one overtone more than half
        assertEquals(720, DominantPeriod.of(minutes(8, 1, 0.9, 0, 0, 0.9)).orElseThrow(), 1e-9);
        assertEquals(720, DominantPeriod.of(minutes(8, 1, 0, 0.9, 0, 0.9)).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(minutes(8, 1, 0, 0, 0.9, 0.9)));
    }

    @Test
    void redNoiseSeldomLooksLikeACycle() {
        Random random = new Random(7);
        int found = 0;
        for (int r = 0; r < 400; r++) {
            double[] value = new double[300];
            for (int t = 1; t < value.length; t++) {
                value[t] = 0.95 * value[t - 1] + random.nextGaussian();
            }
            found += DominantPeriod.of(Series.of(value)).isPresent() ? 1 : 0;
        }
        assertTrue(found <= 12, found + " of 400 (seed 7)");
    }

    @Test
    void nothingAndAConstantHaveNone() {
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(Series.of()));
        assertEquals(OptionalDouble.empty(), DominantPeriod.of(Series.of(new double[100])));
    }
}
