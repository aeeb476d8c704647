package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** AR(1) plus white noise, Burg's autoregression, the heavy tail, a column, a piece. */
class NoiseShapesTest {

    @Test
    void stateAndWhitePartHaveTheAutocorrelationsOfArma11() {
        for (ArmaNoise noise : ArmaNoise.grid(500)) {
            double phi = noise.phi();
            double theta = noise.theta();
            // ARMA(1,1) x_t = phi x_(t-1) + e_t - theta e_(t-1): Box and Jenkins, eq. 3.4.8
            double first = (1 - phi * theta) * (phi - theta) / (1 + theta * theta - 2 * phi * theta);
            double ofState = phi / (1 - phi * phi) / noise.marginalVariance();
            assertEquals(first, ofState, 1e-12, noise.toString());
            assertTrue(noise.whiteVariance() >= 0);
        }
        assertEquals(1, new ArmaNoise(0, 0).marginalVariance());
        assertEquals(0, new ArmaNoise(0.5, 0).whiteVariance());
    }

    @Test
    void theGridHoldsSixtyOneModelsFromIndependenceToAlmostAWalk() {
        List<ArmaNoise> grid = ArmaNoise.grid(200);
        assertEquals(61, grid.size());
        assertEquals(61, new HashSet<>(grid).size());
        assertEquals(new ArmaNoise(0, 0), grid.get(0));
        assertTrue(grid.contains(new ArmaNoise(1 - 1 / 200.0, 0)));
        assertTrue(grid.stream().allMatch(m -> m.theta() <= m.phi() && m.phi() < 1));
    }

    /** Burg's recursion as his thesis has it, without gaps. */
    private static double[] burg(double[] x, int order) {
        double[] f = x.clone();
        double[] b = x.clone();
        double[] a = new double[0];
        for (int m = 1; m <= order; m++) {
            double cross = 0;
            double power = 0;
            for (int t = m; t < x.length; t++) {
                cross += f[t] * b[t - 1];
                power += f[t] * f[t] + b[t - 1] * b[t - 1];
            }
            double k = 2 * cross / power;
            double[] next = Arrays.copyOf(a, m);
            for (int j = 0; j < m - 1; j++) {
                next[j] = a[j] - k * a[m - 2 - j];
            }
            next[m - 1] = k;
            a = next;
            double[] oldF = f.clone();
            double[] oldB = b.clone();
            for (int t = m; t < x.length; t++) {
                f[t] = oldF[t] - k * oldB[t - 1];
                b[t] = oldB[t - 1] - k * oldF[t];
            }
        }
        return a;
    }

    @Test
    void burgsCoefficientsAndVariance() {
        for (int seed = 0; seed < 8; seed++) {
            double[] x = Scenarios.ar(0.2 * (seed % 5)).make(new SplittableRandom(seed), 150);
            for (int t = 2; t < x.length; t++) {
                x[t] -= 0.1 * seed * x[t - 2];
            }
            double power = Arrays.stream(x).map(v -> v * v).sum() / x.length;
            double best = Double.POSITIVE_INFINITY;
            double[] chosen = {};
            double chosenVariance = 0;
            double variance = power;
            for (int m = 1; m <= 6; m++) {
                double[] a = burg(x, m);
                variance *= 1 - a[m - 1] * a[m - 1];
                // AICc: n ln s2 + 2 k n / (n - k - 1), k = m + 1
                double aicc = 150 * Math.log(variance) + 2.0 * (m + 1) * 150 / (150 - m - 2);
                if (aicc < best) {
                    best = aicc;
                    chosen = a;
                    chosenVariance = variance;
                }
            }
            Burg fit = Burg.fit(x, 6);
            assertArrayEquals(chosen, fit.phi(), 1e-9, "seed " + seed);
            assertEquals(chosenVariance, fit.innovationVariance(), 1e-9);
            assertEquals(Arrays.stream(chosen).sum(), fit.sum(), 1e-12);
        }
    }

    @Test
    void firstOrderByHandWithAGap() {
        double nan = Double.NaN;
        // windows (1,2) (2,1) and, after the gap, (3,2): 2 (2 + 2 + 6) / (5 + 5 + 13)
        Burg fit = Burg.fit(new double[] {1, 2, 1, nan, 3, 2}, 1);
        assertArrayEquals(new double[] {20 / 23.0}, fit.phi(), 1e-15);
        assertEquals(19 / 5.0 * (1 - 400 / 529.0), fit.innovationVariance(), 1e-12);
    }

    @Test
    void gapsEndTheSearchForHigherOrders() {
        double[] x = Scenarios.ar(0).make(new SplittableRandom(3), 200);
        for (int t = 2; t < 200; t++) {
            x[t] += 0.8 * x[t - 2];
        }
        assertTrue(Burg.fit(x, 4).phi().length >= 2);
        for (int t = 2; t < 200; t += 3) {
            x[t] = Double.NaN;
        }
        // of three places one is missing: no window of three is whole
        assertEquals(1, Burg.fit(x, 4).phi().length);
    }

    @Test
    void nothingToFit() {
        for (double[] x : new double[][] {{}, {0, 0, 0}, {Double.NaN}, {0}}) {
            Burg fit = Burg.fit(x, 3);
            assertArrayEquals(new double[] {0}, fit.phi());
            assertEquals(0, fit.innovationVariance());
        }
        assertEquals(4, Burg.fit(new double[] {2, -2}, 0).innovationVariance());
        // a pure alternation is kept inside the stationary region
        Burg alternating = Burg.fit(new double[] {1, -1, 1, -1, 1, -1, 1, -1}, 1);
        assertTrue(alternating.phi()[0] > -1 && alternating.phi()[0] < -0.999);
    }

    @Test
    void largestOrders() {
        assertEquals(1, Burg.largestOrder(0));
        assertEquals(1, Burg.largestOrder(15));
        assertEquals(2, Burg.largestOrder(16));
        assertEquals(12, Burg.largestOrder(100));
        assertEquals(30, Burg.largestOrder(1000));
    }

    @Test
    void theSpectrumIntegratesToTheVariance() {
        Burg ar = new Burg(new double[] {0.5}, 3);
        assertEquals(3 / (0.5 * 0.5), ar.spectrum(0), 1e-12);
        assertEquals(3 / (1.5 * 1.5), ar.spectrum(Math.PI), 1e-12);
        assertEquals(3 / 1.25, ar.spectrum(Math.PI / 2), 1e-12);
        Burg two = new Burg(new double[] {0.5, -0.3}, 1);
        double sum = 0;
        for (int k = 0; k < 4000; k++) {
            sum += two.spectrum(2 * Math.PI * k / 4000) / 4000;
        }
        // variance of AR(2): (1 - a2) / ((1 + a2) ((1 - a2)^2 - a1^2))
        assertEquals(1.3 / (0.7 * (1.3 * 1.3 - 0.25)), sum, 1e-9);
    }

    private static double logLikelihood(double[] u, double nu, double scale) {
        TDistribution t = new TDistribution(null, nu);
        double sum = 0;
        for (double v : u) {
            sum += t.logDensity(v / Math.sqrt(scale)) - Math.log(scale) / 2;
        }
        return sum;
    }

    @Test
    void theTailIsTheLikeliestOfItsGrid() {
        double[] grid = {1.5, 2, 3, 4, 6, 10, 20, 1000};
        for (int seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] u = (seed % 2 == 0 ? Scenarios.studentAr(0, 3) : Scenarios.ar(0)).make(random, 400);
            HeavyTail tail = HeavyTail.fit(u);
            double own = logLikelihood(u, tail.nu(), tail.scale());
            for (double nu : grid) {
                for (double scale = 0.2; scale < 3; scale *= 1.05) {
                    assertTrue(own >= logLikelihood(u, nu, scale) - 0.02, "seed " + seed + ", nu " + nu + ": " + tail);
                }
            }
            assertTrue(seed % 2 == 0 ? tail.nu() <= 6 : tail.nu() >= 10, tail.toString());
        }
    }

    @Test
    void aTailOfNothingOrOfHugeShocksIsANumber() {
        HeavyTail still = HeavyTail.fit(new double[20]);
        assertTrue(still.scale() > 0 && Double.isFinite(still.price(5)));
        double[] u = new double[300];
        Arrays.setAll(u, i -> (i % 2 == 0 ? 1e9 : 1e-9) * (1 + i % 7));
        HeavyTail wild = HeavyTail.fit(u);
        assertEquals(1.5, wild.nu());
        assertTrue(Double.isFinite(wild.scale()));
    }

    @Test
    void aShockIsCheapUnderAHeavyTailAndCostsItsGainUnderANormalOne() {
        assertEquals(4 * Math.log(1 + 10 / 6.0), new HeavyTail(3, 2).price(10), 1e-12);
        assertEquals(10, new HeavyTail(1e9, 1).price(10), 1e-6);
        assertEquals(0, new HeavyTail(3, 2).price(0));
    }

    @Test
    void columns() {
        assertArrayEquals(new double[] {1, 1, 1}, Column.constant().values(3));
        assertArrayEquals(
                new double[] {-1.5 / 4, -0.5 / 4, 0.5 / 4, 1.5 / 4},
                Column.time(4).values(4),
                1e-15);
        assertArrayEquals(new double[] {0, 0, 1, 1}, Column.step(2).values(4));
        assertArrayEquals(new double[] {0, 0, 0.25, 0.5}, Column.bend(1, 4).values(4), 1e-15);
        for (Column c : List.of(Column.constant(), Column.time(5), Column.step(2), Column.bend(3, 5))) {
            double[] values = c.values(5);
            for (int t = 0; t < 5; t++) {
                assertEquals(values[t], c.at(t), 1e-15, c.toString());
            }
        }
    }

    @Test
    void aPieceIsAnOrdinaryLeastSquaresLine() {
        boolean[] ok = {true, true, false, true, true, true};
        double[] y = {100, 1, 7, 3, 5, 9};
        // places 1 3 4 5, values 1 3 5 9: means 3.25 and 4.5, slope 16.5 / 8.75
        Piece piece = Piece.fit(y, ok, 1, 6);
        assertEquals(3.25, piece.centre(), 1e-12);
        assertEquals(4.5, piece.level(), 1e-12);
        assertEquals(16.5 / 8.75, piece.slope(), 1e-12);
        double rss = 35 - 16.5 * 16.5 / 8.75;
        assertEquals(Math.sqrt(rss / 4), piece.deviation(), 1e-12);
        assertEquals(4.5 + 0.75 * 16.5 / 8.75, piece.at(4), 1e-12);
        double edge = SpikeMask.LIMIT * piece.deviation();
        assertTrue(piece.covers(4, piece.at(4) + 0.999 * edge));
        assertTrue(piece.covers(4, piece.at(4) - 0.999 * edge));
        assertTrue(!piece.covers(4, piece.at(4) + 1.001 * edge));
        assertEquals(-1, Piece.fit(y, ok, 0, 2).deviation());
        assertEquals(0, Piece.fit(y, ok, 0, 1).slope());
        assertEquals(new Piece(0, 0, 0, -1), Piece.fit(y, ok, 2, 3));
        assertTrue(Piece.fit(y, ok, 3, 6).deviation() > 0);
        double[] line = {1e12, 1e12 + 1, 1e12 + 2, 1e12 + 3, 1e12 + 4, 1e12 + 5};
        assertEquals(1, Piece.fit(line, ok, 0, 6).slope(), 1e-5);
    }
}
