package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CurvatureTest {

    private static double[] noise(int seed, double rho, int n) {
        return Scenarios.ar(rho).make(new SplittableRandom(seed), n);
    }

    private static double[] around(DoubleUnaryOperator course, double[] noise) {
        double[] y = noise.clone();
        Arrays.setAll(y, t -> y[t] + course.applyAsDouble((double) t / y.length));
        return y;
    }

    @Test
    void whatBendsIsFoundWithItsLine() {
        for (int seed = 0; seed < 20; seed++) {
            for (DoubleUnaryOperator course : new DoubleUnaryOperator[] {
                at -> 20 * at * at, at -> 15 * Math.log1p(9 * at), at -> 10 * Math.exp(2 * at), at -> 40 * at * (1 - at)
            }) {
                double[] curve =
                        Curvature.of(around(course, noise(seed, 0.3, 200))).orElseThrow();
                for (int t = 0; t < 200; t++) {
                    assertEquals(course.applyAsDouble(t / 200.0), curve[t], 2, "seed " + seed + ", place " + t);
                }
            }
        }
    }

    @Test
    void wandersAndStepsAreNoCurves() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[] walk = noise(seed, 0, 200);
            for (int t = 1; t < 200; t++) {
                walk[t] += walk[t - 1];
            }
            found += Curvature.of(walk).isPresent() ? 1 : 0;
            found += Curvature.of(noise(seed, 0.9, 100)).isPresent() ? 1 : 0;
            found += Curvature.of(around(at -> 3 * at, noise(seed, 0.6, 300))).isPresent() ? 1 : 0;
        }
        assertTrue(found <= 3, found + " of 300 series");
    }

    @Test
    void missingPlacesSpikesAndShortSeries() {
        double[] y = around(at -> 30 * at * at, noise(4, 0, 200));
        for (int t = 3; t < 200; t += 5) {
            y[t] = Double.NaN;
        }
        y[50] = 500;
        double[] curve = Curvature.of(y).orElseThrow();
        assertEquals(30 * .25 * .25, curve[50], 2);
        assertEquals(30 * .5 * .5, curve[100], 2);
        assertEquals(
                Optional.empty(),
                Curvature.of(around(at -> 30 * at * at, noise(4, 0, 19))).map(c -> c.length));
        assertEquals(Optional.empty(), Curvature.of(new double[300]).map(c -> c.length));
    }
}
