package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Piece;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CosinesTest {

    private static final double[] NONE = {};

    private static double[] values(int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        Arrays.setAll(values, value);
        return values;
    }

    private static double[] noise(int n) {
        SplittableRandom random = new SplittableRandom(n);
        return values(n, t -> random.nextGaussian());
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    @Test
    void theCoefficientsAreThoseOfTheDefinition() {
        double[] y = noise(13);
        boolean[] ok = new boolean[13];
        Arrays.fill(ok, true);
        Piece line = Piece.fit(y, ok, 0, 13);
        Cosines cosines = Cosines.of(y, NONE);
        assertEquals(12, cosines.power().length);
        for (int k = 1; k < 13; k++) {
            double coefficient = 0;
            for (int t = 0; t < 13; t++) {
                coefficient += Math.sqrt(2 / 13.0) * (y[t] - line.at(t)) * Math.cos(Math.PI * k * (t + .5) / 13);
            }
            assertEquals(coefficient * coefficient, cosines.power()[k - 1], 1e-12);
        }
        assertEquals(13 * line.deviation() * line.deviation(), sum(cosines.power()), 1e-12);
        assertEquals(1, cosines.density());
    }

    @Test
    void aLineTakesOneCoefficientAndEachHarmonicTwo() {
        Cosines plain = Cosines.of(noise(40), NONE);
        assertEquals(1, sum(plain.line()), 1e-12);
        assertTrue(plain.line()[0] > .98);
        assertEquals(0, plain.line()[1], 1e-20, "even coefficients have no line in them");
        assertEquals(39 - 1, sum(plain.share()), 1e-9);
        for (int k = 0; k < 39; k++) {
            assertEquals(1 - plain.line()[k], plain.share()[k], 1e-12);
        }
        double[] w = {2 * Math.PI / 8, 2 * Math.PI / 5};
        Cosines both = Cosines.of(noise(40), w);
        assertEquals(39 - 1 - 4, sum(both.share()), 1e-9);
        assertEquals(1, sum(both.line()), 1e-12);
        // the same one twice is one, and one faster than the grid is none
        Cosines again = Cosines.of(noise(40), new double[] {w[0], w[1], w[0], Math.PI, 4});
        assertArrayEquals(both.share(), again.share(), 1e-9);
        assertArrayEquals(both.power(), again.power(), 1e-9);
    }

    @Test
    void whatIsRemovedIsGone() {
        double w = 2 * Math.PI / 9;
        double[] y = values(50, t -> 7 - .3 * t + Math.cos(w * t) - 2 * Math.sin(w * t));
        assertEquals(0, sum(Cosines.of(y, new double[] {w}).power()), 1e-18);
        assertTrue(sum(Cosines.of(y, NONE).power()) > 50);
    }

    @Test
    void gapsAreScaledUp() {
        double[] y = noise(400);
        double whole = sum(Cosines.of(y, NONE).power());
        double[] gaps = values(400, t -> t % 4 == 1 ? Double.NaN : y[t]);
        Cosines some = Cosines.of(gaps, NONE);
        assertEquals(.75, some.density());
        assertEquals(1, sum(some.power()) / whole, .12);
        // what is nearly about zero is put there before its gaps can look like noise
        double[] near = values(400, t -> gaps[t] + 2 + .005 * t);
        assertEquals(1, sum(Cosines.of(near, NONE).power()) / whole, .2);
    }

    @Test
    void nothingAndOneHaveNoCoefficients() {
        for (int n = 0; n < 2; n++) {
            Cosines cosines = Cosines.of(new double[n], NONE);
            assertEquals(0, cosines.power().length);
            assertEquals(0, cosines.share().length);
            assertEquals(0, cosines.line().length);
            assertEquals(n, cosines.density());
        }
        Cosines missing = Cosines.of(new double[] {Double.NaN, Double.NaN, Double.NaN}, NONE);
        assertEquals(0, missing.density());
        assertArrayEquals(new double[2], missing.power());
    }

    @Test
    void blocksAreMeansThatKeepTheVarianceOfWhiteNoise() {
        double[] y = {1, 3, 5, Double.NaN, Double.NaN, Double.NaN};
        double root = Math.sqrt(2);
        assertArrayEquals(new double[] {2 * root, 5 * root, Double.NaN}, Cosines.blocks(y, 3), 1e-15);
        assertSame(y, Cosines.blocks(y, 6));
        assertSame(y, Cosines.blocks(y, 7));
        double[] uneven = {1, 3, 4, 5, 9};
        assertArrayEquals(new double[] {2 * Math.sqrt(2.5), 6 * Math.sqrt(2.5)}, Cosines.blocks(uneven, 2), 1e-15);
    }
}
