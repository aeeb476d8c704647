package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InversionsTest {

    private static void agrees(double[] y, String what) {
        long expected = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = i + 1; j < y.length; j++) {
                expected += y[i] > y[j] ? 1 : 0;
            }
        }
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        double[] work = y.clone();
        assertEquals(expected, Inversions.sortAndCount(work), what);
        assertArrayEquals(sorted, work, what);
    }

    @Test
    void countAndOrderAgreeWithTryingAllPairs() {
        for (int n = 0; n <= 110; n++) {
            SplittableRandom random = new SplittableRandom(n);
            double[] rough = random.doubles(n).toArray();
            double[] tied = random.ints(n, 0, 6).asDoubleStream().toArray();
            double[] sorted = rough.clone();
            Arrays.sort(sorted);
            agrees(rough, "rough " + n);
            agrees(tied, "tied " + n);
            agrees(sorted, "sorted " + n);
            agrees(Seeded.reversed(sorted), "falling " + n);
        }
    }

    @Test
    void moreInversionsThanAnIntHolds() {
        double[] falling = new double[70_000];
        Arrays.setAll(falling, i -> -i);
        assertEquals(70_000L * 69_999 / 2, Inversions.sortAndCount(falling));
    }
}
