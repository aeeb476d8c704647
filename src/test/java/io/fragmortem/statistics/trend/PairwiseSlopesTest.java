package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseSlopesTest {

    private static double[] allSlopes(double[] t, double[] y) {
        int n = t.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[k++] = (y[j] - y[i]) / (t[j] - t[i]) + 0.0;
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static void everyRankAgrees(int n, IntToDoubleFunction value, double tolerance) {
        double[] t = new double[n];
        double[] y = new double[n];
        Arrays.setAll(t, i -> i + 0.25 * (i % 3));
        Arrays.setAll(y, value);
        double[] slopes = allSlopes(t, y);
        PairwiseSlopes selection = new PairwiseSlopes(t, y);
        for (double share : new double[] {0, 0.001, 0.02, 0.3, 0.5, 0.77, 0.98, 0.9999, 1}) {
            int k = (int) Math.rint(share * (slopes.length - 1));
            assertEquals(slopes[k], selection.at(k), tolerance * Math.max(1, Math.abs(slopes[k])), "rank " + k);
        }
    }

    @Test
    void selectionGivesTheSameSlopeAsListingAllPairs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {2, 3, 40, 151, 400, 1000}) {
            everyRankAgrees(n, i -> random.nextDouble() + 0.001 * i, 1e-12);
        }
    }

    /** Uneven times, steps, ties, outliers and offsets in any mixture. */
    @Test
    void anySeriesHasTheSlopesOfAllItsPairs() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(220);
            double step = Math.pow(10, random.nextInt(7) - 3);
            double offset = random.nextInt(3) * 4e9;
            double[] t = new double[n];
            double[] y = new double[n];
            for (int i = 1; i < n; i++) {
                t[i] = t[i - 1] + step * (1 + (random.nextInt(9) == 0 ? random.nextInt(5000) : random.nextInt(2)));
            }
            int ties = 1 + random.nextInt(1000);
            double[] levels = {0, random.nextInt(100_000), -random.nextInt(7)};
            for (int i = 0; i < n; i++) {
                double outlier = random.nextInt(50) == 0 ? 1e12 : 0;
                y[i] = offset + levels[3 * i / n] + random.nextInt(ties) + outlier;
            }
            double[] slopes = allSlopes(t, y);
            PairwiseSlopes selection = new PairwiseSlopes(t, y);
            for (int times = 0; times < 12; times++) {
                int k = random.nextInt(slopes.length);
                assertEquals(
                        slopes[k],
                        selection.at(k),
                        1e-9 * Math.max(1e-9, Math.abs(slopes[k])),
                        "seed " + seed + ", rank " + k);
            }
        }
    }

    @Test
    void heapsOfEqualSlopesDoNotConfuseTheSelection() {
        SplittableRandom random = new SplittableRandom(2);
        everyRankAgrees(600, i -> random.nextInt(2), 1e-12);
        everyRankAgrees(600, i -> random.nextInt(40) == 0 ? 1 : 0, 1e-12);
        everyRankAgrees(600, i -> i < 300 ? 0 : 5, 1e-12);
        everyRankAgrees(600, i -> 7, 0);
        everyRankAgrees(600, i -> 0.1 * (i + 0.25 * (i % 3)), 1e-9);
        everyRankAgrees(600, i -> i == 17 ? 1 : 0, 1e-12);
    }

    @Test
    void largeOffsetsKeepTheirDigits() {
        SplittableRandom random = new SplittableRandom(3);
        everyRankAgrees(500, i -> 8e9 + random.nextInt(1000) * 4096.0, 1e-12);
    }

    @Test
    void largeOffsetsKeepTheirDigitsInTheCountsToo() {
        SplittableRandom random = new SplittableRandom(4);
        double offset = 1L << 50;
        double[] t = new double[500];
        double[] y = new double[500];
        Arrays.setAll(t, i -> offset + i + 0.25 * (i % 3));
        Arrays.setAll(y, i -> offset + 0.25 * random.nextInt(1000));
        double[] slopes = allSlopes(t, y);
        PairwiseSlopes selection = new PairwiseSlopes(t, y);
        for (int k : new int[] {0, 777, slopes.length / 3, slopes.length / 2, slopes.length - 1000}) {
            assertEquals(slopes[k], selection.at(k), "rank " + k);
        }
    }

    @Test
    void zeroHasOneSign() {
        double[] y = {0.0, -0.0, -0.0, 0.0, -0.0};
        PairwiseSlopes slopes = new PairwiseSlopes(new double[] {0, 1, 2, 3, 4}, y);
        for (int k = 0; k < 10; k++) {
            assertEquals(0.0, slopes.at(k), "rank " + k);
        }
    }

    @Test
    void timesThatTheirMiddleSwallowsKeepTheirDistance() {
        double[] t = {0, 1, 1e17, 1.1e17, 1.2e17};
        assertEquals(1, new PairwiseSlopes(t, new double[] {0, 1, 1, 1, 1}).at(9));
        assertEquals(0, new PairwiseSlopes(t, new double[] {1, 1, 1, 1, 1}).at(9));
    }

    @Test
    void slopesBeyondAllNumbersAreNumbers() {
        PairwiseSlopes up = new PairwiseSlopes(new double[] {0, 1e-170, 1}, new double[] {0, 1e149, 1e149});
        assertEquals(1e300, up.at(2));
        assertEquals(-1e300, new PairwiseSlopes(new double[] {0, 1e-170}, new double[] {1e149, 0}).median());
        SplittableRandom random = new SplittableRandom(6);
        double[] t = new double[200];
        double[] y = new double[200];
        Arrays.setAll(t, i -> i < 100 ? 1e-160 * i : 1e149 * (i - 99.0));
        Arrays.setAll(y, i -> 1e149 * random.nextGaussian());
        double[] slopes = Seeded.mapped(allSlopes(t, y), 1, 0);
        PairwiseSlopes selection = new PairwiseSlopes(t, y);
        for (int k : new int[] {0, 100, 2000, 9950, 17_000, 19_899}) {
            double expected = Math.max(-1e300, Math.min(1e300, slopes[k]));
            assertEquals(expected, selection.at(k), 1e-9 * Math.abs(expected), "rank " + k);
        }
    }

    @Test
    void theGapsBesideAGroupOfEqualSlopes() {
        double[] sorted = {1, 1, 1, 3, 3, 3.001, 8, 8};
        for (int at = 3; at <= 5; at++) {
            assertEquals(2, Bracket.gapBefore(sorted, at, 0.01));
            assertEquals(5.5005, Bracket.gapAfter(sorted, at, 0.01), 1e-12);
        }
        assertEquals(3.0005, Bracket.gapBefore(sorted, 5, 0.0001), 1e-12);
        assertEquals(3.0005, Bracket.gapAfter(sorted, 3, 0.0001), 1e-12);
        assertEquals(2, Bracket.gapBefore(sorted, 4, 0.0001));
        // no such group: beyond the ends
        assertEquals(Double.NEGATIVE_INFINITY, Bracket.gapBefore(sorted, 2, 0.01));
        assertEquals(Double.NEGATIVE_INFINITY, Bracket.gapBefore(sorted, -4, 0.01));
        assertEquals(Double.POSITIVE_INFINITY, Bracket.gapAfter(sorted, 6, 0.01));
        assertEquals(Double.POSITIVE_INFINITY, Bracket.gapAfter(sorted, 12, 0.01));
        // a place before the first or after the last is in the first or last group
        assertEquals(5.5005, Bracket.gapBefore(sorted, 12, 0.01), 1e-12);
        assertEquals(2, Bracket.gapAfter(sorted, -4, 0.01));
        assertEquals(2, Bracket.gapAfter(sorted, 0, 1.99));
        assertEquals(5.5005, Bracket.gapAfter(sorted, 0, 2), 1e-12);
        assertEquals(Double.NEGATIVE_INFINITY, Bracket.gapBefore(sorted, 3, 2));
    }

    private static PairwiseSlopes slopes(int n, IntToDoubleFunction value) {
        double[] t = new double[n];
        double[] y = new double[n];
        Arrays.setAll(t, i -> i + 0.25 * (i % 3));
        Arrays.setAll(y, value);
        return new PairwiseSlopes(t, y);
    }

    private static int sortsFor(PairwiseSlopes slopes, double share) {
        int before = slopes.sorts();
        slopes.at((long) (share * (slopes.pairs() - 1)));
        return slopes.sorts() - before;
    }

    /** O(n log n) means a few sorts. One cut at either side of the sample's margin and two sorts to list what is between. */
    @Test
    void onePairOfCutsIsEnoughForAThousandPointsAndTwoForSixThousand() {
        SplittableRandom random = new SplittableRandom(7);
        for (int n : new int[] {400, 1000, 2000}) {
            PairwiseSlopes noise = slopes(n, i -> random.nextGaussian() + 0.01 * i);
            for (double share : new double[] {0.5, 0.1, 0.499, 0.9}) {
                assertEquals(4, sortsFor(noise, share), n + " points, " + share);
            }
            assertEquals(3, sortsFor(noise, 0), "nothing to cut off below");
            assertEquals(0, sortsFor(noise, 0.001), "listed with the one before");
            assertEquals(3, sortsFor(noise, 1), "nothing to cut off above");
            assertEquals(0, sortsFor(noise, 0.9999));
            assertEquals(0, sortsFor(noise, 0.5), "known");
        }
        PairwiseSlopes many = slopes(6000, i -> random.nextGaussian());
        assertEquals(8, sortsFor(many, 0.5));
        assertEquals(8, sortsFor(many, 0.1));
    }

    @Test
    void heapsOfEqualSlopesCostLittleMore() {
        SplittableRandom random = new SplittableRandom(8);
        for (int n : new int[] {400, 1000, 2000}) {
            PairwiseSlopes[] heaps = {
                slopes(n, i -> random.nextInt(2)),
                slopes(n, i -> random.nextInt(40) == 0 ? 1 : 0),
                slopes(n, i -> i < n / 2 ? 0 : 5),
                slopes(n, i -> i == 17 ? 1 : 0)
            };
            for (int h = 0; h < heaps.length; h++) {
                for (double share : new double[] {0.5, 0, 0.001, 0.1, 0.499, 0.9, 0.9999, 1}) {
                    assertTrue(sortsFor(heaps[h], share) <= 13, "heaps " + h + ", n " + n + ", share " + share);
                }
            }
            PairwiseSlopes flat = slopes(n, i -> 7);
            assertEquals(0, sortsFor(flat, 0.5) + sortsFor(flat, 0.2), "a sample of zeros says it");
        }
    }

    /** The difference of two counters that grow in steps of a fifth of a MiB: on one line but for the last digits. */
    @ParameterizedTest
    @ValueSource(ints = {288, 1000, 5000})
    void pointsOnOneLineUpToRoundingEndSoon(int n) {
        double[] t = new double[n];
        double[] y = new double[n];
        Arrays.setAll(t, i -> i * 600e6 / 86_400e6);
        Arrays.setAll(y, i -> (900.0 + i + 101 + 1100 + 0.2 * i) * 1048576 - (900.0 + i + 101) * 1048576);
        PairwiseSlopes slopes = new PairwiseSlopes(t, y);
        double perDay = 0.2 * 1048576 * 144;
        double median = assertTimeoutPreemptively(Duration.ofSeconds(30), slopes::median);
        assertEquals(perDay, median, 1e-6 * perDay);
        if (n <= 1000) {
            // few enough to list after all
            double[] all = allSlopes(t, y);
            for (int k = 0; k < all.length; k += all.length / 7) {
                assertEquals(all[k], slopes.at(k), "rank " + k);
            }
        }
    }
}
