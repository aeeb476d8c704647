package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Which outcome follows from which trend, at the edges between them; what saturation costs to believe. */
class ForecastOutcomesTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static Series noisy(int seed, int n, double deviation, IntToDoubleFunction signal) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> deviation * random.nextGaussian() + signal.applyAsDouble(t));
        return Series.of(y);
    }

    private static TrendResult trend(Series series, double slope, OptionalDouble low, OptionalDouble high) {
        int n = series.present();
        return new TrendResult(
                Trend.METHOD,
                n,
                n,
                low.isPresent() ? OptionalDouble.of(0.01) : NONE,
                slope,
                low,
                high,
                Verdict.UNDECIDED,
                false,
                List.of(),
                Optional.empty());
    }

    private static ForecastResult forecast(Series series, double limit, double slope, double low, double high) {
        TrendResult trend = trend(series, slope, OptionalDouble.of(low), OptionalDouble.of(high));
        return Forecast.firstPassage(series, limit, ForecastOptions.withDefaults(), trend, Harmonics.NONE);
    }

    private static ForecastResult refused(Series series) {
        return Forecast.firstPassage(
                series, 1000, ForecastOptions.withDefaults(), trend(series, 0.1, NONE, NONE), Harmonics.NONE);
    }

    private static Series levelling() {
        return noisy(1, 200, 0.2, t -> 12 * (1 - Math.exp(-t / 40.0)));
    }

    @Test
    void aCurveThatLevelsOffIsNamedAlsoWhereTheTestRefuses() {
        ForecastResult result = refused(levelling());
        assertEquals(ForecastResult.Outcome.LEVELS_OFF, result.outcome());
        assertTrue(result.saturating());
        assertFalse(result.beyondHorizon());
        for (OptionalDouble time :
                List.of(result.earliest(), result.likely(), result.latest(), result.notBefore(), result.horizon())) {
            assertEquals(NONE, time);
        }
        assertEquals(1000, result.limit());
    }

    @Test
    void aLineOfTooFewEffectiveSamplesIsTooShortAndSaysWhy() {
        ForecastResult result = refused(noisy(2, 60, 1, t -> 0.2 * t));
        assertEquals(ForecastResult.Outcome.TOO_SHORT, result.outcome());
        assertEquals(List.of(Caveat.FEW_EFFECTIVE), result.caveats());
        assertFalse(result.saturating());
    }

    @Test
    void onlyAnIntervalBelowZeroRecedes() {
        Series series = noisy(3, 200, 1, t -> 0);
        assertEquals(
                ForecastResult.Outcome.RECEDING,
                forecast(series, 4, -0.01, -0.02, -1e-9).outcome());
        assertFalse(forecast(series, 4, -0.01, -0.02, 0).outcome() == ForecastResult.Outcome.RECEDING);
    }

    @Test
    void onlyAnIntervalAboveZeroGetsADate() {
        Series series = noisy(4, 200, 0.1, t -> 0.1 * t);
        ForecastResult touching = forecast(series, 30, 0.1, 0, 0.2);
        assertEquals(ForecastResult.Outcome.NOT_BEFORE, touching.outcome());
        assertEquals(NONE, touching.likely());
        assertEquals(touching.earliest(), touching.notBefore());
        ForecastResult above = forecast(series, 30, 0.1, 1e-9, 0.2);
        assertEquals(ForecastResult.Outcome.EXPECTED, above.outcome());
        assertTrue(above.likely().isPresent());
        assertEquals(0.1, above.slope());
        assertEquals(200, above.n());
    }

    @Test
    void partOfTheIntervalBeyondTheHorizonIsSaid() {
        Series series = noisy(5, 200, 0.1, t -> 0.1 * t);
        // 0.1 a place gets to 75 at 750, 0.08 at 940, beyond 199 + 3 * 199
        ForecastResult beyond = forecast(series, 75, 0.1, 0.06, 0.14);
        assertEquals(ForecastResult.Outcome.EXPECTED, beyond.outcome());
        assertTrue(beyond.beyondHorizon());
        assertEquals(NONE, beyond.latest());
        ForecastResult within = forecast(series, 40, 0.1, 0.09, 0.11);
        assertFalse(within.beyondHorizon());
        assertTrue(within.latest().isPresent());
    }

    @Test
    void whatLevelsOffGetsNoDateHoweverSureItsLine() {
        ForecastResult result = forecast(levelling(), 12.5, 0.05, 0.04, 0.06);
        assertEquals(ForecastResult.Outcome.NOT_BEFORE, result.outcome());
        assertTrue(result.saturating());
        assertEquals(NONE, result.likely());
        assertEquals(NONE, result.latest());
        // what falls cannot level off at the top
        assertFalse(forecast(levelling(), 14, -0.05, -0.06, -0.04).saturating());
    }

    /** AICc with the two parameters of the noise and its variance: 2 k n / (n - k - 1). Hurvich and Tsai 1989. */
    @Test
    void aCurveParameterCostsMoreInShortSeries() {
        assertEquals(100 + 2.0 * 5 * 50 / 44, Curves.aicc(100, 50, 2), 1e-12);
        assertEquals(100 + 2.0 * 6 * 50 / 43, Curves.aicc(100, 50, 3), 1e-12);
        assertEquals(-7 + 2.0 * 6 * 200 / 193, Curves.aicc(-7, 200, 3), 1e-12);
    }

    private static double prior(List<Curves.Curve> curves, Curves.Course course) {
        return curves.stream()
                .filter(c -> c.course() == course)
                .mapToDouble(Curves.Curve::prior)
                .sum();
    }

    /** Time runs from 0 to 1. A line; its square, exp(2 u), exp(u); ln(1 + 9 u), approaches after 0.08 to 0.66. */
    @Test
    void theCurvesThatAreTried() {
        List<Curves.Curve> curves = Curves.all(OptionalDouble.empty());
        assertEquals(9, curves.size());
        double[] line = curves.get(0).basis().stream()
                .mapToDouble(f -> f.applyAsDouble(0.3))
                .toArray();
        assertArrayEquals(new double[] {1, 0.3}, line, 1e-12);
        double[] last = curves.stream()
                .mapToDouble(c -> c.basis().get(c.basis().size() - 1).applyAsDouble(0.5))
                .toArray();
        assertArrayEquals(
                new double[] {
                    0.5,
                    0.25,
                    Math.E,
                    Math.exp(0.5),
                    Math.log(5.5),
                    Math.exp(-6.25),
                    Math.exp(-3.125),
                    Math.exp(-1 / 0.66),
                    Math.exp(-1 / 1.32)
                },
                last,
                1e-12);
        Curves.Curve bent = Curves.all(OptionalDouble.of(0.4)).get(0);
        assertEquals(0, bent.basis().get(2).applyAsDouble(0.3));
        assertEquals(0.2, bent.basis().get(2).applyAsDouble(0.6), 1e-12);
        // levelling off is as likely as the line before anything is seen, getting faster half as likely
        assertEquals(1, prior(curves, Curves.Course.SLOWER), 1e-12);
        assertEquals(0.5, prior(curves, Curves.Course.FASTER), 1e-12);
    }

    @Test
    void atMostTwoHundredMediansAreLookedAt() {
        double[] values = new double[401];
        Arrays.setAll(values, t -> t);
        double[] few = Arrays.copyOf(values, 200);
        assertSame(few, Curves.blocks(few));
        assertEquals(101, Curves.blocks(Arrays.copyOf(values, 201)).length);
        assertEquals(0.5, Curves.blocks(Arrays.copyOf(values, 201))[0]);
        assertEquals(200, Curves.blocks(Arrays.copyOf(values, 400)).length);
        assertEquals(134, Curves.blocks(values).length);
        assertEquals(1, Curves.blocks(values)[0]);
    }

    @Test
    void linesUnderNoiseSeldomLevelOff() {
        int found = 0;
        for (int seed = 0; seed < 30; seed++) {
            double[] noise = Scenarios.ar(0.5).make(new SplittableRandom(seed), 60);
            found += Curves.weight(
                                    Curves.weighed(noisy(seed, 60, 0, t -> noise[t] + 0.1 * t), OptionalDouble.empty()),
                                    Curves.Course.SLOWER)
                            > 0.9
                    ? 1
                    : 0;
        }
        assertTrue(found <= 1, found + " of 30");
    }
}
