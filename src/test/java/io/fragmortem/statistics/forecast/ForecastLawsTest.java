package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Forecasts whose interval can be calculated, and what must not change them. */
class ForecastLawsTest {

    private static final ForecastOptions OPTIONS = ForecastOptions.withDefaults();

    private static Series noisy(int seed, int n, double deviation, IntToDoubleFunction signal) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> deviation * random.nextGaussian() + signal.applyAsDouble(t));
        return Series.of(y);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void farAwayTheSlopeDecidesHowUncertainTheDayOfALineIs() {
        for (int seed = 0; seed < 4; seed++) {
            Series series = noisy(seed, 60, 1, t -> t);
            TrendResult trend = Trend.test(series);
            FuturePaths futures =
                    new FuturePaths(series, trend, new double[0], new ForecastOptions(seed, 4000, 40, .9));
            double[] passages = futures.passages(1500);
            Arrays.sort(passages);
            double centre = mean(series.time());
            double reach = (1500 - mean(series.value())) / trend.slope();
            assertEquals(centre + reach, passages[2000], .004 * reach);
            double df = Math.max(6, trend.effectiveN() - 2);
            double width = trend.slopeHigh().orElseThrow() - trend.slopeLow().orElseThrow();
            double asked = Distributions.studentQuantile(.95, df)
                    / Distributions.studentQuantile(
                            .5 + TrendOptions.withDefaults().confidence() / 2, df);
            double expected = width * asked * reach / trend.slope();
            double found = passages[3800] - passages[200];
            assertEquals(1, found / expected, .12, "seed " + seed);
            double inner = passages[3000] - passages[1000];
            double quartile = Distributions.studentQuantile(.75, df) / Distributions.studentQuantile(.95, df);
            assertEquals(quartile, inner / found, .06, "seed " + seed);
        }
    }

    @Test
    void theHorizonIsAFewLengthsAndTheIntervalAsWideAsAsked() {
        Series series = noisy(1, 60, 1, t -> t);
        ForecastResult wide = Forecast.firstPassage(series, 200, new ForecastOptions(1, 4000, 5, .9));
        ForecastResult narrow = Forecast.firstPassage(series, 200, new ForecastOptions(1, 4000, 5, .5));
        assertEquals(59 + 5 * 59, wide.horizon().orElseThrow(), 1e-9);
        assertTrue(wide.earliest().orElseThrow() < narrow.earliest().orElseThrow());
        assertTrue(narrow.latest().orElseThrow() < wide.latest().orElseThrow());
        assertEquals(wide.likely(), narrow.likely());
    }

    @Test
    void withoutNoiseToSpeakOfTheLineIsReachedOnTime() {
        Series series = noisy(1, 200, 1e-3, t -> 5 + .1 * t);
        ForecastResult result = Forecast.firstPassage(series, 45, OPTIONS);
        assertEquals(400, result.earliest().orElseThrow(), 1);
        assertEquals(400, result.likely().orElseThrow(), 1);
        assertEquals(400, result.latest().orElseThrow(), 1);
        assertEquals(result.earliest(), result.notBefore());
        assertFalse(result.beyondHorizon());
        assertFalse(result.saturating());
        // the next place is the first one that can be there
        assertEquals(200, Forecast.firstPassage(series, 24.95, OPTIONS).likely().orElseThrow());
    }

    @Test
    void unitsOfTimeAndOfValueChangeNothing() {
        Series series = noisy(2, 150, 1, t -> .1 * t);
        ForecastResult base = Forecast.firstPassage(series, 30, OPTIONS);
        double[] time = Arrays.stream(series.time()).map(t -> 5000 + 64 * t).toArray();
        double[] value = Arrays.stream(series.value()).map(v -> 4096 * v - 1024).toArray();
        ForecastResult other = Forecast.firstPassage(new Series(time, value), 4096 * 30 - 1024, OPTIONS);
        assertEquals(base.outcome(), other.outcome());
        assertEquals(5000 + 64 * base.earliest().orElseThrow(), other.earliest().orElseThrow(), 1e-6);
        assertEquals(5000 + 64 * base.likely().orElseThrow(), other.likely().orElseThrow(), 1e-6);
        assertEquals(5000 + 64 * base.latest().orElseThrow(), other.latest().orElseThrow(), 1e-6);
        assertEquals(64 * base.slope(), other.slope(), 1e-9 * 4096 * 64);
        assertEquals(30, base.limit());
    }

    @Test
    void aHigherLimitComesLater() {
        Series series = noisy(3, 200, 1, t -> .1 * t);
        double before = 199;
        for (double limit : new double[] {24, 28, 34, 45, 60}) {
            double likely =
                    Forecast.firstPassage(series, limit, OPTIONS).likely().orElseThrow();
            assertTrue(likely > before, "limit " + limit);
            before = likely;
        }
    }

    @Test
    void longRegimesAreSimulatedOnMediansButReachedBySamples() {
        Series series = noisy(4, 1801, 1, t -> .01 * t);
        ForecastResult result = Forecast.firstPassage(series, 30, OPTIONS);
        // where 100 times the integral of the normal tail above the remaining room is ln 2
        assertEquals(3000 - 208, result.likely().orElseThrow(), 60);
        assertEquals(1801, result.n());
    }

    @Test
    void whatIsThereIsThereNow() {
        Series series = noisy(5, 100, .1, t -> t);
        double last = series.value()[99];
        ForecastResult result = Forecast.firstPassage(series, last, OPTIONS);
        assertEquals(ForecastResult.Outcome.REACHED, result.outcome());
        for (OptionalDouble time :
                new OptionalDouble[] {result.earliest(), result.likely(), result.latest(), result.notBefore()}) {
            assertEquals(OptionalDouble.of(99), time);
        }
        assertEquals(
                ForecastResult.Outcome.EXPECTED,
                Forecast.firstPassage(series, last + 2, OPTIONS).outcome());
    }

    @Test
    void whyNothingCanBeSaid() {
        ForecastResult shorter = Forecast.firstPassage(noisy(6, 29, 1, t -> t), 100, OPTIONS);
        assertEquals(ForecastResult.Outcome.TOO_SHORT, shorter.outcome());
        assertTrue(shorter.caveats().contains(Caveat.SHORT));
        assertEquals(29, shorter.n());
        assertEquals(
                ForecastResult.Outcome.EXPECTED,
                Forecast.firstPassage(noisy(6, 30, 1, t -> t), 60, OPTIONS).outcome());
        Series even = noisy(6, 60, 1, t -> t);
        double[] time = even.time().clone();
        time[30] += .5;
        ForecastResult irregular = Forecast.firstPassage(new Series(time, even.value()), 100, OPTIONS);
        assertEquals(ForecastResult.Outcome.TOO_SHORT, irregular.outcome());
        assertTrue(irregular.caveats().contains(Caveat.IRREGULAR));
        assertFalse(irregular.caveats().contains(Caveat.SHORT));
        ForecastResult nothing = Forecast.firstPassage(Series.of(Double.NaN), 100, OPTIONS);
        assertTrue(nothing.caveats().contains(Caveat.SHORT));
        ForecastResult none = Forecast.firstPassage(even, Double.POSITIVE_INFINITY, OPTIONS);
        assertEquals(ForecastResult.Outcome.NO_LIMIT, none.outcome());
        assertEquals(0, none.limit());
        assertTrue(
                Forecast.firstPassage(Series.of(3, 3, 3), 5, OPTIONS).caveats().contains(Caveat.CONSTANT));
    }

    private static boolean levelsOff(Series series) {
        return Curves.weight(Curves.weighed(series, OptionalDouble.empty()), Curves.Course.SLOWER) > 0.9;
    }

    @Test
    void onlyRisingCurvesThatFlattenLevelOff() {
        assertTrue(levelsOff(noisy(7, 300, .3, t -> 10 * (1 - Math.exp(-t / 50.0)))));
        assertTrue(levelsOff(noisy(7, 300, .3, t -> 6 * Math.log(1 + 9 * t / 300.0))));
        assertTrue(levelsOff(noisy(7, 900, .3, t -> 10 * (1 - Math.exp(-t / 150.0)))));
        assertFalse(levelsOff(noisy(7, 300, .3, t -> -10 * (1 - Math.exp(-t / 50.0)))));
        assertFalse(levelsOff(noisy(7, 300, .3, t -> 10 * Math.exp((t - 300) / 50.0))));
        assertFalse(levelsOff(noisy(7, 300, .3, t -> .05 * t)));
        assertFalse(levelsOff(noisy(7, 300, .3, t -> 0)));
        // bent, but still more than half as steep at the end
        assertFalse(levelsOff(noisy(7, 300, .01, t -> 10 * (1 - Math.exp(-t / 900.0)))));
        assertFalse(levelsOff(noisy(7, 29, .01, t -> 10 * (1 - Math.exp(-t / 5.0)))));
        assertTrue(levelsOff(noisy(7, 60, .01, t -> 10 * (1 - Math.exp(-t / 10.0)))));
        assertFalse(levelsOff(noisy(7, 60, 0, t -> 3)));
    }

    @Test
    void rareLargeSurprisesTellTheirScaleLessWell() {
        double[] even = new double[100];
        Arrays.setAll(even, i -> i % 2 == 0 ? 1 : -1);
        assertEquals(100, PathNoise.scaleFreedom(even), 1e-9, "never more than their number");
        double[] rare = new double[100];
        Arrays.setAll(rare, i -> i % 5 == 0 ? (i % 2 == 0 ? 3 : -3) : 0);
        assertEquals(50, PathNoise.scaleFreedom(rare), 1e-9, "kurtosis 5");
        double[] once = new double[100];
        once[7] = 9;
        assertEquals(6, PathNoise.scaleFreedom(once), 1e-9);
        assertEquals(6, PathNoise.scaleFreedom(new double[0]), 1e-9);
        assertEquals(
                50,
                PathNoise.scaleFreedom(Arrays.stream(rare).map(e -> 4096 * e).toArray()),
                1e-9);
    }

    @Test
    void optionsOutsideTheirRanges() {
        assertEquals(100, new ForecastOptions(1, 100, 1e-9, .5).paths());
        for (double confidence : new double[] {0, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 100, 1, confidence));
        }
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 99, 1, .5));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 100, 0, .5));
    }
}
