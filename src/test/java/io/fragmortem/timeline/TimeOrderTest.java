package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Rows of moments; of rows with one time it is always the first. */
final class TimeOrderTest {

    private static final long[] TIMES = {10, 20, 20, 20, 20, 20, 30};

    @Test
    void ofEqualTimesItIsTheFirst() {
        assertEquals(1, TimeOrder.firstAt(TIMES, 20));
        assertEquals(0, TimeOrder.firstAt(new long[] {7, 7, 7, 7}, 7));
        assertEquals(1, TimeOrder.firstAt(new double[] {0.5, 1, 1, 1, 1}, 1));
    }

    @Test
    void aMomentBetweenRowsIsTheNextRows() {
        assertEquals(1, TimeOrder.firstAt(TIMES, 11));
        assertEquals(6, TimeOrder.firstAt(TIMES, 21));
        assertEquals(1, TimeOrder.firstAt(new double[] {0.5, 1}, 0.75));
    }

    @Test
    void outsideItIsTheFirstRowOrNone() {
        assertEquals(0, TimeOrder.firstAt(TIMES, 9));
        assertEquals(7, TimeOrder.firstAt(TIMES, 31));
        assertEquals(0, TimeOrder.firstAt(new long[0], 1));
    }
}
