package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is said of a series whose changes are known exactly. */
class RegimeTrendTest {

    private static final TrendOptions OPTIONS = TrendOptions.withDefaults();

    /** White noise of deviation .1 about a signal. */
    private static Series series(int n, IntToDoubleFunction signal) {
        double[] y = Scenarios.ar(0).make(new SplittableRandom(7), n);
        for (int t = 0; t < n; t++) {
            y[t] = 0.1 * y[t] + signal.applyAsDouble(t);
        }
        return Series.of(y);
    }

    private static List<Series> cut(Series series, int... at) {
        List<Series> pieces = new ArrayList<>();
        int from = 0;
        for (int to : at) {
            pieces.add(series.slice(from, to));
            from = to;
        }
        pieces.add(series.slice(from, series.size()));
        return pieces;
    }

    private static RegimeTrend trend(List<List<Series>> runs) {
        return new RegimeTrend(new Regimes(runs), OPTIONS, Harmonics.NONE, Trend.Comparison.CLASSICAL);
    }

    @Test
    void withoutACutItIsTheTrendTest() {
        Series series = series(120, t -> 0.01 * t);
        assertEquals(Trend.test(series), trend(List.of(List.of(series))).overall());
        assertEquals(Trend.test(series), trend(List.of(List.of(series))).now());
    }

    @Test
    void teethRiseAndFallAndMoveNowhere() {
        RegimeTrend saw = trend(List.of(cut(series(200, t -> t % 40 / 40.0), 40, 80, 120, 160)));
        TrendResult overall = saw.overall();
        assertEquals(0, overall.verdict().sign());
        assertTrue(overall.p().orElseThrow() > 0.05, "the figures are those of the net movement");
        assertTrue(overall.caveats().contains(Caveat.RECURRENT));
        assertEquals(Verdict.UNDECIDED, saw.now().verdict());
        assertTrue(saw.now().caveats().contains(Caveat.WITHIN_RANGE));
        Recurrence recurrence = saw.recurrence().orElseThrow();
        assertEquals(4, recurrence.falls());
        assertEquals(40, recurrence.period());
        assertEquals(1, recurrence.height(), 0.15);
        assertEquals(0, recurrence.peakSlope(), 0.002);
    }

    @Test
    void teethUpsideDownAreARecurrenceToo() {
        RegimeTrend saw = trend(List.of(cut(series(200, t -> -(t % 40) / 40.0), 40, 80, 120, 160)));
        assertEquals(0, saw.overall().verdict().sign());
        assertEquals(-1, saw.recurrence().orElseThrow().height(), 0.15);
    }

    @Test
    void teethThatClimbGrowFromPeakToPeak() {
        RegimeTrend saw = trend(List.of(cut(series(200, t -> t % 40 / 40.0 + 0.01 * t), 40, 80, 120, 160)));
        TrendResult overall = saw.overall();
        assertEquals(Verdict.GROWS, overall.verdict());
        assertEquals(0.01, overall.slope(), 0.003, "net, not inside the teeth");
        assertEquals(0.01, saw.recurrence().orElseThrow().peakSlope(), 0.002);
    }

    @Test
    void oneStepIsNoTrendAndStairsAre() {
        RegimeTrend step = trend(List.of(cut(series(200, t -> t < 100 ? 0 : 0.3), 100)));
        assertEquals(Verdict.UNDECIDED, step.overall().verdict());
        assertTrue(step.overall().caveats().contains(Caveat.STEPS));
        assertTrue(step.overall().p().orElseThrow() > 0.05);
        RegimeTrend stairs = trend(List.of(cut(series(200, t -> 2.0 * Math.floorDiv(t, 40)), 40, 80, 120, 160)));
        assertEquals(Verdict.GROWS, stairs.overall().verdict());
        assertEquals(2 / 40.0, stairs.overall().slope(), 0.005);
        assertFalse(stairs.now().verdict() == Verdict.GROWS, "the last stair is flat");
    }

    @Test
    void aStepBetweenTeethIsNoTrend() {
        RegimeTrend saw = trend(List.of(cut(
                series(320, t -> t % 40 / 40.0 + (t < 160 ? 0 : 1)), 40, 80, 120, 160, 200, 240, 280)));
        assertEquals(Verdict.UNDECIDED, saw.overall().verdict());
        assertTrue(saw.overall().caveats().containsAll(List.of(Caveat.RECURRENT, Caveat.STEPS)));
    }

    @Test
    void aClimbOfConstantPiecesIsNotSteady() {
        Series stairs = Series.of(java.util.stream.IntStream.range(0, 200)
                .mapToDouble(t -> Math.floorDiv(t, 40))
                .toArray());
        assertEquals(
                Verdict.GROWS,
                trend(List.of(cut(stairs, 40, 80, 120, 160))).overall().verdict());
        Series once = Series.of(java.util.stream.IntStream.range(0, 200)
                .mapToDouble(t -> Math.floorDiv(t, 100))
                .toArray());
        assertEquals(Verdict.UNDECIDED, trend(List.of(cut(once, 100))).overall().verdict());
    }

    @Test
    void aLateGrowthIsNewsAndAReturnIsNot() {
        RegimeTrend late = trend(List.of(cut(series(200, t -> t < 160 ? 0 : 0.05 * (t - 160)), 160)));
        assertEquals(Verdict.GROWS, late.now().verdict());
        RegimeTrend back =
                trend(List.of(cut(series(200, t -> t < 120 ? 2 : t < 160 ? 0 : 0.05 * (t - 160)), 120, 160)));
        assertEquals(Verdict.UNDECIDED, back.now().verdict());
        assertTrue(back.now().caveats().contains(Caveat.WITHIN_RANGE));
        assertTrue(back.now().p().orElseThrow() < 0.05);
        assertFalse(back.now().confirmed(), "what is not claimed is not confirmed");
    }

    @Test
    void aRestartBeginsAnew() {
        Series series = series(200, t -> t < 100 ? 5 : 0.05 * (t - 100));
        RegimeTrend restarted = trend(List.of(List.of(series.slice(0, 100)), List.of(series.slice(100, 200))));
        assertEquals(Verdict.GROWS, restarted.now().verdict(), "an earlier process is no measure for this one");
        assertEquals(Verdict.UNDECIDED, trend(List.of(cut(series, 100))).now().verdict());
    }

    @Test
    void nothingIsUndecided() {
        assertEquals(Verdict.UNDECIDED, trend(List.of()).overall().verdict());
        assertEquals(
                Verdict.UNDECIDED, trend(List.of(List.of(Series.of()))).now().verdict());
        assertTrue(trend(List.of()).recurrence().isEmpty());
    }
}
