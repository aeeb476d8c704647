package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinsLawsTest {

    private static final double NAN = Double.NaN;

    private static Series irregular(int seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] t = new double[n];
        double[] v = new double[n];
        double at = 1000 * seed;
        for (int i = 0; i < n; i++) {
            at += random.nextInt(20) == 0 ? 30 : 0.5 + random.nextDouble();
            t[i] = at;
            v[i] = random.nextInt(10) == 0 ? NAN : random.nextGaussian();
        }
        return new Series(t, v);
    }

    private static double median(double[] v) {
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        return (sorted[(v.length - 1) / 2] + sorted[v.length / 2]) / 2;
    }

    /** Each bin is the median of the samples nearest to its centre, and there are no others. */
    private static void isMedians(Series series, Bins bins, String what) {
        Series present = series.withoutMissing();
        assertEquals(present.size(), bins.samples(), what);
        int filled = 0;
        int used = 0;
        double[] centre = bins.series().time();
        for (int b = 0; b < centre.length; b++) {
            double from = centre[b] - bins.width() / 2;
            double to = b + 1 < centre.length ? from + bins.width() : Double.POSITIVE_INFINITY;
            double[] members = new double[present.size()];
            int m = 0;
            for (int i = 0; i < present.size(); i++) {
                double t = present.time()[i];
                if (t >= from && t < to) {
                    members[m++] = present.value()[i];
                }
            }
            used += m;
            filled += m > 0 ? 1 : 0;
            double expected = m == 0 ? NAN : median(Arrays.copyOf(members, m));
            assertEquals(expected, bins.series().value()[b], 1e-12, what + ", bin " + b);
        }
        assertEquals(present.size(), used, what);
        assertEquals((double) filled / centre.length, bins.coverage(), 1e-12, what);
        assertTrue(bins.series().equidistant(), what);
    }

    @Test
    void everyBinIsTheMedianOfItsSamples() {
        for (int seed = 0; seed < 25; seed++) {
            Series series = irregular(seed, 20 + 13 * seed);
            for (int most : new int[] {2, 10, 50, 4000}) {
                Bins bins = Bins.of(series.time(), series.value(), most);
                assertTrue(bins.series().size() <= most);
                isMedians(series, bins, "seed " + seed + ", at most " + most);
            }
        }
    }

    @Test
    void theWidthIsTheMedianStepUnlessThatGivesTooMany() {
        // steps 10 10 20 10 60: median 10, span 110
        double[] t = {0, 10, 20, 40, 50, 110};
        double[] v = {1, 2, 3, 4, 5, 6};
        Bins all = Bins.of(t, v, 100);
        assertEquals(10, all.width());
        assertArrayEquals(
                new double[] {1, 2, 3, NAN, 4, 5, NAN, NAN, NAN, NAN, NAN, 6},
                all.series().value());
        assertEquals(0.5, all.coverage());
        Bins few = Bins.of(t, v, 3);
        assertEquals(55, few.width());
        assertArrayEquals(new double[] {0, 55, 110}, few.series().time());
        assertArrayEquals(new double[] {2, 4.5, 6}, few.series().value());
        Bins one = Bins.of(t, v, 1);
        assertEquals(110, one.width());
        assertArrayEquals(new double[] {55}, one.series().time());
        assertArrayEquals(new double[] {3.5}, one.series().value());
    }

    @Test
    void aSpanThatIsNoMultipleOfTheStepIsStretched() {
        // steps 10 10 10 14: 44 / 10 rounds to 4 steps, 5 bins of 11
        Bins bins = Bins.of(new double[] {0, 10, 20, 30, 44}, new double[] {1, 2, 3, 4, 5}, 100);
        assertEquals(11, bins.width());
        assertEquals(5, bins.series().size());
        assertEquals(1, bins.coverage());
        // 46 / 10 rounds to 5: width 10 (never below the step), last centre beyond the last sample
        Bins more = Bins.of(new double[] {0, 10, 20, 30, 46}, new double[] {1, 2, 3, 4, 5}, 100);
        assertEquals(10, more.width());
        assertArrayEquals(new double[] {1, 2, 3, 4, NAN, 5}, more.series().value());
    }

    @Test
    void binsOfAGivenWidth() {
        Series series = new Series(new double[] {5, 6, 7, 9.4, 9.6}, new double[] {1, 2, 3, 4, 5});
        Bins bins = Bins.ofWidth(series, 3);
        assertArrayEquals(new double[] {5, 8}, Arrays.copyOf(bins.series().time(), 2));
        // 5 6 | 7 9.4 | 9.6 with edges at 6.5 and 9.5
        assertArrayEquals(new double[] {1.5, 3.5, 5}, bins.series().value());
        assertEquals(3, bins.width());
        assertEquals(1, bins.coverage());
        assertEquals(0, Bins.ofWidth(series, 0).width());
        assertEquals(5, Bins.ofWidth(series, 0).series().size());
        assertEquals(0, Bins.ofWidth(Series.of(), 2).coverage());
        assertEquals(1, Bins.ofWidth(Series.of(4), 2).coverage());
        assertEquals(0, Bins.ofWidth(Series.of(4), 2).width());
    }

    @Test
    void shiftOfTimeAndScaleOfValuesCommute() {
        for (int seed = 0; seed < 10; seed++) {
            Series series = irregular(seed, 60);
            Bins base = Bins.of(series.time(), series.value(), 20);
            Bins moved = Bins.of(Seeded.mapped(series.time(), 64, 512), Seeded.mapped(series.value(), -2, 8), 20);
            assertArrayEquals(
                    Seeded.mapped(base.series().value(), -2, 8), moved.series().value(), 1e-12, "seed " + seed);
            assertEquals(64 * base.width(), moved.width(), 1e-9);
        }
    }

    @Test
    void noneOrOneSample() {
        assertThrows(IllegalArgumentException.class, () -> Bins.of(new double[0], new double[0], -1));
        Bins none = Bins.of(new double[] {1, 2}, new double[] {NAN, NAN}, 5);
        assertEquals(new Bins(Series.of(), 0, 0, 0), none);
        Bins one = Bins.of(new double[] {1, 2}, new double[] {NAN, 7}, 5);
        assertEquals(1, one.samples());
        assertEquals(1, one.coverage());
        assertEquals(2, Bins.of(new double[] {1, 2}, new double[] {3, 7}, 5).samples());
    }

    @Test
    void runsShareOneWidthAndAreCutAtBreaks() {
        Series series = new Series(
                new double[] {0, 1, 2, 3, 100, 101, 102, 103, 104}, new double[] {1, 2, NAN, 4, 5, 6, 7, 8, 9});
        BinnedRuns binned = BinnedRuns.of(series, KnownCuts.breaks(List.of(4, 4, 0, 9, -3, 12)), 1000, 0);
        assertEquals(2, binned.runCount());
        assertArrayEquals(new int[] {0, 4, 9}, binned.places());
        assertArrayEquals(new int[] {0, 4, 9}, binned.bounds());
        assertEquals(1, binned.width());
        assertArrayEquals(new double[] {1, 2, NAN, 4, 5, 6, 7, 8, 9}, binned.value());
        assertArrayEquals(series.time(), binned.time());
        assertEquals(8 / 9.0, binned.coverage());
        // 4 bins stand 3 widths apart: 7 units of time inside runs: width 7 / 3
        BinnedRuns coarse = BinnedRuns.of(series, KnownCuts.breaks(List.of(4)), 4, 0);
        assertEquals(7 / 3.0, coarse.width(), 1e-12);
        assertArrayEquals(new int[] {0, 2, 5}, coarse.bounds());
    }

    @Test
    void warmUpFollowsBreaksOnlyAndNotTheBeginning() {
        Series series = new Series(
                new double[] {0, 1, 2, 3, 10, 11, 12, 13, 14, 15}, new double[] {0, 1, 2, 3, 4, NAN, 6, 7, 8, 9});
        BinnedRuns binned = BinnedRuns.of(series, KnownCuts.breaks(List.of(4)), 1000, 2);
        // 12 is the first time not before 10 + 2
        assertArrayEquals(new double[] {0, 1, 2, 3, 6, 7, 8, 9}, binned.value());
        assertArrayEquals(new int[] {0, 4, 8}, binned.bounds());
        assertArrayEquals(new int[] {0, 4, 10}, binned.places());
        BinnedRuns cold = BinnedRuns.of(series, KnownCuts.breaks(List.of(4)), 1000, 100);
        assertArrayEquals(new int[] {0, 4, 4}, cold.bounds());
        assertEquals(1, cold.coverage());
    }

    @Test
    void emptyRuns() {
        BinnedRuns none = BinnedRuns.of(Series.of(), KnownCuts.breaks(List.of(1)), 100, 5);
        assertEquals(1, none.runCount());
        assertEquals(0, none.coverage());
        assertEquals(0, none.width());
        BinnedRuns gaps = BinnedRuns.of(Series.of(NAN, NAN, NAN, 4, 5), KnownCuts.breaks(List.of(2)), 100, 0);
        assertArrayEquals(new int[] {0, 0, 2}, gaps.bounds());
        assertArrayEquals(new double[] {4, 5}, gaps.value());
    }
}
