package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MannKendallTest {

    private static long pairs(double[] a, double[] b) {
        long s = 0;
        for (double x : a) {
            for (double y : b) {
                s += (long) Math.signum(y - x);
            }
        }
        return s;
    }

    private static long within(double[] y) {
        long s = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = i + 1; j < y.length; j++) {
                s += (long) Math.signum(y[j] - y[i]);
            }
        }
        return s;
    }

    /** Share of all orders of 0..n-1 with |S| at least so large, by trying them. */
    private static double share(int n, long s) {
        double[] order = new double[n];
        long[] count = new long[2];
        permute(order, 0, 0, s, count);
        return (double) count[0] / count[1];
    }

    private static void permute(double[] order, int at, int used, long s, long[] count) {
        if (at == order.length) {
            count[0] += Math.abs(within(order)) >= Math.abs(s) ? 1 : 0;
            count[1]++;
            return;
        }
        for (int v = 0; v < order.length; v++) {
            if ((used >> v & 1) == 0) {
                order[at] = v;
                permute(order, at + 1, used | 1 << v, s, count);
            }
        }
    }

    @Test
    void sIsRisingLessFallingPairs() {
        Seeded.laws(60, 70, (y, seed) -> {
            MannKendall mk = MannKendall.of(y);
            assertEquals(within(y), mk.s());
            assertEquals(y.length, mk.n());
        });
    }

    @Test
    void varianceZAndPByHand() {
        MannKendall mk = MannKendall.of(1, 2, 2, 3);
        assertEquals(5, mk.s());
        assertTrue(mk.ties());
        assertEquals((4 * 3 * 13 - 2 * 1 * 9) / 18.0, mk.varS(), 1e-12);
        assertEquals(4 / Math.sqrt(138 / 18.0), mk.z(), 1e-12);
        // R: 2 * pnorm(-4 / sqrt(138 / 18))
        assertEquals(0.1485616, mk.p(), 2e-6);
        assertEquals(-mk.z(), MannKendall.of(3, 2, 2, 1).z(), 1e-15);
        assertFalse(MannKendall.of(1, 2, 3).ties());
    }

    @Test
    void exactPIsTheShareOfAllOrders() {
        double[][] tries = {
            {1, 2},
            {2, 1},
            {1, 2, 3},
            {2, 1, 3},
            {1, 3, 2, 4},
            {4, 1, 3, 2, 5},
            {1, 2, 3, 4, 5, 6},
            {6, 1, 5, 2, 4, 3},
            {3, 1, 2, 7, 4, 6, 5}
        };
        for (double[] y : tries) {
            assertEquals(share(y.length, within(y)), MannKendall.of(y).exactP().orElseThrow(), 1e-12);
        }
    }

    @Test
    void exactPEndsAtTenAndAtTies() {
        double[] ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        // two of 10! orders
        assertEquals(2 / 3628800.0, MannKendall.of(ten).exactP().orElseThrow(), 1e-18);
        assertTrue(MannKendall.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).exactP().isEmpty());
        assertTrue(MannKendall.of(1, 1, 2).exactP().isEmpty());
        assertTrue(MannKendall.of(1).exactP().isEmpty());
    }

    @Test
    void degenerateSeriesHaveNoTrend() {
        MannKendall none = new MannKendall(0, 0, 0, 0, 1, OptionalDouble.empty(), false);
        assertEquals(none, MannKendall.of());
        assertEquals(none, MannKendall.of(Double.NaN, Double.POSITIVE_INFINITY, -1e200));
        MannKendall constant = MannKendall.of(7, 7, 7, 7);
        assertEquals(new MannKendall(4, 0, 0, 0, 1, OptionalDouble.empty(), true), constant);
        assertEquals(
                3, MannKendall.of(Double.MIN_VALUE, 2 * Double.MIN_VALUE, 1e150).s());
    }

    @Test
    void shiftScaleAndAnyMonotoneMapChangeNothing() {
        Seeded.laws(25, 60, (y, seed) -> {
            MannKendall mk = MannKendall.of(y);
            assertEquals(mk, MannKendall.of(Seeded.mapped(y, 1024, -4096)));
            double[] bent = y.clone();
            java.util.Arrays.setAll(bent, i -> Math.atan(y[i]));
            assertEquals(mk, MannKendall.of(bent));
            assertEquals(mk, MannKendall.of(Seeded.riddled(y, 3)));
        });
    }

    @Test
    void reversedOrNegatedTheSignChanges() {
        Seeded.laws(25, 60, (y, seed) -> {
            MannKendall mk = MannKendall.of(y);
            for (double[] other : new double[][] {Seeded.reversed(y), Seeded.mapped(y, -1, 0)}) {
                MannKendall opposite = MannKendall.of(other);
                assertEquals(-mk.s(), opposite.s());
                assertEquals(mk.varS(), opposite.varS());
                assertEquals(-mk.z(), opposite.z(), 1e-15);
                assertEquals(mk.p(), opposite.p(), 1e-15);
            }
        });
    }

    @Test
    void concatenationAddsThePairsAcross() {
        Seeded.laws(25, 40, (y, seed) -> {
            double[] other = Seeded.series(seed + 5, 40);
            long across = pairs(y, other);
            assertEquals(
                    MannKendall.of(y).s() + MannKendall.of(other).s() + across,
                    MannKendall.of(Seeded.joined(y, other)).s());
        });
    }

    @Test
    void farTailsKeepTheirDigits() {
        double[] rise = new double[400];
        java.util.Arrays.setAll(rise, i -> i);
        MannKendall mk = MannKendall.of(rise);
        assertEquals(79800, mk.s());
        // z = 79799 / sqrt(400 * 399 * 805 / 18); SciPy: 2 * norm.sf(z)
        double z = 79799 / Math.sqrt(400.0 * 399 * 805 / 18);
        assertEquals(z, mk.z(), 1e-12);
        double tail = 2 * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / z;
        assertEquals(1, mk.p() / tail, 1 / (z * z));
        assertTrue(mk.p() > 0 && mk.p() < 1e-190);
    }
}
