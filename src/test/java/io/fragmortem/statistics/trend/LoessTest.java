package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoessTest {

    /** One local line at x[i] by its definition: k nearest, tricube weights times robustness, weighted least squares. */
    private static double local(double[] x, double[] y, double[] robust, int k, int i) {
        double[] distance = new double[x.length];
        Arrays.setAll(distance, j -> Math.abs(x[j] - x[i]));
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double radius = sorted[k - 1];
        double[] w = new double[x.length];
        Arrays.setAll(w, j -> {
            double u = distance[j] / radius;
            double c = 1 - u * u * u;
            return u <= 0.999 ? robust[j] * (u > 0.001 ? c * c * c : 1) : 0;
        });
        double sw = 0;
        double sx = 0;
        double sy = 0;
        for (int j = 0; j < x.length; j++) {
            sw += w[j];
            sx += w[j] * x[j];
            sy += w[j] * y[j];
        }
        double xx = 0;
        double xy = 0;
        for (int j = 0; j < x.length; j++) {
            xx += w[j] * (x[j] - sx / sw) * (x[j] - sx / sw);
            xy += w[j] * (x[j] - sx / sw) * (y[j] - sy / sw);
        }
        return sy / sw + xy / xx * (x[i] - sx / sw);
    }

    private static double[] defined(double[] x, double[] y, int k, int rounds) {
        double[] robust = new double[x.length];
        Arrays.fill(robust, 1);
        double[] fit = new double[x.length];
        for (int round = 0; round <= rounds; round++) {
            double[] weights = robust.clone();
            Arrays.setAll(fit, i -> local(x, y, weights, k, i));
            double[] distance = new double[x.length];
            Arrays.setAll(distance, i -> Math.abs(y[i] - fit[i]));
            double scale = 6 * Ranks.medianInPlace(distance.clone());
            Arrays.setAll(robust, i -> {
                double u = distance[i] / scale;
                return u > 0.999 ? 0 : u > 0.001 ? (1 - u * u) * (1 - u * u) : 1;
            });
        }
        return fit;
    }

    @Test
    void agreesWithItsDefinitionOnIrregularTimes() {
        for (int seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 25 + 9 * seed;
            double[] x = new double[n];
            double[] y = new double[n];
            double at = 100;
            for (int i = 0; i < n; i++) {
                at += 0.2 + random.nextDouble();
                x[i] = at;
                y[i] = Math.sin(at / 4) + 0.3 * random.nextGaussian() + (i == 12 ? 8 : 0);
            }
            for (int rounds = 0; rounds <= 2; rounds++) {
                double[] smooth = Loess.smooth(new Series(x, y), 0.4, rounds).value();
                assertArrayEquals(defined(x, y, (int) (0.4 * n + 1e-10), rounds), smooth, 1e-9, "seed " + seed);
            }
        }
    }

    @Test
    void aLineStaysALine() {
        double[] y = new double[30];
        Arrays.setAll(y, i -> 3 + 0.5 * i);
        assertArrayEquals(y, Loess.smooth(Series.of(y), 0.3, 2).value(), 1e-12);
        assertArrayEquals(y, Loess.smooth(Series.of(y), 1, 0).value(), 1e-12);
        assertArrayEquals(
                new double[] {4, 4, 4, 4},
                Loess.smooth(Series.of(4, 4, 4, 4), 0.5, 3).value());
    }

    @Test
    void aLineLongAfterTheBeginningOfTimeStaysALineToo() {
        double[] x = new double[30];
        double[] y = new double[30];
        Arrays.setAll(x, i -> 1.7e9 + 60 * i + 20 * (i % 2));
        Arrays.setAll(y, i -> 3 + 0.5 * (x[i] - 1.7e9));
        assertArrayEquals(y, Loess.smooth(new Series(x, y), 0.3, 1).value(), 1e-4);
    }

    @Test
    void whereAllNeighboursAreOutliersTheSampleItselfIsLeft() {
        double[] y = new double[40];
        Arrays.setAll(y, i -> 0.1 * (i % 3) + (i >= 16 && i < 24 ? i % 2 == 0 ? 100 : -100 : 0));
        double[] smooth = Loess.smooth(Series.of(y), 0.1, 1).value();
        for (int i = 18; i < 22; i++) {
            assertEquals(y[i], smooth[i], "place " + i);
        }
        assertEquals(0.1, smooth[30], 0.1);
    }

    @Test
    void anOutlierIsIgnoredByRobustRounds() {
        double[] y = new double[40];
        Arrays.setAll(y, i -> 0.1 * i + 0.5 * (i * 7 % 5 - 2) + (i == 20 ? 50 : 0));
        assertTrue(Loess.smooth(Series.of(y), 0.5, 0).value()[20] > 5);
        assertEquals(2, Loess.smooth(Series.of(y), 0.5, 3).value()[20], 0.5);
    }

    @Test
    void onlyPresentSamplesComeBack() {
        Series smooth = Loess.smooth(Series.of(1, Double.NaN, 3, 4, Double.POSITIVE_INFINITY, 6), 1, 1);
        assertArrayEquals(new double[] {0, 2, 3, 5}, smooth.time());
        assertArrayEquals(new double[] {1, 3, 4, 6}, smooth.value(), 1e-12);
        assertArrayEquals(
                new double[] {5, 9}, Loess.smooth(Series.of(5, 9), 0.5, 1).value());
        assertEquals(3, Loess.smooth(Series.of(5, 9, 1), 1, 1).size());
    }

    @Test
    void misuse() {
        Series series = Series.of(1, 2, 3);
        for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> Loess.smooth(series, share, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> Loess.smooth(series, 0.5, -1));
    }
}
