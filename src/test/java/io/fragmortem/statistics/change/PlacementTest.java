package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.noise.ArmaNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Places and kinds under white noise against least squares of every place and kind, one by one. */
class PlacementTest {

    private static final ArmaNoise WHITE = new ArmaNoise(0, 0);
    private static final ChangePoint.Kind[] KINDS = ChangePoint.Kind.values();
    private static final double[] SET = {-2 * Math.log(1 - Math.sqrt(.95)), 3.841458820694124};

    private static boolean[] all(int n) {
        boolean[] ok = new boolean[n];
        Arrays.fill(ok, true);
        return ok;
    }

    private static Placement placement(double[] y, int... places) {
        ChangePoint.Kind[] kinds = new ChangePoint.Kind[places.length];
        Arrays.fill(kinds, ChangePoint.Kind.BOTH);
        return new Placement(y, all(y.length), WHITE, places, kinds);
    }

    /** n ln(rss / n) + parameters ln n, columns made orthogonal one after the other. */
    private static double criterion(double[] y, int[] place, ChangePoint.Kind[] kind, int which) {
        int n = y.length;
        List<double[]> columns = new ArrayList<>();
        double[] rest = y.clone();
        remove(rest, columns, t -> 1);
        remove(rest, columns, t -> t / (double) n);
        for (int i = 0; i < place.length; i++) {
            int c = place[i];
            if (kind[i] != ChangePoint.Kind.SLOPE) {
                remove(rest, columns, t -> t < c ? 0 : 1);
            }
            if (kind[i] != ChangePoint.Kind.LEVEL) {
                remove(rest, columns, t -> Math.max(0, t - c) / (double) n);
            }
        }
        double rss = dot(rest, rest);
        return n * Math.log(rss / n) + (kind[which] == ChangePoint.Kind.BOTH ? 2 : 1) * Math.log(n);
    }

    private static void remove(double[] rest, List<double[]> columns, java.util.function.IntToDoubleFunction values) {
        double[] x = new double[rest.length];
        Arrays.setAll(x, values);
        for (double[] other : columns) {
            subtract(x, other);
        }
        columns.add(x);
        subtract(rest, x);
    }

    private static void subtract(double[] from, double[] x) {
        double factor = dot(from, x) / dot(x, x);
        Arrays.setAll(from, t -> from[t] - factor * x[t]);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }

    private static double[] noisy(int seed, int n, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> deviation * random.nextGaussian());
        return y;
    }

    @Test
    void theBestOfAllPlacesAndKindsInReach() {
        // 120 places reach 15 to either side, and keep 5 from the neighbours and the ends
        int[][] starts = {{60}, {8}, {113}, {40, 52}, {40, 50, 90}};
        for (int seed = 0; seed < 20; seed++) {
            int[] start = starts[seed % starts.length];
            double[] y = noisy(seed, 120, 1);
            int true0 = start[0] + seed % 7 - 3;
            int kind0 = seed % 3;
            Arrays.setAll(
                    y,
                    t -> y[t]
                            + (t < true0 || kind0 == 1 ? 0 : 3)
                            + (t < true0 || kind0 == 0 ? 0 : .2 * (t - true0))
                            + (t < 85 ? 0 : 2));
            Placement placement = placement(y, start);
            for (int i = 0; i < start.length; i++) {
                int before = placement.place[i];
                int first = Math.max(before - 15, (i == 0 ? 0 : placement.place[i - 1]) + 5);
                int last = Math.min(before + 15, (i + 1 == start.length ? 120 : placement.place[i + 1]) - 5);
                int[] place = placement.place.clone();
                ChangePoint.Kind[] kind = placement.kind.clone();
                double least = Double.POSITIVE_INFINITY;
                int bestPlace = -1;
                ChangePoint.Kind bestKind = ChangePoint.Kind.BOTH;
                for (int c = Math.min(first, before); c <= Math.max(last, before); c++) {
                    for (ChangePoint.Kind k : KINDS) {
                        place[i] = c;
                        kind[i] = k;
                        double value = criterion(y, place, kind, i);
                        if (value < least) {
                            least = value;
                            bestPlace = c;
                            bestKind = k;
                        }
                    }
                }
                placement.move(i);
                assertEquals(bestPlace, placement.place[i], "seed " + seed + ", change " + i);
                assertEquals(bestKind, placement.kind[i], "seed " + seed + ", change " + i);
                place[i] = bestPlace;
                kind[i] = bestKind;
                interval(y, placement, place, kind, i);
            }
        }
    }

    private static void interval(double[] y, Placement placement, int[] place, ChangePoint.Kind[] kind, int i) {
        int first = Math.max(place[i] - 15, (i == 0 ? 0 : place[i - 1]) + 5);
        int last = Math.min(place[i] + 15, (i + 1 == place.length ? 120 : place[i + 1]) - 5);
        double limit = criterion(y, place, kind, i) + SET[kind[i] == ChangePoint.Kind.SLOPE ? 1 : 0];
        int[] moved = place.clone();
        int low = place[i];
        int high = place[i];
        for (int c = first; c <= last; c++) {
            moved[i] = c;
            if (criterion(y, moved, kind, i) <= limit) {
                low = Math.min(low, c);
                high = Math.max(high, c);
            }
        }
        assertArrayEquals(new int[] {low, high}, placement.interval(i), "place " + place[i]);
    }

    @Test
    void longSeriesAreSearchedInStridesAndThenFinely() {
        // 800 places reach 100 to either side; a jump far above the noise has one valley only
        for (int jump : new int[] {300, 301, 327, 389, 393, 407, 413, 471, 498, 499, 500}) {
            double[] y = noisy(jump, 800, .1);
            Arrays.setAll(y, t -> y[t] + (t < jump ? 0 : 5));
            Placement placement = placement(y, 400);
            placement.sweep();
            assertEquals(jump, placement.place[0]);
            assertEquals(ChangePoint.Kind.LEVEL, placement.kind[0]);
        }
        for (int jump : new int[] {290, 510}) {
            double[] y = noisy(jump, 800, .1);
            Arrays.setAll(y, t -> y[t] + (t < jump ? 0 : 5));
            Placement placement = placement(y, 400);
            placement.move(0);
            assertEquals(Math.signum(jump - 400), Math.signum(placement.place[0] - 400));
            assertTrue(Math.abs(placement.place[0] - 400) <= 100);
        }
    }

    @Test
    void whatIsFittedCanBeReadOff() {
        double[] y = new double[120];
        Arrays.setAll(y, t -> 2 - .1 * t + (t < 40 ? 0 : 7) + (t < 70 ? 0 : .5 * (t - 70)));
        ChangePoint.Kind[] kinds = {ChangePoint.Kind.LEVEL, ChangePoint.Kind.SLOPE};
        Placement.Fit fit = new Placement(y, all(120), WHITE, new int[] {40, 70}, kinds).fit();
        for (int t = 0; t < 120; t++) {
            assertEquals(y[t], fit.at(t), 1e-9);
            assertEquals(t < 70 ? -.1 : .4, fit.slopeFrom(t), 1e-9);
        }
        assertEquals(7, fit.coefficient(Column.step(40)), 1e-9);
        assertEquals(0, fit.coefficient(Column.step(41)));
        assertEquals(.5 * 120, fit.coefficient(Column.bend(70, 120)), 1e-8);
        assertEquals(2 - .1 * 59.5, fit.coefficient(Column.constant()), 1e-9, "time is centred");
        double[] rough = new double[120];
        Arrays.setAll(rough, t -> y[t] + (t % 2 == 0 ? .3 : -.3));
        double variance = new Placement(rough, all(120), WHITE, new int[] {40, 70}, kinds)
                .fit()
                .variance();
        assertEquals(.09, variance, .002);
    }
}
