package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    private static double[] noise(long seed, int n, double rho) {
        return Scenarios.ar(rho).make(new SplittableRandom(seed), n);
    }

    /** The recursion as it is written down, without pruning. */
    private static int[] unpruned(double[] y, boolean[] ok) {
        int n = y.length;
        Piece line = Piece.fit(y, ok, 0, n);
        double sd = line.deviation();
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        double penalty = 3 * Math.log(n);
        for (int e = 1; e <= n; e++) {
            for (int s = 0; s < e; s++) {
                int count = 0;
                double mean = 0;
                for (int t = s; t < e; t++) {
                    count += ok[t] ? 1 : 0;
                    mean += ok[t] ? y[t] : 0;
                }
                if (count < 5) {
                    continue;
                }
                mean /= count;
                double constant = 0;
                for (int t = s; t < e; t++) {
                    constant += ok[t] ? (y[t] - mean) * (y[t] - mean) : 0;
                }
                double deviation = Piece.fit(y, ok, s, e).deviation();
                double linear = deviation * deviation * count;
                double cost = best[s] + Math.min(constant / (sd * sd) + penalty, linear / (sd * sd) + 1.5 * penalty);
                if (cost < best[e] - 1e-9) {
                    best[e] = cost;
                    from[e] = s;
                }
            }
        }
        List<Integer> changes = new ArrayList<>();
        for (int e = from[n]; e > 0; e = from[e]) {
            changes.add(0, e);
        }
        return changes.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void pruningChangesNothing() {
        for (int seed = 0; seed < 30; seed++) {
            double[] y = noise(seed, 120, 0.3 * (seed % 4));
            for (int t = 50; t < y.length; t++) {
                y[t] += seed % 3 * 2;
            }
            boolean[] ok = new boolean[y.length];
            Arrays.fill(ok, true);
            for (int t = seed; t < y.length; t += 17) {
                ok[t] = seed % 2 == 0;
            }
            assertArrayEquals(unpruned(y, ok), new RegimeSearch(y, ok).changes(3), "seed " + seed);
        }
    }

    @Test
    void innerProductsAgreeWithWhiteningColumnByColumn() {
        int n = 90;
        double[] y = noise(3, n, 0.6);
        boolean[] ok = new boolean[n];
        for (int t = 0; t < n; t++) {
            ok[t] = t % 13 != 4;
        }
        Column[] columns = {
            Column.constant(), Column.time(n), Column.step(20), Column.bend(20, n), Column.step(55), Column.bend(70, n)
        };
        double[][] values = new double[columns.length][];
        Arrays.setAll(values, j -> columns[j].values(n));
        for (ArmaNoise noise : ArmaNoise.grid(n)) {
            Whitener filter = new Whitener(noise, ok);
            Gram fast = Gram.of(noise, ok, y, columns);
            Gram slow = Gram.ofValues(filter, y, values);
            for (int a = 0; a <= columns.length; a++) {
                for (int b = 0; b <= columns.length; b++) {
                    double expected = slow.product[a][b];
                    assertEquals(expected, fast.product[a][b], 1e-9 * (1 + Math.abs(expected)), noise.toString());
                }
            }
        }
    }

    @Test
    void theTableauxSayWhatEveryRefittedSubsetSays() {
        double[] y = noise(31, 160, 0.5);
        for (int t = 70; t < 160; t++) {
            y[t] += t < 110 ? 5 : -2;
        }
        boolean[] ok = SpikeMask.ok(y);
        Likelihood likelihood = new Likelihood(y, ok, new int[] {30, 70, 110, 140});
        Selection chosen = Selection.choose(likelihood, Certificate.penalty(160));
        assertEquals(List.of(1, 2), chosen.members());
        agree(likelihood.best(List.of(1, 2)), chosen.best(-1));
        agree(likelihood.best(List.of(2)), chosen.best(1));
        agree(likelihood.best(List.of(1, 2, 3)), chosen.best(3));
        chosen.toggle(2);
        agree(likelihood.best(List.of(1)), chosen.best(-1));
    }

    private static void agree(NoiseSearch.Best expected, NoiseSearch.Best actual) {
        assertEquals(expected.deviance(), actual.deviance(), 1e-7);
        assertEquals(expected.model(), actual.model());
    }

    @Test
    void aChangeIsPrintedOnceHoweverFarItsPlaceMoved() {
        int moved = 0;
        for (int seed = 40; seed < 60; seed++) {
            double[] y = noise(seed, 250, 0.3);
            for (int t = 150; t < 250; t++) {
                y[t] += 0.06 * (t - 150);
            }
            ChangePointResult result = ChangePoints.find(y);
            for (ChangePoint c : result.certified()) {
                moved += Math.abs(c.index() - c.seen()) > 10 ? 1 : 0;
                assertTrue(result.unproven().stream()
                        .noneMatch(v -> v.index() == c.seen() || Math.abs(v.index() - c.index()) < 5));
            }
            assertTrue(result.certified().size() + result.unproven().size() <= 2, "seed " + seed);
        }
        assertTrue(moved > 3, moved + " moved");
    }

    /** The search sees a bend somewhere near it; the set around the place says how near. */
    @Test
    void theSetsOfWeakBendsHoldThem() {
        int near = 0;
        int held = 0;
        for (int seed = 0; seed < 80; seed++) {
            double[] y = noise(seed, 100, 0.6);
            for (int t = 60; t < 100; t++) {
                y[t] += 0.15 * (t - 60);
            }
            for (VisibleShift v : ChangePoints.find(y).unproven()) {
                near += Math.abs(v.index() - 60) <= 25 ? 1 : 0;
                held += Math.abs(v.index() - 60) <= 25 && v.low() <= 60 && 60 <= v.high() ? 1 : 0;
            }
        }
        assertTrue(2 * held > near, held + " of " + near);
    }

    @Test
    void visibleShiftsStandWhereTheSearchSeesThem() {
        for (int seed : new int[] {1, 2, 6, 17, 19, 22, 30}) {
            double[] y = noise(seed, 220, 0.9);
            Arrays.setAll(y, t -> y[t] + 0.2 * Math.max(0, Math.min(50, t - 60)) + (t < 160 ? 0 : 20));
            ChangePointResult result = ChangePoints.find(y);
            assertArrayEquals(new int[] {160}, result.certifiedIndices(), "seed " + seed);
            List<Integer> searched = Arrays.stream(new RegimeSearch(y, SpikeMask.ok(y)).changes(RegimeSearch.PENALTY))
                    .boxed()
                    .toList();
            List<Integer> places =
                    result.visible().stream().map(VisibleShift::index).toList();
            assertEquals(searched, places, "seed " + seed);
            assertTrue(places.contains(result.certified().get(0).seen()), "seed " + seed);
            for (VisibleShift v : result.visible()) {
                assertTrue(v.low() <= v.index() && v.index() <= v.high(), "seed " + seed);
            }
        }
    }

    @Test
    void stepsRampsAndOutagesAreFoundWithPlaceKindAndSize() {
        double[] step = noise(1, 300, 0.3);
        for (int t = 180; t < 300; t++) {
            step[t] += 5;
        }
        ChangePoint level = ChangePoints.find(step).certified().get(0);
        assertEquals(180, level.index(), 1);
        assertEquals(ChangePoint.Kind.LEVEL, level.kind());
        assertEquals(5, level.after() - level.before(), 0.8);
        assertTrue(level.low() <= 180 && 180 <= level.high() && level.high() - level.low() <= 6);
        assertTrue(level.evidence() > 1 && level.sizeInNoise() > 3);

        double[] ramp = noise(2, 300, 0.2);
        for (int t = 180; t < 300; t++) {
            ramp[t] += 0.1 * (t - 180);
        }
        ChangePointResult bent = ChangePoints.find(ramp);
        assertEquals(1, bent.certified().size());
        ChangePoint bend = bent.certified().get(0);
        assertEquals(ChangePoint.Kind.SLOPE, bend.kind());
        assertEquals(180, bend.index(), 20);
        assertEquals(0, bend.before(), 0.02);
        assertEquals(0.1, bend.after(), 0.03);

        double[] outage = noise(3, 300, 0.3);
        for (int t = 100; t < 112; t++) {
            outage[t] -= 10;
        }
        assertArrayEquals(new int[] {100, 112}, ChangePoints.find(outage).certifiedIndices());
    }

    @Test
    void manyChangesAreFoundInReasonableTime() {
        double[] y = noise(4, 1700, 0.3);
        for (int t = 0; t < y.length; t++) {
            y[t] += t / 100 % 2 == 0 ? 0 : 7;
        }
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(16, result.certified().size());
        assertTrue(result.visible().size() >= 16);
    }

    @Test
    void smoothCurvesAreNotChanges() {
        double[] y = noise(5, 300, 0.2);
        for (int t = 0; t < 300; t++) {
            y[t] += 8 * Math.pow(t / 300.0, 2);
        }
        ChangePointResult result = ChangePoints.find(y);
        assertTrue(result.certified().isEmpty());
        assertTrue(result.curvedTrend() || result.visible().isEmpty());
    }

    @Test
    void spikesAreNewsAndNotChanges() {
        double[] y = noise(6, 200, 0.2);
        y[60] += 12;
        y[140] -= 15;
        ChangePointResult result = ChangePoints.find(y);
        assertTrue(result.spikes().containsAll(List.of(60, 140)));
        assertTrue(result.certified().isEmpty());
    }

    @Test
    void shiftAndScaleMoveNothing() {
        double[] y = ChangePointCheckValuesTest.series();
        double[] moved = Arrays.stream(y).map(v -> 3e9 + 65536 * v).toArray();
        ChangePointResult base = ChangePoints.find(y);
        ChangePointResult other = ChangePoints.find(moved);
        assertArrayEquals(base.certifiedIndices(), other.certifiedIndices());
        assertEquals(
                base.visible().stream().map(VisibleShift::index).toList(),
                other.visible().stream().map(VisibleShift::index).toList());
        assertEquals(base.spikes(), other.spikes());
        assertEquals(
                base.certified().get(0).evidence(), other.certified().get(0).evidence(), 1e-6);
    }

    @Test
    void longSeriesGoCoarseToFine() {
        double[] y = noise(7, 20_000, 0.3);
        for (int t = 13_337; t < y.length; t++) {
            y[t] += 4;
        }
        y[500] = Double.NaN;
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(1, result.certified().size());
        assertEquals(13_337, result.certified().get(0).index(), 2);
        assertEquals(19_999, result.n());
    }

    @Test
    void gapsAreBridgedByTheFilterAndNeverFilled() {
        double[] y = noise(8, 300, 0.4);
        for (int t = 150; t < 300; t++) {
            y[t] += 5;
        }
        Arrays.fill(y, 60, 90, Double.NaN);
        Arrays.fill(y, 145, 152, Double.NaN);
        ChangePointResult result = ChangePoints.find(y);
        assertEquals(1, result.certified().size());
        assertEquals(150, result.certified().get(0).index(), 6);
        assertTrue(result.caveats().contains(Caveat.GAPS));
    }

    @Test
    void degenerateSeriesHaveNoChanges() {
        double[] half = new double[60];
        Arrays.fill(half, 30, 60, 1);
        for (double[] y : List.of(
                new double[0],
                new double[] {1},
                new double[] {1, 2},
                new double[100],
                new double[] {Double.NaN, Double.NaN},
                new double[] {Double.POSITIVE_INFINITY, 1, 2})) {
            ChangePointResult result = ChangePoints.find(y);
            assertTrue(result.certified().isEmpty());
            assertFalse(result.toString().contains("NaN"), result.toString());
        }
        // two values without noise: the step is certain
        assertArrayEquals(new int[] {30}, ChangePoints.find(half).certifiedIndices());
        assertTrue(ChangePoints.find(new double[100]).caveats().contains(Caveat.CONSTANT));
    }

    @Test
    void aWalkWithHugeStepsIsNamedAsOne() {
        SplittableRandom random = new SplittableRandom(9);
        int named = 0;
        for (int i = 0; i < 10; i++) {
            double[] y = Scenarios.studentAr(0, 3).make(random, 300);
            for (int t = 1; t < y.length; t++) {
                y[t] += y[t - 1];
            }
            ChangePointResult result = ChangePoints.find(y);
            named += result.certified().isEmpty()
                            || result.caveats().contains(Caveat.RANDOM_WALK_WITH_JUMPS)
                            || result.noisePersistence() < 0.98
                    ? 1
                    : 0;
        }
        assertEquals(10, named);
    }

    @Test
    void theSetOfAVisiblePlaceHoldsTheTruth() {
        SplittableRandom random = new SplittableRandom(31);
        int seen = 0;
        int held = 0;
        int wide = 0;
        for (int k = 0; k < 60; k++) {
            double[] y = Scenarios.ar(0.3).make(random, 120);
            for (int t = 70; t < 120; t++) {
                y[t] += 2;
            }
            ChangePointResult result = ChangePoints.find(y);
            List<VisibleShift> visible = result.visible();
            if (result.certified().isEmpty() && visible.size() == 1) {
                VisibleShift v = visible.get(0);
                assertTrue(v.low() <= v.index() && v.index() <= v.high(), v.toString());
                seen++;
                held += v.low() <= 70 && 70 <= v.high() ? 1 : 0;
                wide += v.high() - v.low() > 60 ? 1 : 0;
            }
        }
        assertTrue(seen >= 20, "not certified, but seen: " + seen);
        assertTrue(held >= 0.85 * seen, held + " of " + seen);
        assertTrue(wide <= 0.2 * seen, "a set of half the series says nothing: " + wide);
    }

    @Test
    void withoutANoiseModelThePlaceOfAShiftStandsAlone() {
        double[] y = new double[20];
        Arrays.fill(y, 10, 20, 5);
        VisibleShift v = ChangePoints.find(y).visible().get(0);
        assertEquals(new VisibleShift(10, 10, 10, 0, 5), v);
    }
}
