package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bias of a fitted autoregression where it has a closed form, and which autoregressions are stationary. */
class NoiseModelTest {

    private static final double[] NONE = {};

    @Test
    void oneLineTakesWhatShamanAndStineSay() {
        assertEquals((100 * 0.5 + 2) / 96, NoiseModel.corrected(0.5, 100, NONE), 1e-15);
        assertEquals((100 * -0.3 + 2) / 96, NoiseModel.corrected(-0.3, 100, NONE), 1e-15);
        assertEquals((6 * -0.3 + 2) / 2, NoiseModel.corrected(-0.3, 6, NONE), 1e-15);
    }

    @Test
    void moreLinesTakeMore() {
        assertEquals((100 * 0.5 + 6) / 88, NoiseModel.corrected(0.5, 100, 3, NONE), 1e-15);
        assertEquals(1 - 3 / 16.0, NoiseModel.corrected(0.1, 16, 3, NONE), 1e-15);
        assertEquals((16 * -0.4 + 6) / 4.0, NoiseModel.corrected(-0.4, 16, 3, NONE), 1e-15);
        // fifteen places for three lines leave nothing to correct with
        assertEquals(1 - 3 / 15.0, NoiseModel.corrected(-0.4, 15, 3, NONE), 1e-15);
    }

    @Test
    void neverBeyondStationarity() {
        assertEquals(0.99, NoiseModel.corrected(0.99, 100, NONE), 1e-15);
        assertEquals(-0.99, NoiseModel.corrected(-1.2, 100, NONE), 1e-15);
        assertEquals(0.98, NoiseModel.corrected(0.99, 100, 2, NONE), 1e-15);
        assertEquals(-0.98, NoiseModel.corrected(-1.2, 100, 2, NONE), 1e-15);
        assertEquals(1 - 1 / 5.0, NoiseModel.corrected(0, 5, NONE), 1e-15);
    }

    @Test
    void aFastHarmonicTakesHalfOfWhatAConstantTakes() {
        // e = s + ((2 + 4 e) + (1 + e)) / n
        double[] fast = {Math.PI};
        assertEquals((100 * 0.5 + 3) / 95, NoiseModel.corrected(0.5, 100, fast), 1e-9);
        // two of them: e = s + ((2 + 4 e) + 2 (1 + e)) / n
        assertEquals((100 * 0.5 + 4) / 94, NoiseModel.corrected(0.5, 100, new double[] {Math.PI, 3}), 1e-9);
        // what alternates has no persistence to lose: e = s + ((2 + 4 e) + 1) / n
        assertEquals((100 * -0.5 + 3) / 96, NoiseModel.corrected(-0.5, 100, fast), 1e-9);
        // of two runs: e = s + (2 (2 + 4 e) + (1 + e)) / n
        assertEquals((100 * 0.5 + 5) / 91, NoiseModel.corrected(0.5, 100, 2, fast), 1e-9);
        assertEquals(0.99, NoiseModel.corrected(0.97, 100, fast), 1e-15);
    }

    @Test
    void aHarmonicNextToTheConstantTakesAsMuchAsIt() {
        // e = s + ((2 + 4 e) + 2 (1 + e)) / n
        assertEquals((200 * 0.6 + 4) / 194, NoiseModel.corrected(0.6, 200, new double[] {1e-7}), 1e-9);
    }

    @Test
    void betweenThemAHarmonicTakesWhatAnAutoregressionHasThere() {
        double w = 0.2;
        double e = NoiseModel.corrected(0.3, 300, new double[] {w});
        // the real part of 1 / (exp(i w) - rho), times 1 - rho^2
        double re = (Math.cos(w) - e) / (Math.pow(Math.cos(w) - e, 2) + Math.pow(Math.sin(w), 2));
        double share = (1 - e * e) * re;
        assertTrue(share > (1 + e) / 2, "more than the least");
        assertEquals(e, 0.3 + (2 + 4 * e + 2 * share) / 300, 1e-12);
    }

    @Test
    void theFirstCoefficientTakesTheCorrection() {
        Burg ar = new Burg(new double[] {0.5, 0.2}, 3);
        Burg corrected = NoiseModel.corrected(ar, 0.75);
        assertArrayEquals(new double[] {0.55, 0.2}, corrected.phi(), 1e-15);
        assertEquals(3, corrected.innovationVariance());
        assertArrayEquals(new double[] {0.5, 0.2}, ar.phi(), "the fit itself stays");
        assertSame(ar, NoiseModel.corrected(ar, 1.01), "what would not be stationary stays as it is");
    }

    /** Of order 2: inside the triangle |b| < 1, |a| < 1 - b. Box and Jenkins, eq. 3.2.18. */
    @Test
    void theTriangleOfSecondOrder() {
        for (double a = -2.03; a < 2.1; a += 0.1) {
            for (double b = -1.16; b < 1.2; b += 0.1) {
                boolean inside = Math.abs(b) < 1 && Math.abs(a) < 1 - b;
                assertEquals(inside, NoiseModel.stationary(new double[] {a, b}, 0), a + ", " + b);
                assertEquals(inside, NoiseModel.stationary(new double[] {a - 0.7, b}, 0.7), a + ", " + b);
            }
        }
    }

    /** (1 - p B)(1 - q B)(1 - r B) is stationary when all three are below 1. */
    @Test
    void productsOfFactors() {
        double[] factors = {-1.2, -0.95, -0.5, 0.1, 0.9, 1.05};
        for (double p : factors) {
            for (double q : factors) {
                for (double r : factors) {
                    double[] phi = {p + q + r, -(p * q + p * r + q * r), p * q * r};
                    boolean inside = Math.max(Math.abs(p), Math.max(Math.abs(q), Math.abs(r))) < 1;
                    assertEquals(inside, NoiseModel.stationary(phi, 0), p + ", " + q + ", " + r);
                }
            }
        }
        assertTrue(NoiseModel.stationary(new double[] {0.999}, 0));
        assertFalse(NoiseModel.stationary(new double[] {0.5}, 0.5));
        assertFalse(NoiseModel.stationary(new double[] {-0.5}, -0.5));
    }

    @Test
    void runsAreJoinedWithGapsBetweenThem() {
        double nan = Double.NaN;
        List<double[]> runs = List.of(new double[] {1, 2}, new double[] {3}, new double[] {4, nan, 5});
        assertArrayEquals(new double[] {1, 2, nan, nan, 3, nan, nan, 4, nan, 5}, NoiseModel.joined(runs, 2));
        assertArrayEquals(new double[] {1, 2, 3, 4, nan, 5}, NoiseModel.joined(runs, 0));
        assertArrayEquals(new double[0], NoiseModel.joined(List.of(), 0));
    }
}
