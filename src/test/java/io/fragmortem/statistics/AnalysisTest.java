package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Bins;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** How the steps of an analysis work together: cycles and jumps, cycles and limits, which samples the classical tests see. */
class AnalysisTest {

    private static final AnalysisOptions DEFAULTS = AnalysisOptions.withDefaults();

    private static double[] noisy(long seed, int n, double deviation, IntToDoubleFunction signal) {
        double[] y = Scenarios.ar(0).make(new SplittableRandom(seed), n);
        Arrays.setAll(y, t -> deviation * y[t] + signal.applyAsDouble(t));
        return y;
    }

    private static double cycle(int t) {
        return 3 * Math.sin(2 * Math.PI * t / 24);
    }

    @Test
    void aJumpIsInTheChangeAndNotInTheCycle() {
        double[] y = noisy(1, 240, 0.2, t -> cycle(t) + (t < 127 ? 0 : 8));
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(y), List.of(), DEFAULTS.withCycle(24));
        assertEquals(127, result.changes().get(0).index());
        assertEquals(3, result.shape().cycle().orElseThrow().amplitude(), 0.1);
        assertEquals(
                8, result.changes().get(0).after() - result.changes().get(0).before(), 0.1);
    }

    @Test
    void aSeasonIsNamedInUnitsOfTimeAndLookedForInOneRunOnly() {
        double[] y = noisy(2, 240, 0.5, AnalysisTest::cycle);
        double[] minutes = new double[240];
        Arrays.setAll(minutes, t -> 60.0 * t);
        Series series = new Series(minutes, y);
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(), DEFAULTS);
        assertEquals(24 * 60, result.shape().cycle().orElseThrow().period());
        SeriesAnalysis inTwo = SeriesAnalysis.analyze(series, List.of(120), DEFAULTS);
        assertTrue(inTwo.shape().cycle().isEmpty());
        assertEquals(2, inTwo.runs().size());
        SeriesAnalysis asked = SeriesAnalysis.analyze(series, List.of(120), DEFAULTS.withCycle(24 * 60));
        assertEquals(24 * 60, asked.shape().cycle().orElseThrow().period());
        // another period asked for is looked for instead
        SeriesAnalysis other = SeriesAnalysis.analyze(series, List.of(), DEFAULTS.withCycle(17 * 60));
        assertTrue(other.shape().cycle().isEmpty());
    }

    @Test
    void theTopOfTheCycleReachesALimitFirst() {
        double[] y = noisy(3, 240, 0.1, t -> 0.05 * t + cycle(t));
        SeriesAnalysis result = SeriesAnalysis.analyze(
                Series.of(y), List.of(), DEFAULTS.withCycle(24).withLimit(20));
        ForecastResult forecast = result.forecast().orElseThrow();
        assertEquals((20 - 3) / 0.05, forecast.likely().orElseThrow(), 10);
        assertEquals(20, forecast.limit());
        double[] plain = noisy(3, 240, 0.1, t -> 0.05 * t);
        SeriesAnalysis without = SeriesAnalysis.analyze(Series.of(plain), List.of(), DEFAULTS.withLimit(20));
        assertEquals(20 / 0.05, without.forecast().orElseThrow().likely().orElseThrow(), 10);
    }

    @Test
    void theClassicalTestsSeeTheSamplesAsTheyCame() {
        for (IntToDoubleFunction signal : List.<IntToDoubleFunction>of(
                t -> 0, t -> t < 127 ? 0 : 8, t -> cycle(t) + 0.02 * t, t -> t % 2 == 0 ? Double.NaN : 0)) {
            Series series = Series.of(noisy(4, 240, 0.5, signal));
            ClassicResult classic = ClassicResult.of(series, 0.95);
            for (int bins : new int[] {4000, 60}) {
                AnalysisOptions options = DEFAULTS.withMaxBins(bins);
                assertEquals(
                        Optional.of(classic),
                        SeriesAnalysis.analyze(series, List.of(), options).classic());
                assertEquals(
                        Optional.of(classic),
                        SeriesAnalysis.analyze(series, List.of(100), options).classic());
                AnalysisOptions few = options.withClassicOnSamples(series.present());
                assertEquals(
                        Optional.of(classic),
                        SeriesAnalysis.analyze(series, List.of(), few).classic());
            }
        }
    }

    @Test
    void aLongSeriesGetsThemOnItsBins() {
        Series series = Series.of(noisy(5, 240, 0.5, t -> 0.01 * t));
        AnalysisOptions options = DEFAULTS.withMaxBins(60).withClassicOnSamples(239);
        ClassicResult classic =
                SeriesAnalysis.analyze(series, List.of(), options).classic().orElseThrow();
        assertEquals(60, classic.mannKendall().n());
        Bins bins = Bins.of(series.time(), series.value(), 60);
        assertEquals(ClassicResult.of(bins.series(), 0.95), classic);
        assertNotEquals(ClassicResult.of(series, 0.95), classic);
    }

    @Test
    void changesOfAllSortsStandInTheOrderOfTheirTimes() {
        int mixed = 0;
        for (int seed : new int[] {1, 2, 6, 17, 19, 22}) {
            double[] y = Scenarios.ar(0.9).make(new SplittableRandom(seed), 220);
            Arrays.setAll(y, t -> y[t] + 0.2 * Math.max(0, Math.min(50, t - 60)) + (t < 160 ? 0 : 20));
            List<SeriesAnalysis.Change> changes =
                    SeriesAnalysis.analyze(Series.of(y), List.of(), DEFAULTS).changes();
            for (int i = 1; i < changes.size(); i++) {
                assertTrue(changes.get(i - 1).time() < changes.get(i).time(), "seed " + seed);
                mixed += changes.get(i).certified() && !changes.get(i - 1).certified() ? 1 : 0;
            }
        }
        assertTrue(mixed > 0, "some certified change follows a visible one");
    }

    @Test
    void whatIsMissingIsCounted() {
        double[] y = noisy(6, 60, 1, t -> 0);
        y[7] = Double.NaN;
        y[8] = Double.POSITIVE_INFINITY;
        y[50] = Double.NaN;
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(y), List.of(), DEFAULTS);
        assertEquals(57, result.sampling().n());
        assertEquals(3, result.sampling().missing());
        assertEquals(60, result.sampling().bins());
        assertEquals(57 / 60.0, result.sampling().coverage());
    }
}
