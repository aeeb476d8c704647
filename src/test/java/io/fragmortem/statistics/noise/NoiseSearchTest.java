package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class NoiseSearchTest {

    /** A row of nine, each next to those beside it. */
    private static NoiseSearch ofNine(int... first) {
        int[][] neighbours = new int[9][];
        for (int m = 0; m < 9; m++) {
            neighbours[m] = m == 0 ? new int[] {1} : m == 8 ? new int[] {7} : new int[] {m - 1, m + 1};
        }
        return new NoiseSearch(neighbours, first);
    }

    @Test
    void climbsFromTheBestOfTheFirst() {
        for (int top = 0; top < 9; top++) {
            int hill = top;
            assertEquals(new NoiseSearch.Best(0, hill), ofNine(0, 4, 8).least(m -> Math.abs(m - hill)));
        }
    }

    @Test
    void asksForFewAndKeepsThem() {
        NoiseSearch search = ofNine(4);
        assertEquals(new NoiseSearch.Best(0, 4), search.least(m -> Math.abs(m - 4)));
        assertEquals(3, search.asked());
        assertEquals(new NoiseSearch.Best(0, 7), search.least(m -> Math.abs(m - 7)));
        assertEquals(6, search.asked());
        assertEquals(new NoiseSearch.Best(0, 3), search.least(m -> m == 3 ? 0 : 1), "no hill leads there");
    }

    @Test
    void ofEqualOnesTheFirstAndOfNothingNothing() {
        assertEquals(new NoiseSearch.Best(1, 0), ofNine(4).least(m -> 1));
        assertEquals(new NoiseSearch.Best(1, 0), new NoiseSearch(9).least(m -> 1));
        assertEquals(
                new NoiseSearch.Best(Double.POSITIVE_INFINITY, 0), ofNine(4).least(m -> Double.NaN));
    }

    @Test
    void theWholeGridHasNoHills() {
        for (int top = 0; top < 9; top++) {
            int alone = top;
            assertEquals(new NoiseSearch.Best(0, alone), new NoiseSearch(9).least(m -> m == alone ? 0 : 1));
        }
    }
}
