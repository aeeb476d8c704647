package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Selection among the slopes of all pairs, in one run and in several, and the bracket that it narrows. */
class PairwiseSlopesLawsTest {

    private static double[] slopes(double[] t, double[] y, int[] runs) {
        double[] all = new double[t.length * t.length];
        int k = 0;
        for (int r = 0; r + 1 < runs.length; r++) {
            for (int i = runs[r]; i < runs[r + 1]; i++) {
                for (int j = i + 1; j < runs[r + 1]; j++) {
                    all[k++] = (y[j] - y[i]) / (t[j] - t[i]);
                }
            }
        }
        double[] sorted = Arrays.copyOf(all, k);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] times(SplittableRandom random, int n) {
        double[] t = new double[n];
        double at = 0;
        for (int i = 0; i < n; i++) {
            at += 0.5 + random.nextDouble();
            t[i] = at;
        }
        return t;
    }

    @Test
    void pairsWithinRunsOnly() {
        SplittableRandom random = new SplittableRandom(11);
        int[][] layouts = {
            {0, 400}, {0, 1, 200, 200, 320, 321, 400}, {0, 0, 399, 400}, {0, 40, 45}, {0, 200, 400}, {0, 300, 400, 400}
        };
        for (int[] runs : layouts) {
            int n = runs[runs.length - 1];
            double[] t = times(random, n);
            double[] y = random.doubles(n).map(v -> v * v).toArray();
            double[] expected = slopes(t, y, runs);
            PairwiseSlopes selection = new PairwiseSlopes(t, y, runs);
            assertEquals(expected.length, selection.pairs());
            for (int i = 0; i < 12; i++) {
                int k = i < 2 ? i * (expected.length - 1) : random.nextInt(expected.length);
                double slope = expected[k];
                assertEquals(slope, selection.at(k), 1e-11 * Math.max(1, Math.abs(slope)), Arrays.toString(runs));
            }
            double middle = (expected[(expected.length - 1) / 2] + expected[expected.length / 2]) / 2;
            assertEquals(middle, selection.median(), 1e-11);
        }
    }

    /** Listing together what will be asked for changes no answer, whatever the values are. */
    @Test
    void whatIsExpectedIsAnsweredTheSame() {
        SplittableRandom random = new SplittableRandom(12);
        int n = 700;
        double[] t = times(random, n);
        double[] noise = random.doubles(n).toArray();
        List<IntToDoubleFunction> kinds = List.of(
                i -> noise[i],
                i -> Math.rint(3 * noise[i]),
                i -> i < 400 ? 0 : 1,
                i -> t[i],
                i -> noise[i] < 0.01 ? 1e9 : noise[i],
                i -> i % 100 + noise[i]);
        for (IntToDoubleFunction kind : kinds) {
            double[] y = new double[n];
            Arrays.setAll(y, kind);
            for (double c : new double[] {0, 300, 12_000, 40_000, 200_000}) {
                PairwiseSlopes plain = new PairwiseSlopes(t, y);
                PairwiseSlopes together = new PairwiseSlopes(t, y);
                together.expect(c);
                assertEquals(plain.median(), together.median());
                assertEquals(plain.lower(c), together.lower(c));
                assertEquals(plain.upper(c), together.upper(c));
            }
        }
    }

    @Test
    void whatIsExpectedIsSortedForOnce() {
        double[] t = times(new SplittableRandom(13), 1000);
        double[] y = new SplittableRandom(14).doubles(1000).toArray();
        double c = 20_000;
        PairwiseSlopes plain = new PairwiseSlopes(t, y);
        PairwiseSlopes together = new PairwiseSlopes(t, y);
        together.expect(c);
        for (PairwiseSlopes slopes : List.of(plain, together)) {
            slopes.median();
            slopes.lower(c);
            slopes.upper(c);
        }
        assertTrue(together.sorts() < plain.sorts(), together.sorts() + " sorts, " + plain.sorts());
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        // slopes 1 1 1 2 2.5 4 of the points 0 1 2 6 less one: 3 pairs of 0 1 3: 1 2 1.5
        assertEquals(1.5, new PairwiseSlopes(new double[] {0, 1, 2}, new double[] {0, 1, 3}).median());
        // 0 1 3 6: slopes 1 2 3 1.5 2.5 2
        assertEquals(2, new PairwiseSlopes(new double[] {0, 1, 2, 3}, new double[] {0, 1, 3, 6}).median());
        // 0 1 3 7: slopes 1 2 4 1.5 3 7/3
        assertEquals(
                (2 + 7 / 3.0) / 2,
                new PairwiseSlopes(new double[] {0, 1, 2, 3}, new double[] {0, 1, 3, 7}).median(),
                1e-15);
    }

    @Test
    void intervalEndsFollowScipysRounding() {
        double[] t = {0, 1, 2, 3, 4};
        double[] y = {0, 2, 3, 7, 12};
        double[] sorted = slopes(t, y, new int[] {0, 5});
        PairwiseSlopes slopes = new PairwiseSlopes(t, y);
        // 10 pairs: lower rank rint((10 - c) / 2) - 1, upper rint((10 + c) / 2), kept inside 0..9
        assertEquals(sorted[2], slopes.lower(4.2));
        assertEquals(sorted[7], slopes.upper(4.2));
        // halves go to the even neighbour: 2.5 to 2, 7.5 to 8
        assertEquals(sorted[1], slopes.lower(5));
        assertEquals(sorted[8], slopes.upper(5));
        assertEquals(sorted[0], slopes.lower(50));
        assertEquals(sorted[9], slopes.upper(50));
        assertEquals(sorted[9], slopes.upper(8.5));
    }

    @Test
    void largeSeriesAgreeWithListing() {
        SplittableRandom random = new SplittableRandom(13);
        int n = 1000;
        double[] t = times(random, n);
        double[] y = new double[n];
        Arrays.setAll(y, i -> random.nextGaussian() + 0.001 * t[i]);
        double[] expected = slopes(t, y, new int[] {0, n});
        PairwiseSlopes selection = new PairwiseSlopes(t, y);
        for (double share : new double[] {0.5, 0.4999, 0.01, 0.97, 0, 1, 0.25}) {
            int k = (int) (share * (expected.length - 1));
            assertEquals(expected[k], selection.at(k), 1e-12 * Math.max(1, Math.abs(expected[k])), "rank " + k);
        }
    }

    @Test
    void moreThanTwentyThousandPoints() {
        int n = 20_500;
        double[] t = new double[n];
        double[] y = new double[n];
        Arrays.setAll(t, i -> i);
        // the line and a zigzag that every pair of equal parity does not see: half of the slopes are exactly 0.25
        Arrays.setAll(y, i -> 0.25 * i + i % 2);
        assertEquals(0.25, new PairwiseSlopes(t, y).median(), 1e-12);
        Arrays.setAll(y, i -> Math.sqrt(i));
        // slope of i, j is 1 / (sqrt i + sqrt j): the largest is the first pair's, the smallest the last pair's
        PairwiseSlopes roots = new PairwiseSlopes(t, y);
        long pairs = (long) n * (n - 1) / 2;
        assertEquals(pairs, roots.pairs());
        assertEquals(1, roots.at(pairs - 1), 1e-12);
        assertEquals(1 / (Math.sqrt(n - 1) + Math.sqrt(n - 2)), roots.at(0), 1e-12);
    }

    private static final double[] TIME = {0, 1, 2, 3, 4, 5, 6, 7};
    private static final double[] VALUE = {3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8};

    @Test
    void aBracketCountsTheSlopesBelowItsEnds() {
        int[] runs = {0, 5, 8};
        double[] sorted = slopes(TIME, VALUE, runs);
        Bracket bracket = new Bracket(TIME, VALUE, runs);
        bracket.reset(sorted.length);
        assertEquals(0, bracket.below());
        assertEquals(13, bracket.inside());
        double low = (sorted[3] + sorted[4]) / 2;
        double high = (sorted[9] + sorted[10]) / 2;
        assertEquals(Bracket.Side.RIGHT, bracket.cut(low, 6));
        assertEquals(4, bracket.below());
        assertEquals(9, bracket.inside());
        assertEquals(Bracket.Side.LEFT, bracket.cut(high, 6));
        assertEquals(4, bracket.below());
        assertEquals(6, bracket.inside());
        // outside already: nothing moves
        assertEquals(Bracket.Side.RIGHT, bracket.cut(low, 6));
        assertEquals(Bracket.Side.RIGHT, bracket.cut(low - 1, 0));
        assertEquals(Bracket.Side.LEFT, bracket.cut(high, 6));
        assertEquals(Bracket.Side.LEFT, bracket.cut(high + 1, 12));
        assertEquals(4, bracket.below());
        assertEquals(6, bracket.inside());
        double[] listed = of(bracket.all());
        Arrays.sort(listed);
        assertArrayEquals(Arrays.copyOfRange(sorted, 4, 10), listed, 1e-15);
        // a cut whose count equals the rank keeps the rank on its right
        assertEquals(Bracket.Side.RIGHT, bracket.cut((sorted[5] + sorted[6]) / 2, 6));
        assertEquals(6, bracket.below());
        bracket.reset(13);
        assertEquals(13, bracket.inside());
        assertEquals(0, bracket.below());
    }

    private static double[] of(int[] pairs) {
        double[] slopes = new double[pairs.length / 2];
        for (int i = 0; i < slopes.length; i++) {
            int a = pairs[2 * i];
            int b = pairs[2 * i + 1];
            slopes[i] = (VALUE[b] - VALUE[a]) / (TIME[b] - TIME[a]);
        }
        return slopes;
    }

    private static Map<Integer, Integer> drawn(int[] pairs) {
        Map<Integer, Integer> count = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            int a = Math.min(pairs[i], pairs[i + 1]);
            int b = Math.max(pairs[i], pairs[i + 1]);
            count.merge(8 * a + b, 1, Integer::sum);
        }
        return count;
    }

    @Test
    void everyPairIsDrawnEquallyOften() {
        for (int[] runs : new int[][] {{0, 8}, {0, 0, 5, 6, 8}}) {
            Bracket bracket = new Bracket(TIME, VALUE, runs);
            int pairs = slopes(TIME, VALUE, runs).length;
            bracket.reset(pairs);
            Map<Integer, Integer> count = drawn(bracket.sample(1000 * pairs, new Draws(3)));
            assertEquals(pairs, count.size());
            count.forEach((k, drawn) -> {
                assertTrue(k / 8 < k % 8, "two different points");
                assertEquals(1000, drawn, 160, "pair " + k);
            });
        }
    }

    @Test
    void aNarrowedBracketDrawsFromInsideOnly() {
        int[] runs = {0, 8};
        double[] sorted = slopes(TIME, VALUE, runs);
        Bracket bracket = new Bracket(TIME, VALUE, runs);
        bracket.reset(28);
        double low = (sorted[9] + sorted[10]) / 2;
        double high = (sorted[15] + sorted[16]) / 2;
        bracket.cut(low, 12);
        int[] oneSided = bracket.sample(3600, new Draws(4));
        assertTrue(Arrays.stream(of(oneSided)).allMatch(s -> s > low));
        assertEquals(18, drawn(oneSided).size());
        bracket.cut(high, 12);
        int[] both = bracket.sample(6000, new Draws(5));
        assertTrue(Arrays.stream(of(both)).allMatch(s -> s > low && s < high));
        assertEquals(6, drawn(both).size());
        drawn(both).values().forEach(k -> assertEquals(1000, k, 160));
    }
}
