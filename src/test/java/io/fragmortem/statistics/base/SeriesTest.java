package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final double NAN = Double.NaN;

    @Test
    void valuesAloneStandAtZeroOneTwo() {
        assertArrayEquals(new double[] {0, 1, 2}, Series.of(5, 6, 7).time());
        assertEquals(0, Series.of().size());
    }

    @Test
    void theArraysAreCopied() {
        double[] t = {1, 2};
        double[] v = {3, 4};
        Series series = new Series(t, v);
        t[0] = 9;
        v[0] = 9;
        assertEquals(1, series.time()[0]);
        assertEquals(3, series.value()[0]);
    }

    @Test
    void missingIsWhatCannotBeCalculatedWith() {
        Series series = Series.of(1, NAN, 1e150, -1.1e150, Double.POSITIVE_INFINITY, 2);
        assertEquals(6, series.size());
        assertEquals(3, series.present());
        assertEquals(2, series.notFinite());
        Series present = series.withoutMissing();
        assertArrayEquals(new double[] {0, 2, 5}, present.time());
        assertArrayEquals(new double[] {1, 1e150, 2}, present.value());
        assertSame(present, present.withoutMissing());
    }

    @Test
    void theTimeAxisIsChecked() {
        for (double[] bad : new double[][] {{0, 0}, {1, 0}, {NAN, 1}, {0, Double.POSITIVE_INFINITY}, {-1e151, 0}}) {
            assertThrows(IllegalArgumentException.class, () -> new Series(bad, new double[] {1, 2}));
        }
        assertEquals(2, new Series(new double[] {-1e150, 1e150}, new double[] {1, 2}).size());
        assertThrows(IllegalArgumentException.class, () -> new Series(new double[2], new double[1]));
    }

    @Test
    void aSliceKeepsTimesAndValues() {
        Series slice = new Series(new double[] {1, 3, 7, 8}, new double[] {2, NAN, 4, 5}).slice(1, 3);
        assertArrayEquals(new double[] {3, 7}, slice.time());
        assertArrayEquals(new double[] {NAN, 4}, slice.value());
    }

    @Test
    void equidistantToOnePartInAMillionOfAStep() {
        assertTrue(new Series(new double[] {0, 7}, new double[2]).equidistant());
        assertTrue(new Series(new double[] {5, 65, 125}, new double[3]).equidistant());
        assertTrue(new Series(new double[] {0, 1 + 5e-7, 2}, new double[3]).equidistant());
        assertFalse(new Series(new double[] {0, 1 + 2e-6, 2}, new double[3]).equidistant());
        assertFalse(new Series(new double[] {0, 1, 2, 4}, new double[4]).equidistant());
        assertFalse(new Series(new double[] {100, 101, 103}, new double[3]).equidistant());
        assertTrue(new Series(new double[] {1e6, 1e6 + 60, 1e6 + 120, 1e6 + 180}, new double[4]).equidistant());
    }

    @Test
    void equalByContent() {
        Series one = Series.of(1, NAN, 3);
        assertEquals(one, Series.of(1, NAN, 3));
        assertEquals(one.hashCode(), Series.of(1, NAN, 3).hashCode());
        assertNotEquals(one, Series.of(1, NAN, 4));
        assertNotEquals(one, new Series(new double[] {0, 1, 5}, new double[] {1, NAN, 3}));
        assertNotEquals(one.hashCode(), new Series(new double[] {0, 1, 5}, new double[] {1, NAN, 3}).hashCode());
        assertNotEquals(one.hashCode(), Series.of(1, NAN, 4).hashCode());
        assertNotEquals(one, "Series[3 places, 2 present]");
        assertEquals("Series[3 places, 2 present]", one.toString());
    }
}
