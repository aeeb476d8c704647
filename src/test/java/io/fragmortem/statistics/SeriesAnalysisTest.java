package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.change.VisibleShift;
import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeriesAnalysisTest {

    private static final AnalysisOptions DEFAULTS = AnalysisOptions.withDefaults();

    private static Series series(long seed, int n, double rho, double step, IntToDoubleFunction signal) {
        double[] noise = Scenarios.ar(rho).make(new SplittableRandom(seed), n);
        double[] time = new double[n];
        double[] value = new double[n];
        Arrays.setAll(time, i -> i * step);
        Arrays.setAll(value, i -> noise[i] + signal.applyAsDouble(i));
        return new Series(time, value);
    }

    @Test
    void aLevelStepIsAChangeAndNoTrend() {
        Series series = series(1, 300, 0.3, 60, i -> i < 180 ? 0 : 4);
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(), DEFAULTS);
        SeriesAnalysis.Change change = result.changes().stream()
                .filter(SeriesAnalysis.Change::certified)
                .findFirst()
                .orElseThrow();
        assertEquals(180, change.index(), 2);
        assertEquals(180 * 60.0, change.time(), 120);
        assertEquals(ChangePoint.Kind.LEVEL, change.kind());
        assertEquals(4, change.after() - change.before(), 0.6);
        assertTrue(change.low() <= change.time() && change.time() <= change.high());
        assertTrue(result.overall().trend().p().orElse(1) > 0.01);
        assertEquals(change.time(), result.now().from().orElseThrow(), 120);
        assertTrue(result.classic().orElseThrow().mannKendall().p() < 1e-6);
    }

    @Test
    void aSawtoothOfRestartsGrowsInEachRunAndIsNeverFittedAcross() {
        Series series = series(2, 400, 0.3, 1, i -> 0.05 * (i % 100));
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(100, 200, 300), DEFAULTS);
        assertEquals(4, result.runs().size());
        for (SeriesAnalysis.Run run : result.runs()) {
            assertEquals(Verdict.GROWS, run.window().trend().verdict());
        }
        assertEquals(Verdict.GROWS, result.overall().trend().verdict());
        assertTrue(result.overall().trend().confirmed());
        assertEquals(0.05, result.overall().trend().slope(), 0.01);
        assertTrue(result.overall().trend().caveats().contains(Caveat.BREAKS));
        assertEquals(
                0,
                result.changes().stream()
                        .filter(SeriesAnalysis.Change::certified)
                        .count());
    }

    @Test
    void aDailyCycleIsRemovedAndTheSlowRiseUnderItFound() {
        double day = 86400;
        IntToDoubleFunction cycle =
                i -> 5 * Math.sin(2 * Math.PI * i * 600 / day) + 2 * Math.cos(4 * Math.PI * i * 600 / day);
        AnalysisOptions options = DEFAULTS.withCycle(day);
        Series still = series(13, 1008, 0.7, 600, cycle);
        SeriesAnalysis steady = SeriesAnalysis.analyze(still, List.of(), options);
        assertEquals(day, steady.shape().cycle().orElseThrow().period());
        assertEquals(5.5, steady.shape().cycle().orElseThrow().amplitude(), 1.2);
        assertFalse(steady.overall().trend().verdict() == Verdict.GROWS);
        Series rising = series(13, 1008, 0.7, 600, i -> cycle.applyAsDouble(i) + 2.5 * i / 1008);
        SeriesAnalysis grows = SeriesAnalysis.analyze(rising, List.of(), options);
        assertEquals(Verdict.GROWS, grows.overall().trend().verdict());
        assertTrue(grows.overall().trend().caveats().contains(Caveat.CYCLE_REMOVED));
        assertTrue(Trend.test(rising).verdict() != Verdict.GROWS);
    }

    @Test
    void whatAFewHarmonicsLeaveOfACycleIsNoTrend() {
        IntToDoubleFunction wave = i -> 50 * Math.sin(2 * Math.PI * i / 60);
        double[] still = new double[420];
        Arrays.setAll(still, i -> wave.applyAsDouble(i) + 0.01 * (i * 7919 % 13) - 0.0002 * i);
        SeriesAnalysis steady = SeriesAnalysis.analyze(Series.of(still), List.of(), DEFAULTS.withCycle(60));
        assertEquals(Verdict.STEADY, steady.overall().trend().verdict(), steady.toString());
        double[] rising = new double[420];
        Arrays.setAll(rising, i -> still[i] + 0.01 * i);
        SeriesAnalysis grows = SeriesAnalysis.analyze(Series.of(rising), List.of(), DEFAULTS.withCycle(60));
        assertEquals(Verdict.GROWS, grows.overall().trend().verdict());
        assertEquals(0.01, grows.overall().trend().slope(), 0.001);
    }

    @Test
    void noCycleIsRemovedFromNoise() {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            Series noise = series(seed, 500, 0.6, 600, i -> 0);
            found += SeriesAnalysis.analyze(noise, List.of(), DEFAULTS.withCycle(86400))
                            .shape()
                            .cycle()
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertTrue(found <= 8, found + " of 40");
    }

    @Test
    void recentWindowsEndWithTheSeries() {
        Series series = series(4, 600, 0.2, 1, i -> i < 500 ? 0 : 0.2 * (i - 500));
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(), DEFAULTS.withRecent(List.of(80.0, 1e9)));
        assertEquals(2, result.recent().size());
        assertEquals(Verdict.GROWS, result.recent().get(0).trend().verdict());
        assertEquals(519, result.recent().get(0).from().orElseThrow());
        assertEquals(Verdict.GROWS, result.now().trend().verdict());
    }

    @Test
    void warmUpIsLeftOut() {
        Series series = series(5, 400, 0.2, 1, i -> i >= 200 && i < 240 ? -0.3 * (240 - i) : 0);
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(200), DEFAULTS.withWarmUp(40));
        assertEquals(160, result.runs().get(1).window().trend().n());
        assertTrue(result.runs().get(1).window().trend().verdict() != Verdict.GROWS);
    }

    @Test
    void manySamplesAreBinnedAndChangesFoundBackInTheSamples() {
        Series series = series(6, 40_000, 0.2, 1, i -> i < 23_456 ? 0 : 3);
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(), DEFAULTS.withMaxBins(1000));
        assertTrue(result.sampling().bins() <= 1000);
        SeriesAnalysis.Change change = result.changes().get(0);
        assertTrue(change.certified());
        assertEquals(23_456, change.index(), 3);
    }

    /** Certificates need the season taken out; what people see, they see with it. */
    @Test
    void visibleShiftsAreThoseOfTheSeriesWithItsSeason() {
        SplittableRandom random = new SplittableRandom(8);
        double[] y = new double[240];
        Arrays.setAll(
                y, t -> 3 * Math.sin(2 * Math.PI * t / 12) + 0.02 * t + (t < 150 ? 0 : 9) + random.nextGaussian());
        SeriesAnalysis analysis = SeriesAnalysis.analyze(Series.of(y), List.of(), AnalysisOptions.withDefaults());
        assertTrue(analysis.shape().cycle().isPresent());
        List<Integer> seen =
                ChangePoints.visible(y).stream().map(VisibleShift::index).toList();
        List<Integer> certified = analysis.changes().stream()
                .filter(SeriesAnalysis.Change::certified)
                .map(SeriesAnalysis.Change::index)
                .toList();
        assertEquals(List.of(150), certified);
        List<Integer> visible = analysis.changes().stream()
                .filter(c -> !c.certified())
                .map(SeriesAnalysis.Change::index)
                .toList();
        assertTrue(seen.containsAll(visible), visible + " of " + seen);
        assertEquals(seen.stream().filter(c -> Math.abs(c - 150) >= 5).toList(), visible);
    }

    @Test
    void aLimitGetsAForecast() {
        Series series = series(7, 300, 0.5, 60, i -> 100 + 0.05 * i);
        SeriesAnalysis result = SeriesAnalysis.analyze(series, List.of(), DEFAULTS.withLimit(130));
        ForecastResult forecast = result.forecast().orElseThrow();
        assertEquals(ForecastResult.Outcome.EXPECTED, forecast.outcome());
        assertEquals(600 * 60, forecast.likely().orElseThrow(), 60 * 60);
        assertEquals(130, forecast.limit());
    }

    /** Noise in proportion to the values makes growth no faster than it is. */
    @Test
    void steadyGrowthUnderNoiseInProportionIsDrawnOutAsALine() {
        SplittableRandom random = new SplittableRandom(5);
        double[] x = new double[1000];
        Arrays.setAll(x, t -> (1 + t / 150.0) * (1 + 0.02 * random.nextGaussian()));
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(x), List.of(), DEFAULTS.withLimit(14));
        assertEquals(Scale.PROPORTIONAL, result.shape().scale());
        ForecastResult forecast = result.forecast().orElseThrow();
        assertEquals(ForecastResult.Outcome.EXPECTED, forecast.outcome());
        assertEquals(1950, forecast.likely().orElseThrow(), 150); // on logarithms it bends, and has no date
    }

    @Test
    void aBurstThatCalmedDownDoesNotHideWhenAGrowingSeriesGetsThere() {
        double[] x = Scenarios.ar(0.6).make(new SplittableRandom(17), 400);
        // 12 more at 300, gone fifty samples later
        Arrays.setAll(x, t -> 10 + x[t] + 6.0 * t / 400 + (t >= 300 ? 12 * Math.exp(-(t - 300) / 12.0) : 0));
        SeriesAnalysis result = SeriesAnalysis.analyze(
                Series.of(x), List.of(), AnalysisOptions.withDefaults().withLimit(30));
        assertTrue(result.changes().stream().anyMatch(SeriesAnalysis.Change::certified));
        ForecastResult forecast = result.forecast().orElseThrow();
        assertEquals(ForecastResult.Outcome.EXPECTED, forecast.outcome());
        // the line is there at 1333; another burst would have been at any time
        assertTrue(forecast.earliest().orElseThrow() < 600, forecast.toString());
        assertTrue(forecast.likely().orElseThrow() > 600, forecast.toString());
        assertTrue(forecast.slope() > 4.0 / 400 && forecast.slope() < 8.0 / 400, forecast.toString());
    }

    @Test
    void degenerateSeriesGetAnEmptyAnalysis() {
        for (Series series : List.of(
                Series.of(),
                Series.of(1),
                Series.of(1, 2),
                Series.of(Double.NaN, Double.NaN),
                Series.of(
                        3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
                        3),
                Series.of(Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY))) {
            SeriesAnalysis result = SeriesAnalysis.analyze(
                    series, List.of(1), DEFAULTS.withLimit(5).withCycle(10).withRecent(List.of(1.0)));
            assertTrue(result.changes().isEmpty());
            assertTrue(result.forecast().orElseThrow().likely().isEmpty());
            assertFalse(result.toString().contains("NaN"), result.toString());
        }
    }

    @Test
    void optionsOutOfRangeAreMisuse() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withMaxBins(3));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withWarmUp(-1));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 3, 1, 0.9));
        assertEquals(
                OptionalDouble.of(7),
                DEFAULTS.withTrend(TrendOptions.withDefaults()).withLimit(7).limit());
    }
}
