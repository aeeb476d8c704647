package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.Seeded;
import org.junit.jupiter.api.Test;

class PettittTest {

    @Test
    void byHand() {
        // U_t = sum of signs between the first t and the rest; largest at t = 3
        Pettitt p = Pettitt.of(1, 2, 0, 5, 6, 7, 8);
        assertEquals(12, p.k());
        assertEquals(3, p.index());
        assertEquals(2 * Math.exp(-6 * 144.0 / (343 + 49)), p.p(), 1e-15);
        assertEquals(3, Pettitt.of(5, 6, 7, 1, 2, 0, 1).index());
    }

    @Test
    void kIsTheLargestRankSumDistance() {
        Seeded.laws(40, 40, (y, seed) -> {
            double k = 0;
            int index = 0;
            for (int t = 1; t < y.length; t++) {
                double u = 0;
                for (int i = 0; i < t; i++) {
                    for (int j = t; j < y.length; j++) {
                        u += Math.signum(y[i] - y[j]);
                    }
                }
                if (Math.abs(u) > k) {
                    k = Math.abs(u);
                    index = t;
                }
            }
            Pettitt p = Pettitt.of(y);
            assertEquals(k, p.k(), 1e-9);
            assertEquals(index, p.index());
            assertEquals(p, Pettitt.of(Seeded.mapped(y, 8, 32)));
            assertEquals(p.k(), Pettitt.of(Seeded.mapped(y, -8, 32)).k(), 1e-9);
            assertEquals(p.k(), Pettitt.of(Seeded.reversed(y)).k(), 1e-9);
            assertEquals(p, Pettitt.of(Seeded.riddled(y, 2)));
        });
    }

    @Test
    void noSamplesOrNoDifferencesIsNoChange() {
        for (double[] y : new double[][] {{}, {4}, {2, 2, 2}, {Double.NaN}, {1e200, 3}}) {
            assertEquals(new Pettitt(0, 0, 1), Pettitt.of(y));
        }
        // the approximation exceeds 1 here
        assertEquals(1, Pettitt.of(1, 2).p());
    }
}
