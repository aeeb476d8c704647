package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.VisibleShift;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Which sample of the given series a bin stands for. */
class LocatorTest {

    private static final double NAN = Double.NaN;

    private static Series series(int n, double step, IntToDoubleFunction value) {
        double[] time = new double[n];
        double[] values = new double[n];
        Arrays.setAll(time, i -> 1000 + step * i);
        Arrays.setAll(values, value);
        return new Series(time, values);
    }

    private static Locator locator(Series series, List<Integer> breaks, int maxBins) {
        return new Locator(series, BinnedRuns.of(series, KnownCuts.breaks(breaks), maxBins, 0), Scale.LINEAR);
    }

    private static ChangePoint change(ChangePoint.Kind kind, int index) {
        return new ChangePoint(index, index, kind, 3, 7, index - 2, index + 4, 1.5, 6);
    }

    @Test
    void aBinOfOneSampleIsThatSampleHoweverMuchIsMissing() {
        // the level moves at 242, the change is told at 240: with one sample to a bin there is nothing to refine,
        // though
        // the run has more than two places to a bin
        Series series = series(320, 1, i -> i < 170 ? NAN : i < 242 ? 0 : 10);
        Locator locator = locator(series, List.of(), 1000);
        assertEquals(
                240, locator.certified(change(ChangePoint.Kind.LEVEL, 70), 0, 0).index());
        assertEquals(240, locator.visible(new VisibleShift(70, 0, 10), 0, 0).index());
        Series end = series(320, 1, i -> i >= 150 ? NAN : i < 72 ? 0 : 10);
        assertEquals(
                70,
                locator(end, List.of(), 1000)
                        .certified(change(ChangePoint.Kind.BOTH, 70), 0, 0)
                        .index());
    }

    @Test
    void aBinOfSeveralSamplesIsTheOneWhereTheLevelMoves() {
        // 1000 samples in 100 bins: about 10 each
        Series series = series(1000, 60, i -> (i < 607 ? 0 : 10) + i % 2);
        Locator locator = locator(series, List.of(), 100);
        BinnedRuns binned = BinnedRuns.of(series, KnownCuts.NONE, 100, 0);
        SeriesAnalysis.Change jump = locator.certified(change(ChangePoint.Kind.LEVEL, 60), 0, 0);
        assertEquals(607, jump.index());
        assertEquals(1000 + 607 * 60, jump.time());
        assertEquals(3, jump.before());
        assertEquals(7, jump.after());
        assertEquals(1.5, jump.evidence());
        assertEquals(binned.time()[58] - binned.width() / 2, jump.low());
        assertEquals(binned.time()[64] + binned.width() / 2, jump.high());
        SeriesAnalysis.Change seen = locator.visible(new VisibleShift(61, 2, 5), 0, 0);
        assertEquals(607, seen.index());
        assertEquals(2, seen.before());
        assertEquals(5, seen.after());
        // a bend has no jump to look for; its slopes are per unit of time
        SeriesAnalysis.Change bend = locator.certified(change(ChangePoint.Kind.SLOPE, 60), 0, 0);
        assertEquals(1000 + bend.index() * 60, bend.time());
        assertEquals(binned.time()[60] - binned.width() / 2, bend.time(), 60);
        assertEquals(3 / binned.width(), bend.before(), 1e-15);
        assertEquals(7 / binned.width(), bend.after(), 1e-15);
    }

    @Test
    void theTimeOfAChangeIsInItsInterval() {
        Series series = series(1000, 1, i -> i < 640 ? 0 : 10);
        Locator locator = locator(series, List.of(), 100);
        ChangePoint narrow = new ChangePoint(63, 63, ChangePoint.Kind.LEVEL, 0, 10, 62, 62, 2, 9);
        SeriesAnalysis.Change change = locator.certified(narrow, 0, 0);
        assertEquals(640, change.index());
        assertEquals(change.time(), change.high());
        ChangePoint late = new ChangePoint(64, 64, ChangePoint.Kind.LEVEL, 0, 10, 65, 66, 2, 9);
        assertEquals(1640, locator.certified(late, 0, 0).low());
    }

    @Test
    void aChangeStaysInItsRun() {
        // the neighbour run is far away in level: looking across the restart would place the change there
        Series series = series(400, 1, i -> i < 200 ? 100 : i < 205 ? 0 : 1);
        Locator locator = locator(series, List.of(200), 100);
        BinnedRuns binned = BinnedRuns.of(series, KnownCuts.breaks(List.of(200)), 100, 0);
        int first = binned.bounds()[1];
        assertEquals(200, locator.place(first, 1));
        assertEquals(
                205,
                locator.certified(change(ChangePoint.Kind.LEVEL, 2), first, 1).index(),
                1);
        // a shift after the last bin of its run is the last one
        int bins = binned.bounds()[1];
        assertEquals(
                locator.visible(new VisibleShift(bins - 1, 0, 1), 0, 0),
                locator.visible(new VisibleShift(bins, 0, 1), 0, 0));
    }
}
