package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsTest {

    @Test
    void aRegularSeriesIsItsOwnBins() {
        double[] t = {0, 60, 120, 180};
        double[] y = {1, 2, 4, 8};
        Bins bins = Bins.of(t, y, 4000);
        assertArrayEquals(y, bins.series().value());
        assertArrayEquals(t, bins.series().time());
        assertEquals(1, bins.coverage());
    }

    @Test
    void anEmptyBinStaysMissing() {
        Bins bins = Bins.of(new double[] {0, 10, 21, 60, 69}, new double[] {1, 2, 3, 4, 5}, 100);
        double nan = Double.NaN;
        assertEquals(10.5, bins.width());
        assertArrayEquals(
                new double[] {1, 2, 3, nan, nan, nan, 4, 5}, bins.series().value());
        assertEquals(5 / 8.0, bins.coverage());
    }

    @Test
    void manySamplesGiveMediansOfAtMostSoManyBins() {
        int n = 100_000;
        double[] t = new double[n];
        double[] y = new double[n];
        Arrays.setAll(t, i -> i);
        Arrays.setAll(y, i -> i % 100 == 50 ? 1e9 : i);
        Bins bins = Bins.of(t, y, 1000);
        assertEquals(1000, bins.series().size());
        assertEquals(1, bins.coverage());
        for (int b = 1; b < 999; b++) {
            assertEquals(bins.series().time()[b], bins.series().value()[b], 1.5);
        }
    }

    @Test
    void degenerateInputGivesWhatIsThere() {
        assertEquals(0, Bins.of(new double[0], new double[0], 10).series().size());
        assertEquals(1, Bins.of(new double[] {4}, new double[] {2}, 10).series().size());
        assertEquals(0, Bins.of(new double[] {4}, new double[] {Double.NaN}, 10).coverage());
        Bins one = Bins.of(new double[] {0, 1, 2}, new double[] {5, 9, 6}, 1);
        assertArrayEquals(new double[] {6}, one.series().value());
        assertTrue(Bins.of(new double[] {0, 1}, new double[] {5, 9}, 2).series().equidistant());
        assertThrows(IllegalArgumentException.class, () -> Bins.of(new double[] {1}, new double[] {1}, 0));
    }
}
