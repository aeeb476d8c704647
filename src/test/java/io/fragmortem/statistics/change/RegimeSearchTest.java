package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The search for regimes against its recursion without any shortcut; spikes; what a search of nothing says. */
class RegimeSearchTest {

    private static final double NAN = Double.NaN;

    /** All starts of all ends, sums of squares from running sums about the mean. */
    private static int[] exhaustive(double[] y, double weight) {
        int n = y.length;
        double mean = Arrays.stream(y).average().orElseThrow();
        double[][] sum = new double[5][n + 1];
        for (int t = 0; t < n; t++) {
            double v = y[t] - mean;
            double x = t - n / 2.0;
            double[] add = {v, v * v, x, x * x, x * v};
            for (int j = 0; j < 5; j++) {
                sum[j][t + 1] = sum[j][t] + add[j];
            }
        }
        double s2 = rss(sum, 0, n, true) / n;
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        double price = weight * Math.log(n);
        for (int e = 5; e <= n; e++) {
            for (int s = 0; s <= e - 5; s++) {
                double cost =
                        best[s] + Math.min(rss(sum, s, e, false) / s2 + price, rss(sum, s, e, true) / s2 + 1.5 * price);
                if (cost < best[e] - 1e-8) {
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

    private static double rss(double[][] sum, int s, int e, boolean line) {
        double[] d = new double[5];
        Arrays.setAll(d, j -> sum[j][e] - sum[j][s]);
        double m = e - s;
        double constant = d[1] - d[0] * d[0] / m;
        double xv = d[4] - d[2] * d[0] / m;
        return line ? constant - xv * xv / (d[3] - d[2] * d[2] / m) : constant;
    }

    @Test
    void shortcutsChangeNothing() {
        for (int seed = 0; seed < 24; seed++) {
            int n = 80 + 9 * seed;
            int kind = seed % 4;
            double[] y = (kind == 3 ? Scenarios.randomWalk() : Scenarios.ar(0.25 * kind))
                    .make(new SplittableRandom(seed), n);
            int piece = 15 + 3 * (seed % 9);
            Arrays.setAll(y, t -> 50 + y[t] + (t / piece % 2 == 0 ? 0.05 * (t % piece) : 4));
            boolean[] ok = new boolean[n];
            Arrays.fill(ok, true);
            for (double weight : new double[] {0.5, 3, 8}) {
                assertArrayEquals(
                        exhaustive(y, weight), new RegimeSearch(y, ok).changes(weight), "seed " + seed + " " + weight);
            }
        }
    }

    @Test
    void aLineOrAConstantHasNoRegimes() {
        boolean[] ok = new boolean[40];
        Arrays.fill(ok, true);
        double[] y = new double[40];
        Arrays.setAll(y, t -> 1e9 + 3 * t);
        assertEquals(0, new RegimeSearch(y, ok).changes(3).length);
        assertEquals(0, new RegimeSearch(new double[40], ok).changes(3).length);
        double[] step = new double[10];
        Arrays.fill(step, 5, 10, 1);
        boolean[] ten = Arrays.copyOf(ok, 10);
        assertArrayEquals(new int[] {5}, new RegimeSearch(step, ten).changes(0.1));
        assertEquals(0, new RegimeSearch(Arrays.copyOf(step, 9), Arrays.copyOf(ok, 9)).changes(0.01).length);
    }

    @Test
    void aStepAmongTheLastDigitsIsRounding() {
        boolean[] ok = new boolean[40];
        Arrays.fill(ok, true);
        double[] y = new double[40];
        Arrays.setAll(y, t -> 1e15 + (t < 20 ? 0 : 0.5));
        assertEquals(0, new RegimeSearch(y, ok).changes(1).length);
        Arrays.setAll(y, t -> -1e15 + (t < 20 ? 0 : 0.5) + 3 * t);
        assertEquals(0, new RegimeSearch(y, ok).changes(1).length);
        Arrays.setAll(y, t -> 1e6 + (t < 20 ? 0 : 0.5));
        assertArrayEquals(new int[] {20}, new RegimeSearch(y, ok).changes(1));
    }

    @Test
    void anOffsetABillionTimesTheNoiseHidesNothing() {
        double[] y = Scenarios.ar(0).make(new SplittableRandom(5), 400);
        Arrays.setAll(y, t -> y[t] + (t < 170 ? 0 : 4) + (t < 290 ? 0 : -6));
        boolean[] ok = new boolean[400];
        Arrays.fill(ok, true);
        int[] expected = exhaustive(y, 3);
        assertEquals(2, expected.length);
        for (double offset : new double[] {1e9, -1e8}) {
            assertArrayEquals(expected, new RegimeSearch(Seeded.mapped(y, 1, offset), ok).changes(3));
        }
    }

    /** Of n / 2 starts per end on average about twenty are priced in noise with or without changes, a few more in walks. */
    @Test
    void fewStartsArePricedHoweverLongTheSeries() {
        for (int n : new int[] {300, 1000, 4000}) {
            double[] white = Scenarios.ar(0).make(new SplittableRandom(1), n);
            double[] saw = Seeded.mapped(white, 1, 0);
            Arrays.setAll(saw, t -> white[t] + t % 100 * 0.1);
            double[] steps = Seeded.mapped(white, 1, 0);
            Arrays.setAll(steps, t -> white[t] + t / 50 % 2 * 6);
            for (double[] y : List.of(white, saw, steps)) {
                assertEquals(19, pricedPerEnd(y), 1, "n " + n);
            }
            assertTrue(pricedPerEnd(Scenarios.ar(0.9).make(new SplittableRandom(1), n)) < 33, "n " + n);
            assertTrue(pricedPerEnd(Scenarios.randomWalk().make(new SplittableRandom(1), n)) < 38, "n " + n);
        }
    }

    private static double pricedPerEnd(double[] y) {
        boolean[] ok = new boolean[y.length];
        Arrays.fill(ok, true);
        RegimeSearch search = new RegimeSearch(y, ok);
        search.changes(3);
        return (double) search.priced() / y.length;
    }

    private static List<Integer> masked(double... y) {
        boolean[] ok = SpikeMask.ok(y);
        List<Integer> masked = new ArrayList<>();
        for (int t = 0; t < y.length; t++) {
            if (!ok[t]) {
                masked.add(t);
            }
        }
        return masked;
    }

    @Test
    void spikesLeaveTheirNeighbourhoodByFourAndAHalfDeviations() {
        double[] y = new double[60];
        // distances from a running median of 11: mostly 0 and 1, median 1: the limit is 4.5 * 1.4826 = 6.67
        Arrays.setAll(y, t -> t % 3 - 1);
        y[20] = 6.6;
        y[40] = 6.8;
        assertEquals(List.of(40), masked(y));
        y[0] = -9;
        y[59] = 9;
        assertEquals(List.of(0, 40, 59), masked(y));
        // fewer than 11 samples: no neighbourhood to leave
        assertEquals(List.of(), masked(1, 1, 1, 1, 1, 90, 1, 1, 1, 2));
        assertEquals(List.of(5), masked(1, 1, 2, 1, 1, 90, 1, 1, 2, 1, 2));
    }

    @Test
    void coarseReadingsAndManySpikesAreNoSpikes() {
        // one reading of two is a step of 1 away from a flat line: half a step is the least scale, 4.5 * 0.5 > 1
        double[] ratio = new double[50];
        ratio[10] = 1;
        ratio[30] = 1;
        assertEquals(List.of(), masked(ratio));
        ratio[20] = 3;
        assertEquals(List.of(20), masked(ratio));
        // more than a fifth: then it is not a matter of spikes. 11 of 50 against 10 of 50
        double[] many = new double[50];
        for (int t = 0; t < 50; t++) {
            many[t] = t % 5 == 2 ? 100 + t : 0.01 * (t % 2);
        }
        assertEquals(10, masked(many).size());
        many[0] = 500;
        assertEquals(List.of(), masked(many));
    }

    @Test
    void missingSamplesAreNeverOkAndOnlyTheyIfNothingIsKnown() {
        double[] gaps = new double[12];
        Arrays.fill(gaps, NAN);
        assertEquals(12, masked(gaps).size());
        gaps[3] = 7;
        assertEquals(11, masked(gaps).size());
        assertEquals(List.of(1), masked(1, Double.POSITIVE_INFINITY, 2));
    }

    @Test
    void whatAResultOfNothingSays() {
        double[] y = Scenarios.ar(0).make(new SplittableRandom(1), 29);
        assertEquals(List.of(Caveat.SHORT), ChangePoints.find(y).caveats());
        assertEquals(List.of(Caveat.SHORT), ChangePoints.find().caveats());
        double[] constant = new double[50];
        Arrays.fill(constant, 3);
        assertEquals(List.of(Caveat.CONSTANT), ChangePoints.find(constant).caveats());
        assertEquals(
                List.of(Caveat.SHORT, Caveat.CONSTANT),
                ChangePoints.find(3, 3, 3).caveats());
        double[] thirty = Scenarios.ar(0).make(new SplittableRandom(1), 30);
        assertEquals(List.of(), ChangePoints.find(thirty).caveats());
        thirty[4] = NAN;
        assertEquals(List.of(Caveat.SHORT), ChangePoints.find(thirty).caveats());
        double[] gap = Scenarios.ar(0).make(new SplittableRandom(2), 60);
        gap[4] = NAN;
        ChangePointResult result = ChangePoints.find(gap);
        assertEquals(List.of(Caveat.GAPS), result.caveats());
        assertEquals(59, result.n());
        double[] walk = Scenarios.randomWalk().make(new SplittableRandom(3), 200);
        assertTrue(ChangePoints.find(walk).caveats().contains(Caveat.UNIT_ROOT));
    }

    @Test
    void visibleShiftsTellTheLevelsOnBothSides() {
        double[] y = new double[60];
        Arrays.setAll(y, t -> (t < 25 ? 10 : 30) + 0.1 * (t % 2));
        VisibleShift shift = ChangePoints.find(y).visible().get(0);
        assertEquals(25, shift.index());
        assertEquals(10.05, shift.before(), 0.02);
        assertEquals(30.05, shift.after(), 0.02);
    }
}
