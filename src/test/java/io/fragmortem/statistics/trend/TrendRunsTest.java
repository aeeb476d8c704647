package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

/** Trends of several runs, caveats one by one, and how p, interval and confidence belong together. */
class TrendRunsTest {

    private static final TrendOptions DEFAULTS = TrendOptions.withDefaults();

    /** Runs of so many samples 100 apart, each on a level of its own. */
    private static List<Series> runs(long seed, double rho, double slope, int... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Series> runs = new ArrayList<>();
        double start = 1000;
        for (int n : sizes) {
            double[] y = Scenarios.ar(rho).make(random, n);
            double[] time = new double[n];
            double from = start;
            double level = 50 * random.nextGaussian();
            Arrays.setAll(time, i -> from + i);
            Arrays.setAll(y, i -> y[i] + level + slope * i);
            runs.add(new Series(time, y));
            start += n + 100;
        }
        return runs;
    }

    private static Series of(int n, IntToDoubleFunction value) {
        double[] y = new double[n];
        Arrays.setAll(y, value);
        return Series.of(y);
    }

    @Test
    void onlyPairsWithinARunAreCompared() {
        List<Series> runs = runs(1, 0, 0.05, 30, 5, 40);
        double[] slopes = new double[30 * 29 / 2 + 10 + 40 * 39 / 2];
        int k = 0;
        for (Series run : runs) {
            for (int i = 0; i < run.size(); i++) {
                for (int j = i + 1; j < run.size(); j++) {
                    slopes[k++] = (run.value()[j] - run.value()[i]) / (run.time()[j] - run.time()[i]);
                }
            }
        }
        Arrays.sort(slopes);
        double median = (slopes[(k - 1) / 2] + slopes[k / 2]) / 2;
        TrendResult result = Trend.testRuns(runs, DEFAULTS);
        assertEquals(median, result.slope(), 1e-12);
        assertEquals(75, result.n());
        assertTrue(result.caveats().contains(Caveat.BREAKS));
    }

    @Test
    void theClassicalTestsCompareAllPairs() {
        List<Series> runs = runs(2, 0.3, 0.05, 40, 40);
        double[] time = new double[80];
        double[] value = new double[80];
        for (int r = 0; r < 2; r++) {
            System.arraycopy(runs.get(r).time(), 0, time, 40 * r, 40);
            System.arraycopy(runs.get(r).value(), 0, value, 40 * r, 40);
        }
        for (double confidence : new double[] {0.5, 0.95}) {
            TrendOptions options = new TrendOptions(0.05, confidence, 0, 30, Double.POSITIVE_INFINITY);
            ClassicResult expected = ClassicResult.of(new Series(time, value), confidence);
            assertEquals(expected, Trend.testRuns(runs, options).classic().orElseThrow());
            Series one = runs.get(0);
            assertEquals(
                    ClassicResult.of(one, confidence),
                    Trend.test(one, options).classic().orElseThrow());
        }
    }

    /** The slopes of the runs by ordinary least squares, and Student's test of them: Ibragimov and Mueller 2010. */
    @Test
    void confirmedMeansThatTheRunsAgree() {
        int yes = 0;
        int no = 0;
        for (int seed = 0; seed < 60; seed++) {
            double slope = 0.04 * (seed % 3) - 0.02 * (seed % 2);
            List<Series> runs = runs(seed, 0.2, slope, 20, 9, 25, 30, 10 + seed % 2);
            TrendOptions options = new TrendOptions(0.2, 0.8, 0, 30, Double.POSITIVE_INFINITY);
            TrendResult result = Trend.testRuns(runs, options);
            double s = 0;
            List<Double> slopes = new ArrayList<>();
            for (Series run : runs) {
                s += MannKendall.of(run.value()).s();
                if (run.size() >= 10) {
                    SimpleRegression line = new SimpleRegression();
                    for (int i = 0; i < run.size(); i++) {
                        line.addData(run.time()[i], run.value()[i]);
                    }
                    slopes.add(line.getSlope());
                }
            }
            assertEquals(4, slopes.size());
            double mean = slopes.stream().mapToDouble(v -> v).average().orElseThrow();
            double square =
                    slopes.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
            double t = mean / Math.sqrt(square / 3 / 4);
            double p = 2 * new TDistribution(null, 3).cumulativeProbability(-Math.abs(t));
            boolean agree = Math.signum(mean) == Math.signum(s) && p <= 0.2;
            boolean expected = agree && result.p().orElse(1) <= 0.2;
            assertEquals(expected, result.confirmed(), "seed " + seed + ", p " + p);
            yes += expected ? 1 : 0;
            no += !agree && result.p().orElse(1) <= 0.2 ? 1 : 0;
        }
        assertTrue(yes >= 5 && no >= 3, yes + " confirmed, " + no + " not");
    }

    @Test
    void oneRunIsConfirmedByTheTestThatKnowsNoNoise() {
        int[] seen = new int[2];
        for (int seed = 0; seed < 60; seed++) {
            Series series = runs(seed, 0.4, 0.02, 80).get(0);
            TrendResult result = Trend.test(series);
            if (result.p().orElse(1) <= 0.05) {
                double t = FixedB.statistic(series.time(), series.value());
                boolean expected = t * MannKendall.of(series.value()).s() > 0 && Math.abs(t) > FixedB.CRITICAL;
                assertEquals(expected, result.confirmed(), "seed " + seed);
                seen[expected ? 1 : 0]++;
            } else {
                assertFalse(result.confirmed(), "seed " + seed);
            }
        }
        assertTrue(seen[0] > 0 && seen[1] > 0, seen[0] + " not, " + seen[1] + " confirmed");
    }

    @Test
    void twoRunsAreTooFewToAgreeAndEqualOnesAgree() {
        assertFalse(Trend.testRuns(runs(3, 0, 1, 40, 40), DEFAULTS).confirmed());
        assertFalse(Trend.testRuns(runs(3, 0, 1, 40, 40, 9), DEFAULTS).confirmed());
        assertTrue(Trend.testRuns(runs(3, 0, 1, 40, 40, 10), DEFAULTS).confirmed());
        double[] saw = new double[20];
        Arrays.setAll(saw, i -> i + 0.1 * (i * 7 % 5));
        List<Series> equal = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            double start = 64.0 * r;
            double[] time = new double[20];
            Arrays.setAll(time, i -> start + i);
            equal.add(new Series(time, saw));
        }
        assertTrue(Trend.testRuns(equal, DEFAULTS).confirmed());
    }

    @Test
    void anIntervalOfConfidenceOneLessPTouchesZero() {
        for (int seed = 0; seed < 6; seed++) {
            for (List<Series> runs : List.of(runs(seed, 0.3, 0.03, 80), runs(seed, 0.3, 0.05, 50, 40))) {
                double p = Trend.testRuns(runs, DEFAULTS).p().orElseThrow();
                if (p > 1e-8 && p < 0.999) {
                    TrendOptions exact = new TrendOptions(0.05, 1 - p, 0, 30, Double.POSITIVE_INFINITY);
                    TrendResult result = Trend.testRuns(runs, exact);
                    double low = result.slopeLow().orElseThrow();
                    double high = result.slopeHigh().orElseThrow();
                    assertEquals(result.slope(), (low + high) / 2, 1e-12);
                    double nearest = Math.min(Math.abs(low), Math.abs(high));
                    assertEquals(0, nearest, 1e-3 * (high - low), "seed " + seed);
                }
            }
        }
    }

    /** Without persistence the error of Sen's slope is that of the classical interval: a 95 % one is 2 x 1.96 errors wide. */
    @Test
    void whiteNoiseHasTheClassicalInterval() {
        Series series = runs(4, 0, 0.03, 400).get(0);
        TrendResult result = Trend.test(series);
        assertTrue(result.effectiveN() > 300, result.toString());
        double classic = result.classic().orElseThrow().senHigh().orElseThrow()
                - result.classic().orElseThrow().senLow().orElseThrow();
        double width = result.slopeHigh().orElseThrow() - result.slopeLow().orElseThrow();
        assertEquals(Math.sqrt(400 / result.effectiveN()), width / classic, 0.1);
    }

    @Test
    void caveatsOneByOne() {
        Series plain = runs(5, 0, 0, 60).get(0);
        assertEquals(List.of(), Trend.test(plain).caveats());
        double[] value = plain.value().clone();
        value[7] = Double.NaN;
        assertEquals(
                List.of(Caveat.GAPS),
                Trend.test(new Series(plain.time(), value)).caveats());
        value[7] = Double.POSITIVE_INFINITY;
        assertEquals(
                List.of(Caveat.GAPS, Caveat.NOT_FINITE),
                Trend.test(new Series(plain.time(), value)).caveats());
        value[7] = value[8];
        assertEquals(
                List.of(Caveat.TIES),
                Trend.test(new Series(plain.time(), value)).caveats());
        double[] time = plain.time().clone();
        time[20] += 0.4;
        assertEquals(
                List.of(Caveat.IRREGULAR),
                Trend.test(new Series(time, plain.value())).caveats());
        assertTrue(Trend.testRuns(List.of(plain), DEFAULTS, new Harmonics(new double[] {0.5}, 1, 0))
                .caveats()
                .contains(Caveat.CYCLE_REMOVED));
    }

    @Test
    void oneIrregularRunMakesAllOfThemIrregular() {
        List<Series> runs = new ArrayList<>(runs(6, 0, 0, 30, 30));
        assertFalse(Trend.testRuns(runs, DEFAULTS).caveats().contains(Caveat.IRREGULAR));
        double[] time = runs.get(0).time().clone();
        time[20] += 0.4;
        runs.set(0, new Series(time, runs.get(0).value()));
        assertTrue(Trend.testRuns(runs, DEFAULTS).caveats().contains(Caveat.IRREGULAR));
    }

    @Test
    void coarseTiedTwoValuedConstant() {
        Series fine = runs(7, 0, 0, 80).get(0);
        Series coarse = of(80, i -> Math.rint(fine.value()[i]));
        assertTrue(Trend.test(coarse).caveats().containsAll(List.of(Caveat.TIES, Caveat.COARSE_QUANTUM)));
        assertFalse(Trend.test(of(80, i -> Math.rint(100 * fine.value()[i])))
                .caveats()
                .contains(Caveat.COARSE_QUANTUM));
        List<Caveat> two = Trend.test(of(80, i -> i * 7 % 5 < 2 ? 3 : 2)).caveats();
        assertTrue(two.contains(Caveat.TWO_VALUES) && !two.contains(Caveat.CONSTANT));
        assertFalse(Trend.test(of(80, i -> i % 3 + 1)).caveats().contains(Caveat.TWO_VALUES));
        List<Caveat> zeros = Trend.test(of(80, i -> i % 2 == 0 ? 0.0 : -0.0)).caveats();
        assertTrue(zeros.contains(Caveat.CONSTANT) && !zeros.contains(Caveat.TWO_VALUES));
    }

    @Test
    void shortMeansFewSamplesAndLittleTime() {
        TrendOptions options = DEFAULTS.withMinimumLength(20, 50);
        for (int n : new int[] {9, 10, 19, 20}) {
            for (double step : new double[] {1, 50.0 / (n - 1), 49.9 / (n - 1)}) {
                Series noise = runs(n, 0, 0, n).get(0);
                double[] time = new double[n];
                Arrays.setAll(time, i -> 7 + step * i);
                boolean expected = n < 10 || (n < 20 && step * (n - 1) < 49.95);
                TrendResult result = Trend.test(new Series(time, noise.value()), options);
                assertEquals(expected, result.caveats().contains(Caveat.SHORT), n + " samples " + step + " apart");
            }
        }
        // the time between runs does not count: twice 4 of 8 samples
        List<Series> runs = runs(8, 0, 0, 5, 6);
        assertTrue(Trend.testRuns(runs, options).caveats().contains(Caveat.SHORT));
        assertFalse(Trend.testRuns(runs, DEFAULTS.withMinimumLength(20, 9))
                .caveats()
                .contains(Caveat.SHORT));
        assertTrue(Trend.testRuns(runs, DEFAULTS.withMinimumLength(20, 9.1))
                .caveats()
                .contains(Caveat.SHORT));
    }

    @Test
    void autocorrelatedMeansOneAndAHalfTimesAsManySamplesAsTheyAreWorth() {
        boolean[] seen = new boolean[2];
        for (int seed = 0; seed < 20; seed++) {
            TrendResult result = Trend.test(runs(seed, 0.04 * seed, 0, 150).get(0));
            boolean expected = result.n() > 1.5 * result.effectiveN();
            assertEquals(expected, result.caveats().contains(Caveat.AUTOCORRELATED), "seed " + seed);
            seen[expected ? 1 : 0] = true;
        }
        assertTrue(seen[0] && seen[1]);
    }

    @Test
    void whatRemembersATenthOfItsLengthMayBeAWalk() {
        Series slow = of(40, i -> Math.sin(i / 8.0) + 0.01 * (i % 3));
        assertTrue(Trend.test(slow).caveats().containsAll(List.of(Caveat.UNIT_ROOT, Caveat.FEW_EFFECTIVE)));
        for (int seed = 0; seed < 8; seed++) {
            assertFalse(Trend.test(runs(seed, 0.6, 0, 300).get(0)).caveats().contains(Caveat.UNIT_ROOT));
        }
    }

    @Test
    void almostNothing() {
        OptionalDouble none = OptionalDouble.empty();
        TrendResult two = Trend.test(new Series(new double[] {10, 10.5}, new double[] {5, 8}));
        assertEquals(6, two.slope());
        assertEquals(6, two.classic().orElseThrow().senSlope());
        assertEquals(none, two.p());
        assertEquals(Verdict.UNDECIDED, two.verdict());
        ClassicResult one = ClassicResult.of(Series.of(5), 0.95);
        assertEquals(0, one.senSlope());
        assertEquals(none, one.senLow());
        assertEquals(none, one.senHigh());
        assertEquals(1, one.mannKendall().n());
        List<Series> ones = List.of(Series.of(5), new Series(new double[] {9}, new double[] {8}));
        assertEquals(0, Trend.testRuns(ones, DEFAULTS).slope());
        assertEquals(Verdict.UNDECIDED, Trend.testRuns(ones, DEFAULTS).verdict());
        // three samples are tested, though nothing comes of it
        assertEquals(Verdict.UNDECIDED, Trend.test(Series.of(1, 3, 2)).verdict());
        assertEquals(Verdict.CONSTANT, Trend.test(Series.of(2, 2, 2)).verdict());
        // constant in each run, on two levels: no trend within any run, but steady it is not
        List<Series> levels = List.of(
                of(20, i -> 3),
                new Series(of(20, i -> 30 + i).value(), of(20, i -> 9).value()));
        TrendResult stairs = Trend.testRuns(levels, DEFAULTS);
        assertEquals(Verdict.UNDECIDED, stairs.verdict());
        assertEquals(0, stairs.slope());
        assertEquals(40, stairs.effectiveN());
    }

    @Test
    void aLineWithoutNoiseIsToldAsOne() {
        TrendResult line = Trend.test(Series.of(of(60, i -> 7 + 0.1 * i).value()));
        assertEquals(Verdict.GROWS, line.verdict());
        assertEquals(60, line.effectiveN());
        assertEquals(0.1, line.slope(), 1e-12);
        assertTrue(line.caveats().contains(Caveat.EXACT_LINE));
        assertFalse(line.caveats().contains(Caveat.UNIT_ROOT));
    }

    /** Two decimals of which growth moves the last one by two: beyond chance, but within the steps of the reading. */
    @Test
    void whatIsRealButTooSmallSaysSo() {
        SplittableRandom random = new SplittableRandom(3);
        double[] y = new double[400];
        Arrays.setAll(y, i -> Math.rint(105 + 2.0 * i / 400 + 1.2 * random.nextGaussian()) / 100);
        TrendResult small = Trend.test(Series.of(y));
        assertTrue(small.p().orElseThrow() < 0.05, small.toString());
        assertTrue(small.verdict() != Verdict.GROWS, small.toString());
        assertTrue(small.caveats().contains(Caveat.TOO_SMALL), small.toString());
        assertFalse(small.confirmed());
        TrendResult large = Trend.test(Series.of(of(60, i -> i + (i % 2)).value()));
        assertFalse(large.caveats().contains(Caveat.TOO_SMALL));
    }
}
