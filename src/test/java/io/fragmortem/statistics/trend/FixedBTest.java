package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedBTest {

    private static double[] index(int n) {
        double[] t = new double[n];
        Arrays.setAll(t, i -> i);
        return t;
    }

    @Test
    void byHand() {
        // x = -1.5 .. 1.5, y about its mean -1.75 -.75 1.25 1.25, slope 5.5 / 5 = 1.1, residuals -.1 -.2 .7 -.4,
        // partial sums of x e: .15 .25 .6 0
        double squares = .15 * .15 + .25 * .25 + .6 * .6;
        double t = 1.1 / (Math.sqrt(2 * squares / 4) / 5);
        assertEquals(t, FixedB.statistic(index(4), new double[] {0, 1, 3, 3}), 1e-12);
        assertEquals(t, FixedB.statistic(new double[] {100, 110, 120, 130}, new double[] {7, 9, 13, 13}), 1e-10);
    }

    @Test
    void shiftScaleAndReversalByLaw() {
        for (int seed = 0; seed < 20; seed++) {
            double[] y = new SplittableRandom(seed).doubles(5 + seed).toArray();
            double[] t = index(y.length);
            double base = FixedB.statistic(t, y);
            assertEquals(base, FixedB.statistic(Seeded.mapped(t, 60, 1e6), Seeded.mapped(y, 3, 50)), 1e-8);
            assertEquals(-base, FixedB.statistic(t, Seeded.mapped(y, -1, 0)), 1e-9);
            // the partial sums of least squares scores end at 0, so they are the same from either end
            assertEquals(-base, FixedB.statistic(t, Seeded.reversed(y)), 1e-9);
        }
    }

    @Test
    void whatCannotBeFormedIsNothing() {
        assertEquals(0, FixedB.statistic(new double[0], new double[0]));
        assertEquals(0, FixedB.statistic(index(2), new double[] {1, 5}));
        assertEquals(0, FixedB.statistic(index(5), new double[] {2, 2, 2, 2, 2}));
        assertTrue(Double.isFinite(FixedB.statistic(index(3), new double[] {1e-320, 0, 1e-320})));
        assertTrue(FixedB.statistic(index(3), new double[] {1, 2, 2}) > 0);
    }

    @Test
    void theCriticalPointIsFivePercentOfIndependentNoise() {
        int alarms = 0;
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            double[] y = new double[100];
            Arrays.setAll(y, t -> random.nextGaussian());
            alarms += Math.abs(FixedB.statistic(index(100), y)) > FixedB.CRITICAL ? 1 : 0;
        }
        assertEquals(0.05, alarms / 2000.0, 0.016, "share of false alarms, seed 5");
    }

    @Test
    void ofAMeanByHand() {
        // about the mean of 3: -2 -1 1 2, partial sums -2 -3 -2 0
        assertEquals(3 / (Math.sqrt(2 * 17 / 4.0) / 4), FixedB.ofMean(new double[] {1, 2, 4, 5}), 1e-12);
        assertEquals(3 / (Math.sqrt(2 * 13 / 3.0) / 3), FixedB.ofMean(new double[] {1, 2, 6}), 1e-12);
        assertEquals(-3 / (Math.sqrt(2 * 13 / 3.0) / 3), FixedB.ofMean(new double[] {-1, -2, -6}), 1e-12);
        assertEquals(0, FixedB.ofMean(new double[] {1, 2}));
        assertEquals(0, FixedB.ofMean(new double[] {2, 2, 2}));
        assertEquals(0, FixedB.ofMean(new double[0]));
    }
}
