package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
    }
}
