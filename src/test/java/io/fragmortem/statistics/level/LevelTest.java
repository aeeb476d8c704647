package io.fragmortem.statistics.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelTest {

    private static Level level(double... values) {
        return Level.of(values).orElseThrow();
    }

    /** Noise of which each value keeps a share of the last one. */
    private static double[] noise(Random random, int n, double keeps, double mean) {
        double[] values = new double[n];
        double last = random.nextGaussian() / Math.sqrt(1 - keeps * keeps);
        for (int i = 0; i < n; i++) {
            last = keeps * last + random.nextGaussian();
            values[i] = mean + last;
        }
        return values;
    }

    @Test
    void theMedianLiesInTheMiddleAndLeavesTheValuesAsTheyStand() {
        double[] values = {9, 1, 5, 3};
        assertEquals(4.0, Level.median(values));
        assertEquals(9.0, values[0]);
        assertEquals(5.0, Level.median(new double[] {9, 1, 5}));
    }

    @Test
    void theMeanLeavesOutWhatIsNotKnown() {
        Level level = level(1, Double.NaN, 3, Double.POSITIVE_INFINITY);
        assertEquals(2, level.n());
        assertEquals(2.0, level.mean());
        assertEquals(1.0, level.least());
        assertEquals(3.0, level.largest());
        assertEquals(0, level.batches());
        assertFalse(level.hasError());
        assertEquals(Optional.empty(), Level.of(new double[] {Double.NaN}));
    }

    @Test
    void batchesOfIndependentValuesGiveTheUsualError() {
        double[] values = noise(new Random(6), 4_000, 0, 10);
        Level level = level(values);
        assertEquals(20, level.batches());
        assertEquals(1 / Math.sqrt(4_000), level.standardError(), 0.006);
    }

    @Test
    void aConstantHasNoError() {
        Level level = level(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        assertEquals(0.0, level.standardError());
        assertEquals(OptionalDouble.of(0.0), level.minus(level).low());
    }

    /** Where neighbours resemble each other the usual interval of the mean would hold in 60 of 100 cases. */
    @Test
    void intervalsHoldWhereNeighboursResembleEachOther() {
        int held = 0;
        int trials = 400;
        Random random = new Random(11);
        for (int i = 0; i < trials; i++) {
            Level.Difference difference = level(noise(random, 600, 0.7, 5)).minus(level(noise(random, 900, 0.7, 2)));
            boolean holds = difference.low().getAsDouble() <= 3
                    && 3 <= difference.high().getAsDouble();
            held += holds ? 1 : 0;
        }
        assertTrue(held >= 0.91 * trials && held <= 0.985 * trials, held + " of " + trials);
    }

    @Test
    void differencesTurnAround() {
        Level one = level(noise(new Random(1), 100, 0.3, 5));
        Level two = level(noise(new Random(2), 100, 0.3, 9));
        Level.Difference there = two.minus(one);
        Level.Difference back = one.minus(two);
        assertEquals(there.size(), -back.size(), 1e-12);
        assertEquals(there.low().getAsDouble(), -back.high().getAsDouble(), 1e-12);
        assertEquals(OptionalDouble.empty(), level(1).minus(one).low());
    }
}
