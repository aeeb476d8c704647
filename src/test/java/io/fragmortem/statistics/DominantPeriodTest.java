package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
