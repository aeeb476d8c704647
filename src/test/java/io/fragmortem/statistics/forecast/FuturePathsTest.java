package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Simulated futures where the first passage has a closed form: lines without noise, one step ahead, white noise. */
class FuturePathsTest {

    private static final double[] NONE = {};
    private static final int PATHS = 20_000;

    /** A trend of which only slope, interval and effective n matter here. */
    private static TrendResult trend(double slope, double low, double high, int n, double effective) {
        return new TrendResult(
                Trend.METHOD,
                n,
                effective,
                OptionalDouble.of(0.01),
                slope,
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                Verdict.GROWS,
                true,
                List.of(),
                Optional.empty());
    }

    private static FuturePaths still(double[] y, double effective, int steps) {
        // half a step less, for the ceiling
        double factor = (steps - 0.5) / (y.length - 1);
        return new FuturePaths(
                Series.of(y), trend(0, 0, 0, y.length, effective), NONE, new ForecastOptions(5, PATHS, factor, 0.9));
    }

    private static double share(FuturePaths futures, double limit) {
        return Arrays.stream(futures.passages(limit)).filter(Double::isFinite).count() / (double) PATHS;
    }

    private static double[] centred(double[] y) {
        double mean = Arrays.stream(y).average().orElseThrow();
        return Seeded.mapped(y, 1, -mean);
    }

    private static double[] white(int seed, int n) {
        double[] y = centred(Scenarios.ar(0).make(new SplittableRandom(seed), n));
        double deviation = Math.sqrt(Arrays.stream(y).map(v -> v * v).average().orElseThrow());
        return Seeded.mapped(y, 1 / deviation, 0);
    }

    private static double above(double z) {
        double tail = Distributions.normalTwoSided(z) / 2;
        return z < 0 ? 1 - tail : tail;
    }

    @Test
    void aLineArrivesWhenItArrives() {
        for (int n : new int[] {40, 600, 601, 1201}) {
            int block = n <= 600 ? 1 : n == 601 ? 2 : 3;
            double[] time = new double[n];
            double[] value = new double[n];
            Arrays.setAll(time, i -> 1e6 + 60.0 * i);
            Arrays.setAll(value, i -> 100 + 0.5 * i);
            double slope = 0.5 / 60;
            FuturePaths futures = new FuturePaths(
                    new Series(time, value),
                    trend(slope, slope, slope, n, n),
                    NONE,
                    new ForecastOptions(1, 100, 1.5, 0.9));
            double end = time[n - 1];
            double step = 60.0 * block;
            int places = n / block;
            int steps = (int) Math.ceil(1.5 * (places - 1));
            assertEquals(end + steps * step, futures.horizon(), 1e-6, "n " + n);
            // the last sample of a place is half a place above its median
            double atEnd = value[n - 1];
            double rise = 0.5 * block;
            for (int k : new int[] {1, 2, 7, steps - 1, steps}) {
                double[] expected = new double[100];
                Arrays.fill(expected, end + k * step);
                double limit = atEnd + rise * k - 0.1 * rise;
                assertArrayEquals(expected, futures.passages(limit), 1e-6, "n " + n + ", step " + k);
            }
            double[] never = new double[100];
            Arrays.fill(never, Double.POSITIVE_INFINITY);
            assertArrayEquals(never, futures.passages(atEnd + rise * (steps + 0.1)));
        }
    }

    @Test
    void whatFallsNeverArrives() {
        double[] y = white(1, 200);
        double[] falling = new double[200];
        Arrays.setAll(falling, t -> y[t] - 0.5 * t);
        FuturePaths futures = new FuturePaths(
                Series.of(falling), trend(-0.5, -0.5, -0.5, 200, 200), NONE, new ForecastOptions(2, PATHS, 3, 0.9));
        assertEquals(0, share(futures, 0));
        // two deviations above the line at its next place, and further away with every step
        double next = share(futures, -100 + 2);
        assertTrue(next > 0.02 && next < 0.08, "share " + next);
    }

    @Test
    void oneStepAheadWhiteNoiseIsNormal() {
        double[] y = white(2, 400);
        FuturePaths futures = still(y, 400, 1);
        for (double z : new double[] {-1.5, -0.5, 0, 1, 2}) {
            assertEquals(above(z), share(futures, z), 0.035, "z " + z);
        }
        assertEquals(400, futures.horizon(), 1e-9);
        assertTrue(Arrays.stream(futures.passages(0)).allMatch(t -> t == 400 || Double.isInfinite(t)));
    }

    @Test
    void manyStepsAheadOneOfManySamplesIsLarge() {
        double[] y = white(3, 500);
        // surprises are drawn with a kernel of 1.06 n^(-1/5) deviations around them
        double deviation = Math.hypot(1, 1.06 * Math.pow(500, -0.2));
        for (int steps : new int[] {10, 40}) {
            double expected = 1 - Math.pow(1 - above(2.2 / deviation), steps);
            assertEquals(expected, share(still(y, 500, steps), 2.2), 0.2 * expected, steps + " steps");
        }
    }

    @Test
    void fewEffectiveSamplesLeaveTheLevelOpen() {
        double[] y = white(4, 400);
        double kernel = 1.06 * Math.pow(400, -0.2);
        // variance 1 of the noise and that of the kernel; of the level 8 / 6 / 8, times a Student factor of 6 / 4
        double whole = Math.sqrt(1 + kernel * kernel + 8 / 6.0 / 8 * 6 / 4);
        assertEquals(above(2 / whole), share(still(y, 8, 1), 2), 0.008);
        assertEquals(above(2 / Math.hypot(1, kernel)), share(still(y, 400, 1), 2), 0.008);
    }

    /** How much of today's value is left tomorrow is known to sqrt((1 - rho^2) / n). */
    @Test
    void persistenceIsDrawnToo() {
        double[] y = centred(Scenarios.ar(0.5).make(new SplittableRandom(10), 60));
        y[59] = 8;
        FuturePaths fromToday = still(y, 60, 1);
        double persistence = (quantile(fromToday, 0.16) + quantile(fromToday, 0.84)) / 2 / 8;
        assertEquals(0.5, persistence, 0.15);
        // the same surprises without today's value: a missing one is none
        double[] forgotten = Arrays.copyOf(y, 61);
        forgotten[60] = Double.NaN;
        double surprise = spread(still(forgotten, 60, 1));
        double drawn = Math.sqrt(Math.pow(spread(fromToday), 2) - surprise * surprise);
        assertEquals(8 * Math.sqrt((1 - persistence * persistence) / 60), drawn, 0.2);
    }

    /** Half the width of what holds two thirds of the futures at their first step: one standard deviation. */
    private static double spread(FuturePaths futures) {
        return (quantile(futures, 0.84) - quantile(futures, 0.16)) / 2;
    }

    /** The value that so large a share of the futures stays below at its first step. */
    private static double quantile(FuturePaths futures, double share) {
        double low = -20;
        double high = 20;
        while (high - low > 0.01) {
            double middle = (low + high) / 2;
            if (share(futures, middle) > 1 - share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Test
    void withoutNeighboursThereIsNoNoiseToDraw() {
        double[] y = white(11, 120);
        for (int t = 0; t < 120; t += 2) {
            y[t] = Double.NaN;
        }
        FuturePaths futures = still(y, 1e9, 3);
        double level = Arrays.stream(y).filter(v -> !Double.isNaN(v)).average().orElseThrow();
        assertEquals(1, share(futures, level - 1e-3));
        assertTrue(share(futures, level + 1) < 0.01);
    }

    @Test
    void persistentNoiseStartsFromToday() {
        double[] y = centred(Scenarios.ar(0.9).make(new SplittableRandom(5), 590));
        for (double today : new double[] {2, -1.5}) {
            y[589] = today;
            FuturePaths futures = still(y, 590, 1);
            double innovation = Math.sqrt(1 - 0.81);
            assertEquals(0.5, share(futures, 0.9 * today), 0.12, "today " + today);
            assertEquals(above(1.5), share(futures, 0.9 * today + 1.5 * innovation), 0.04, "today " + today);
            assertEquals(above(-1.5), share(futures, 0.9 * today - 1.5 * innovation), 0.05, "today " + today);
        }
        y[589] = Double.NaN;
        double missing = share(still(y, 590, 1), 1.2);
        assertEquals(above(1.2 / Math.sqrt(1 - 0.81)), missing, 0.02, "a missing one counts as none");
    }

    /** Today's value is known, however uncertain the line through it: tomorrow's is close to it. */
    @Test
    void anUncertainSlopeDoesNotMoveToday() {
        double[] y = centred(Scenarios.ar(0.97).make(new SplittableRandom(6), 100));
        FuturePaths futures = new FuturePaths(
                Series.of(y), trend(0, -0.1, 0.1, 100, 50), NONE, new ForecastOptions(3, PATHS, 0.5 / 99, 0.9));
        double today = y[99];
        assertTrue(share(futures, today + 1.2) < 0.02);
        assertTrue(share(futures, today - 1.2) > 0.98);
    }

    /** x(t) = 0.8 x(t - p) + e: what was p steps ago comes back. */
    @Test
    void fourLagsAreRemembered() {
        for (int p = 2; p <= 4; p++) {
            SplittableRandom random = new SplittableRandom(7);
            double[] y = new double[590];
            for (int t = 0; t < 590; t++) {
                y[t] = 0.6 * random.nextGaussian() + (t < p ? 0 : 0.8 * y[t - p]);
            }
            for (int lag = 1; lag <= p; lag++) {
                double[] x = y.clone();
                Arrays.fill(x, 590 - p, 590, 0);
                x[590 - lag] = 6;
                double[] passages = still(x, 590, p).passages(3.6);
                // of the last p samples the first comes back in one step, the last in p
                double expected = 589 + (p + 1 - lag);
                long there = Arrays.stream(passages).filter(t -> t == expected).count();
                assertTrue(there > 0.85 * PATHS, p + " lags, lag " + lag + ": " + there);
            }
        }
    }

    @Test
    void aSteeperFutureComesSooner() {
        double[] y = white(8, 100);
        double[] rising = new double[100];
        Arrays.setAll(rising, t -> 0.1 * y[t] + t);
        for (double effective : new double[] {100, 8}) {
            FuturePaths futures = new FuturePaths(
                    Series.of(rising),
                    trend(1, 0.8, 1.2, 100, effective),
                    NONE,
                    new ForecastOptions(4, PATHS, 30, 0.9));
            double[] passages = futures.passages(1000);
            Arrays.sort(passages);
            double df = effective - 2;
            double error = 0.2 / Distributions.studentQuantile(0.975, df);
            for (double share : new double[] {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99}) {
                double steep = 1 + error * Distributions.studentQuantile(1 - share, df);
                double expected = 49.5 + (1000 - 49.5) / steep;
                assertEquals(expected, passages[(int) (share * PATHS)], 0.015 * expected, effective + ", " + share);
            }
        }
    }

    @Test
    void chiSquaredHasItsMeanAndVariance() {
        for (double df : new double[] {6, 30, 200}) {
            Draws random = new Draws(9);
            double[] draws = new double[PATHS];
            Arrays.setAll(draws, i -> PathNoise.chiSquared(random, df));
            double mean = Arrays.stream(draws).average().orElseThrow();
            double variance =
                    Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).sum() / PATHS;
            assertEquals(df, mean, 0.02 * df);
            assertEquals(2 * df, variance, 0.16 * df);
            assertTrue(Arrays.stream(draws).min().orElseThrow() > 0);
        }
    }

    /** A variance from k values of kurtosis K has 2 k / (K - 1) degrees of freedom. */
    @Test
    void heavyTailsLeaveTheScaleOpen() {
        assertEquals(50, PathNoise.scaleFreedom(ofKurtosis(5)), 1e-9);
        assertEquals(100, PathNoise.scaleFreedom(ofKurtosis(3)), 2);
        assertEquals(2 * 100 / 9.0, PathNoise.scaleFreedom(ofKurtosis(10)), 1e-9);
        // no more than a normal law's, no fewer than six
        assertEquals(100, PathNoise.scaleFreedom(ofKurtosis(1)), 1e-9);
        assertEquals(6, PathNoise.scaleFreedom(ofKurtosis(50)), 1e-9);
        assertEquals(20, PathNoise.scaleFreedom(new double[20]), 1e-9);
        assertEquals(6, PathNoise.scaleFreedom(new double[0]), 1e-9);
    }

    /** A hundred values 0 but for one in {@code kurtosis}, plus and minus 7. */
    private static double[] ofKurtosis(int kurtosis) {
        double[] values = new double[100];
        for (int i = 0; i < 100 / kurtosis; i++) {
            values[i] = i % 2 == 0 ? 7 : -7;
        }
        return values;
    }
}
