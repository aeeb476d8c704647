package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Scale;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ScaleChoiceTest {

    private static double[] noise(int seed, double rho, DoubleUnaryOperator map) {
        return Arrays.stream(Scenarios.ar(rho).make(new SplittableRandom(seed), 200))
                .map(map)
                .toArray();
    }

    private static Scale of(double... values) {
        return ScaleChoice.of(values, new int[] {0, values.length}, scale -> scale.of(values));
    }

    @Test
    void noiseThatGrowsWithTheLevelIsLogarithmic() {
        int wrong = 0;
        for (int seed = 0; seed < 20; seed++) {
            for (double rho : new double[] {0, 0.6, 0.9}) {
                assertEquals(Scale.LOGARITHMIC, of(noise(seed, rho, Math::exp)), "seed " + seed + ", rho " + rho);
                assertEquals(Scale.LOGARITHMIC, of(noise(seed, rho, x -> 1e9 * Math.exp(x))), "units do not matter");
                wrong += of(noise(seed, rho, x -> 10 + x)) == Scale.LINEAR ? 0 : 1;
            }
        }
        assertTrue(wrong <= 4, wrong + " of 60 series of even noise");
    }

    @Test
    void aStepAloneIsNoReasonForLogarithms() {
        for (int seed = 0; seed < 20; seed++) {
            double[] y = noise(seed, 0.3, x -> 20 + x);
            Arrays.setAll(y, t -> y[t] + (t < 120 ? 0 : 40));
            assertEquals(Scale.LINEAR, of(y), "seed " + seed);
        }
    }

    @Test
    void whatIsNotPositiveOrHardlyMovesStays() {
        double[] y = noise(1, 0, Math::exp);
        y[7] = 0;
        assertEquals(Scale.LINEAR, of(y));
        assertEquals(Scale.LINEAR, of(noise(1, 0, x -> Math.exp(0.02 * x))));
        assertEquals(Scale.LINEAR, of(Arrays.copyOf(noise(1, 0, Math::exp), 29)));
        assertEquals(Scale.LINEAR, of());
    }

    @Test
    void theScaleAndTheWayBack() {
        double[] y = {1, 10, Double.NaN, 4};
        double[] z = Scale.LOGARITHMIC.of(y);
        assertEquals(Math.log(10), z[1]);
        assertEquals(10, Scale.LOGARITHMIC.back(z[1]), 1e-12);
        assertEquals(Double.NaN, z[2]);
        assertEquals(7, Scale.LOGARITHMIC.unit(7));
        assertEquals(1, Scale.LINEAR.unit(7));
        assertSame(y, Scale.LINEAR.of(y));
        assertArrayEquals(new double[] {1, 10, Double.NaN, 4}, y);
    }
}
