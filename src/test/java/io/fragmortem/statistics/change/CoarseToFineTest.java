package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Blocks of medians, the raw neighbourhood of a jump, and where both end up in the samples that were given. */
class CoarseToFineTest {

    private static final double NAN = Double.NaN;

    private static double[] noisy(long seed, int n, IntToDoubleFunction signal) {
        double[] y = Scenarios.ar(0.2).make(new SplittableRandom(seed), n);
        Arrays.setAll(y, t -> y[t] + signal.applyAsDouble(t));
        return y;
    }

    @Test
    void blocksAreMediansOfWhatIsPresent() {
        double[] y = {1, 9, 2, NAN, NAN, NAN, 4, NAN, 6, 7, 8};
        assertArrayEquals(new double[] {2, NAN, 5, 7.5}, Blocks.medians(y, 3));
        assertArrayEquals(y, Blocks.medians(y, 1));
        Series series = Series.of(y);
        assertSame(series, Blocks.medians(series, 1));
        Series blocks = Blocks.medians(series, 3);
        // the two samples that fill no block go from the beginning; each block stands at its last sample
        assertArrayEquals(new double[] {4, 7, 10}, blocks.time());
        assertArrayEquals(new double[] {2, 4, 7}, blocks.value());
    }

    @Test
    void theJumpIsWhereTwoLevelsFitBest() {
        double[] y = new double[400];
        Arrays.setAll(y, t -> (t < 213 ? 1 : 5) + 0.1 * (t * 7 % 5));
        y[205] = 5;
        y[220] = NAN;
        y[211] = NAN;
        for (int centre = 206; centre <= 220; centre++) {
            assertEquals(213, CoarseToFine.jump(y, 10, centre), "centre " + centre);
        }
        // no further than one width away
        assertEquals(198, CoarseToFine.jump(y, 10, 188));
        assertEquals(230, CoarseToFine.jump(y, 10, 240));
        // nothing known on one side: left where it is
        assertEquals(5, CoarseToFine.jump(y, 10, 5));
        assertEquals(395, CoarseToFine.jump(y, 10, 395));
        assertEquals(2, CoarseToFine.jump(new double[] {NAN, NAN, NAN, NAN}, 1, 2));
    }

    @Test
    void distancesFromBothLevelsCountWhereverZeroIs() {
        for (double offset : new double[] {-100, -3, 0, 100}) {
            double[] y = new double[200];
            Arrays.setAll(y, t -> offset + (t < 97 ? 0 : 5) + 0.1 * (t * 7 % 5));
            assertEquals(97, CoarseToFine.jump(y, 10, 95), "offset " + offset);
            assertEquals(97, CoarseToFine.jump(y, 10, 103), "offset " + offset);
        }
        // at the very end: the last place looked at is the last one there is
        double[] end = new double[100];
        Arrays.setAll(end, t -> t < 95 ? 0 : 1);
        assertEquals(95, CoarseToFine.jump(end, 5, 94));
        // of two places that are as good the first
        double[] tie = new double[100];
        Arrays.setAll(tie, t -> t < 50 ? 0 : t < 52 ? 1 : 2);
        assertEquals(50, CoarseToFine.jump(tie, 10, 50));
    }

    @Test
    void intervalsAndProposalsCoverTheirBlocks() {
        double[] y = noisy(9, 12_000, t -> (t < 5003 ? 0 : 6) + (t < 8400 ? .002 * t : .002 * t + .006 * (t - 8400)));
        ChangePointResult blocks = ChangePoints.find(Blocks.medians(y, 3));
        ChangePointResult raw = ChangePoints.find(y);
        assertEquals(2, raw.certified().size());
        assertEquals(ChangePoint.Kind.SLOPE, raw.certified().get(1).kind());
        for (int i = 0; i < 2; i++) {
            ChangePoint coarse = blocks.certified().get(i);
            ChangePoint fine = raw.certified().get(i);
            assertEquals(3 * coarse.seen(), fine.seen(), "the first sample of the block");
            assertEquals(Math.min(fine.index(), 3 * coarse.low()), fine.low());
            assertEquals(Math.max(fine.index(), 3 * coarse.high() + 2), fine.high(), "the last sample of the block");
        }
        assertEquals(blocks.visible().size(), raw.visible().size());
        for (int i = 0; i < raw.visible().size(); i++) {
            assertEquals(3 * blocks.visible().get(i).low(), raw.visible().get(i).low());
            assertEquals(
                    3 * blocks.visible().get(i).high() + 2, raw.visible().get(i).high());
        }
        assertEquals(.002, raw.certified().get(1).before(), 5e-4);
        assertEquals(.008, raw.certified().get(1).after(), 5e-4);
    }

    @Test
    void longSeriesGiveRawPlacesAndUnits() {
        int n = 12_000;
        double[] y = noisy(1, n, t -> (t < 5003 ? 0 : 6) + (t < 9000 ? 0 : 0.004 * (t - 9000)));
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(n, result.n());
        assertTrue(result.method().endsWith("on medians of 3"), result.method());
        assertEquals(2, result.certified().size());
        ChangePoint jump = result.certified().get(0);
        assertEquals(5003, jump.index(), 1);
        assertEquals(ChangePoint.Kind.LEVEL, jump.kind());
        assertEquals(6, jump.after() - jump.before(), 0.4);
        assertTrue(jump.low() <= jump.index() && jump.index() <= jump.high());
        assertTrue(jump.low() <= 5003 && 5003 <= jump.high() && jump.high() - jump.low() < 30);
        ChangePoint bend = result.certified().get(1);
        assertEquals(ChangePoint.Kind.SLOPE, bend.kind());
        assertEquals(9000, bend.index(), 150);
        assertEquals(0, bend.before(), 5e-4);
        assertEquals(0.004, bend.after(), 5e-4);
        assertTrue(bend.low() <= bend.index() && bend.index() <= bend.high() && bend.high() < n);
        assertTrue(result.visible().stream().anyMatch(v -> Math.abs(v.index() - 5003) <= 6));
    }

    @Test
    void spikesOfBlocksAreNamedByTheirFirstSample() {
        double[] y = noisy(2, 8001, t -> t / 3 == 900 ? 90 : 0);
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(List.of(2700), result.spikes());
        assertTrue(result.certified().isEmpty());
    }

    @Test
    void changesOfIrregularSamplesAreFoundBackInTime() {
        int n = 400;
        double[] t = new double[n];
        Arrays.setAll(t, i -> 1e6 + 60 * i + (i >= 120 ? 3600 : 0));
        double[] y = noisy(3, n, i -> i < 250 ? 0 : 7);
        SeriesAnalysis result = SeriesAnalysis.analyze(new Series(t, y), List.of(), AnalysisOptions.withDefaults());
        SeriesAnalysis.Change change = result.changes().get(0);
        assertEquals(250, change.index());
        assertEquals(t[250], change.time());
        assertTrue(change.certified() && change.evidence() > 1);
        assertTrue(change.low() <= change.time() && change.time() <= change.high());
        assertTrue(change.high() - change.low() <= 10 * 60);
        assertEquals(60, result.sampling().binWidth());
        assertEquals(n, result.sampling().n());
        assertEquals(0, result.sampling().missing());
        assertEquals(460 - 1, result.sampling().bins(), 1);
        assertEquals(n / (double) result.sampling().bins(), result.sampling().coverage(), 1e-9);
    }

    @Test
    void aBendIsToldPerUnitOfTime() {
        int n = 300;
        double[] t = new double[n];
        Arrays.setAll(t, i -> 50 + 20.0 * i);
        double[] y = noisy(4, n, i -> i < 150 ? 0 : 0.2 * (i - 150));
        SeriesAnalysis result = SeriesAnalysis.analyze(new Series(t, y), List.of(), AnalysisOptions.withDefaults());
        SeriesAnalysis.Change bend = result.changes().get(0);
        assertEquals(ChangePoint.Kind.SLOPE, bend.kind());
        assertEquals(0, bend.before(), 0.002);
        assertEquals(0.01, bend.after(), 0.002);
        assertTrue(bend.low() <= 50 + 20 * 150 && 50 + 20 * 150 <= bend.high());
        assertEquals(0, (bend.low() - 40) % 20, 1e-9, "bins end half a width around their centre");
    }

    @Test
    void changesInLaterRunsAndSpikesCountFromTheBeginning() {
        double[] y = noisy(5, 500, i -> (i < 200 ? 0 : 50) + (i < 350 ? 0 : 8));
        y[260] += 40;
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(y), List.of(200), AnalysisOptions.withDefaults());
        assertEquals(List.of(260), result.shape().spikes());
        List<SeriesAnalysis.Change> certified = result.changes().stream()
                .filter(SeriesAnalysis.Change::certified)
                .toList();
        assertEquals(1, certified.size());
        assertEquals(350, certified.get(0).index(), 1);
        assertEquals(2, result.runs().size());
        assertEquals(200, result.runs().get(1).from());
        assertEquals(500, result.runs().get(1).to());
        assertEquals(certified.get(0).time(), result.now().from().orElseThrow(), 1);
        assertEquals(499, result.now().to().orElseThrow());
        assertEquals(0, result.runs().get(0).window().from().orElseThrow());
        assertEquals(199, result.runs().get(0).window().to().orElseThrow());
    }

    @Test
    void visibleShiftsThatNoiseExplainsAreKeptApart() {
        double[] walk = Scenarios.randomWalk().make(new SplittableRandom(6), 300);
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(walk), List.of(), AnalysisOptions.withDefaults());
        List<SeriesAnalysis.Change> visible =
                result.changes().stream().filter(c -> !c.certified()).toList();
        assertTrue(visible.size() >= 2);
        for (SeriesAnalysis.Change c : visible) {
            assertTrue(c.low() <= c.time() && c.time() <= c.high(), c.toString());
            assertEquals(0, c.evidence());
            assertEquals(ChangePoint.Kind.LEVEL, c.kind());
        }
        for (int i = 1; i < result.changes().size(); i++) {
            assertTrue(result.changes().get(i - 1).time()
                    <= result.changes().get(i).time());
        }
    }

    @Test
    void theSetOfAVisibleShiftEndsHalfABinAroundItsBins() {
        int wide = 0;
        for (int seed = 0; seed < 6; seed++) {
            double[] walk = Scenarios.randomWalk().make(new SplittableRandom(seed), 200);
            double[] t = new double[200];
            Arrays.setAll(t, i -> 1000 + 20.0 * i);
            List<VisibleShift> shifts = ChangePoints.find(walk).unproven();
            List<SeriesAnalysis.Change> changes =
                    SeriesAnalysis.analyze(new Series(t, walk), List.of(), AnalysisOptions.withDefaults())
                            .changes()
                            .stream()
                            .filter(c -> !c.certified())
                            .toList();
            assertEquals(shifts.size(), changes.size(), "seed " + seed);
            for (int i = 0; i < shifts.size(); i++) {
                VisibleShift v = shifts.get(i);
                double half = v.low() < v.high() ? 10 : 0;
                assertEquals(t[v.low()] - half, changes.get(i).low(), 1e-9, "seed " + seed);
                assertEquals(t[v.high()] + half, changes.get(i).high(), 1e-9, "seed " + seed);
                wide += half > 0 ? 1 : 0;
            }
        }
        assertTrue(wide > 2, wide + " wide");
    }

    @Test
    void binnedSamplesAreLocatedExactly() {
        double[] y = noisy(7, 20_000, i -> i < 12_345 ? 0 : 5);
        SeriesAnalysis result = SeriesAnalysis.analyze(
                Series.of(y), List.of(), AnalysisOptions.withDefaults().withMaxBins(400));
        SeriesAnalysis.Change change = result.changes().get(0);
        assertEquals(12_345, change.index(), 1);
        assertTrue(change.low() <= 12_345 && 12_345 <= change.high());
    }
}
