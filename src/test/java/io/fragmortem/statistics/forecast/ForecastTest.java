package io.fragmortem.statistics.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Reference;
import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final ForecastOptions OPTIONS = ForecastOptions.withDefaults();

    private static double[] grown(long seed, int n, double rho, double drift) {
        double[] x = Scenarios.ar(rho).make(new SplittableRandom(seed), n);
        Arrays.setAll(x, t -> x[t] + drift * t / n);
        return x;
    }

    @Test
    void growthTowardsALimitGetsAnInterval() {
        ForecastResult result = Forecast.firstPassage(Series.of(grown(1, 200, 0.3, 8)), 16, OPTIONS);
        assertEquals(ForecastResult.Outcome.EXPECTED, result.outcome());
        double earliest = result.earliest().getAsDouble();
        double likely = result.likely().getAsDouble();
        double latest = result.latest().getAsDouble();
        assertTrue(200 < earliest && earliest < likely && likely < latest, result.toString());
        assertTrue(300 < likely && likely < 420, result.toString());
        assertEquals(result, Forecast.firstPassage(Series.of(grown(1, 200, 0.3, 8)), 16, OPTIONS));
    }

    @Test
    void unprovenGrowthGetsNoDate() {
        ForecastResult result = Forecast.firstPassage(Series.of(grown(2, 200, 0.8, 0.3)), 6, OPTIONS);
        assertTrue(
                result.outcome() == ForecastResult.Outcome.NOT_BEFORE
                        || result.outcome() == ForecastResult.Outcome.NOT_WITHIN_HORIZON,
                result.toString());
        assertEquals(OptionalDouble.empty(), result.likely());
        assertEquals(OptionalDouble.empty(), result.latest());
        assertTrue(result.notBefore().isPresent());
    }

    @Test
    void aFarLimitIsBeyondTheHorizon() {
        ForecastResult result = Forecast.firstPassage(Series.of(grown(3, 200, 0.3, 8)), 500, OPTIONS);
        assertEquals(ForecastResult.Outcome.NOT_WITHIN_HORIZON, result.outcome());
        assertTrue(result.beyondHorizon());
        assertEquals(result.horizon(), result.notBefore());
        assertEquals(199 + 3 * 199.0, result.horizon().getAsDouble(), 1e-6);
    }

    @Test
    void saturatingGrowthIsNotExtrapolated() {
        double[] x = Scenarios.ar(0.3).make(new SplittableRandom(4), 300);
        Arrays.setAll(x, t -> x[t] + 12 * (1 - Math.exp(-t / 60.0)));
        ForecastResult result = Forecast.firstPassage(Series.of(x), 16, OPTIONS);
        assertTrue(result.saturating(), result.toString());
        assertEquals(OptionalDouble.empty(), result.likely());
        assertTrue(Forecast.firstPassage(Reference.series("saturating_0300"), 1e6, OPTIONS)
                .saturating());
        assertTrue(!Forecast.firstPassage(Series.of(grown(5, 300, 0.3, 8)), 16, OPTIONS)
                .saturating());
    }

    @Test
    void whatIsThereOrCannotBeSaidIsNamed() {
        double[] up = grown(6, 100, 0.2, 8);
        assertEquals(
                ForecastResult.Outcome.REACHED,
                Forecast.firstPassage(Series.of(up), -5, OPTIONS).outcome());
        assertEquals(
                ForecastResult.Outcome.RECEDING,
                Forecast.firstPassage(Series.of(grown(6, 100, 0.2, -8)), 20, OPTIONS)
                        .outcome());
        assertEquals(
                ForecastResult.Outcome.TOO_SHORT,
                Forecast.firstPassage(Series.of(1, 2, 3), 20, OPTIONS).outcome());
        assertEquals(
                ForecastResult.Outcome.TOO_SHORT,
                Forecast.firstPassage(Series.of(), 20, OPTIONS).outcome());
        assertEquals(
                ForecastResult.Outcome.CONSTANT,
                Forecast.firstPassage(Series.of(2, 2, 2, 2), 20, OPTIONS).outcome());
        assertEquals(
                ForecastResult.Outcome.NO_LIMIT,
                Forecast.firstPassage(Series.of(up), Double.NaN, OPTIONS).outcome());
    }
}
