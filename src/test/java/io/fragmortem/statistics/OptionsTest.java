package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.trend.TrendOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options allow, at the ends of their ranges, and that each "with" changes one of them. */
class OptionsTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void sharesLieBetweenZeroAndOneWithoutThem(double share) {
        assertThrows(IllegalArgumentException.class, () -> new TrendOptions(share, 0.95, 0, 30, INFINITE));
        assertThrows(IllegalArgumentException.class, () -> new TrendOptions(0.05, share, 0, 30, INFINITE));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 1000, 3, share));
    }

    @Test
    void theLeastThatIsAllowedIsAllowed() {
        TrendOptions any = new TrendOptions(0.05, 0.95, 0, 0, 0);
        assertEquals(0, any.minimumEffectPerUnitTime());
        assertEquals(0, any.minimumSamples());
        assertEquals(0, any.minimumSpan());
        assertEquals(100, new ForecastOptions(1, 100, 1e-9, 0.5).paths());
        AnalysisOptions short30 = AnalysisOptions.withDefaults().withMaxBins(30).withWarmUp(0);
        assertEquals(30, short30.maxBins());
        assertEquals(0, short30.warmUp());
    }

    @Test
    void whatLiesBelowIsMisuse() {
        TrendOptions trend = TrendOptions.withDefaults();
        assertThrows(IllegalArgumentException.class, () -> trend.withMinimumEffect(-1e-9));
        assertThrows(IllegalArgumentException.class, () -> trend.withMinimumEffect(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> trend.withMinimumLength(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> trend.withMinimumLength(0, -1e-9));
        assertThrows(IllegalArgumentException.class, () -> trend.withMinimumLength(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 99, 3, 0.9));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 1000, 0, 0.9));
        assertThrows(IllegalArgumentException.class, () -> new ForecastOptions(1, 1000, Double.NaN, 0.9));
        AnalysisOptions analysis = AnalysisOptions.withDefaults();
        assertThrows(IllegalArgumentException.class, () -> analysis.withMaxBins(29));
        assertThrows(IllegalArgumentException.class, () -> analysis.withWarmUp(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> analysis.withCycle(0));
        assertThrows(IllegalArgumentException.class, () -> analysis.withCycle(Double.NaN));
    }

    @Test
    void eachWithChangesOne() {
        assertEquals(
                new TrendOptions(0.05, 0.95, 7, 30, INFINITE),
                TrendOptions.withDefaults().withMinimumEffect(7));
        assertEquals(
                new TrendOptions(0.05, 0.95, 0, 12, 3600),
                TrendOptions.withDefaults().withMinimumLength(12, 3600));
        TrendOptions trend = TrendOptions.withDefaults().withMinimumEffect(7);
        AnalysisOptions all = AnalysisOptions.withDefaults()
                .withTrend(trend)
                .withMaxBins(500)
                .withCycle(86400)
                .withCalendar(MemoryShapes.UTC)
                .withRecent(List.of(3600.0))
                .withWarmUp(60)
                .withLimit(9e9)
                .withClassicOnSamples(1000);
        assertEquals(
                new AnalysisOptions(
                        trend,
                        500,
                        OptionalDouble.of(86400),
                        Optional.of(MemoryShapes.UTC),
                        List.of(3600.0),
                        60,
                        OptionalDouble.of(9e9),
                        ForecastOptions.withDefaults(),
                        OptionalInt.of(1000)),
                all);
        assertEquals(OptionalInt.empty(), all.withoutClassic().classicOnSamples());
    }
}
