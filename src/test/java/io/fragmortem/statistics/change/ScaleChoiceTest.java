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
        return ScaleChoice.choose(values, new int[] {0, values.length}, scaled -> scaled)
                .scale();
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

    /** Neither logarithms, which bend it, nor the values as they are: what its noise is over its course. */
    @Test
    void steadyGrowthUnderNoiseInProportionStaysStraight() {
        int wrong = 0;
        for (int seed = 0; seed < 20; seed++) {
            for (double rho : new double[] {0, 0.6, 0.9}) {
                double[] y = noise(seed, rho, x -> 1 + .05 * x);
                Arrays.setAll(y, t -> y[t] * (1 + t / 100.0));
                wrong += of(y) == Scale.PROPORTIONAL ? 0 : 1;
                double[] faster = noise(seed, rho, x -> 1 + .05 * x);
                Arrays.setAll(faster, t -> faster[t] * Math.exp(t / 60.0));
                wrong += of(faster) == Scale.LOGARITHMIC ? 0 : 1;
            }
        }
        assertTrue(wrong <= 12, wrong + " of 120 series");
    }

    /** What is levelled has the course of the values, in their units, and noise as large as at the end. */
    @Test
    void levellingLeavesTheCourseAsItIs() {
        double[] y = new double[60];
        Arrays.setAll(y, t -> (t < 40 ? 10 + t : 100) * (1 + (t % 2 == 0 ? .01 : -.01)));
        boolean[] ok = new boolean[60];
        Arrays.fill(ok, true);
        double[] levelled =
                Levelling.of(y, y, ok, new int[] {0, 40, 60}).orElseThrow().values();
        for (int t = 0; t < 60; t++) {
            double course = t < 40 ? 10 + t : 100;
            assertEquals(1, Math.abs(levelled[t] - course), .2, "place " + t);
        }
        double[] falls = {3, 2, 1, 0, -1, -2};
        assertTrue(Levelling.of(falls, falls, ok, new int[] {0, 6}).isEmpty(), "a line that leaves the positive");
        double[] flat = {10, 10.1, 10, 9.9, 10, 10.1};
        assertTrue(Levelling.of(flat, flat, ok, new int[] {0, 6}).isEmpty(), "levels that are as good as one");
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
        assertEquals(1, Scale.PROPORTIONAL.unit(7));
        assertSame(y, Scale.PROPORTIONAL.of(y));
        assertSame(y, Scale.LINEAR.of(y));
        assertArrayEquals(new double[] {1, 10, Double.NaN, 4}, y);
    }

    /** What the choice has seen saves the search some work and changes nothing, whatever the search is asked for afterwards. */
    @Test
    void whatWasSeenChangesNoResult() {
        for (int seed = 0; seed < 8; seed++) {
            double[] values = noise(seed, 0.6, x -> 10 + x);
            for (int t = 120; t < values.length; t++) {
                values[t] += seed % 4 * 8;
            }
            values[30] += 40;
            values[119] += 5;
            double[] other = noise(seed + 50, 0.6, x -> 10 + x);
            Looked seen = ScaleChoice.choose(values, new int[] {0, values.length}, scaled -> scaled)
                    .looked()
                    .orElseThrow();
            ChangePointResult plain = ChangePoints.find(values);
            assertEquals(plain, ChangePoints.find(seen, values));
            assertEquals(ChangePoints.find(other), ChangePoints.find(seen, other));
            assertEquals(plain, ChangePoints.find(seen, values), "a search leaves it as it was");
        }
    }
}
