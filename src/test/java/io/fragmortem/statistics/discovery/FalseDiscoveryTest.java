package io.fragmortem.statistics.discovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

    @Test
    void byHand() {
        // R: p.adjust(c(.04, .01, .03, .5), "BH"), "BY"
        assertArrayEquals(
                new double[] {0.16 / 3, 0.04, 0.16 / 3, 0.5},
                FalseDiscovery.benjaminiHochberg(new double[] {.04, .01, .03, .5}),
                1e-12);
        double c = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
        assertArrayEquals(
                new double[] {0.16 / 3 * c, 0.04 * c, 0.16 / 3 * c, 1},
                FalseDiscovery.benjaminiYekutieli(new double[] {.04, .01, .03, .5}),
                1e-12);
    }

    @Test
    void lawsOfAdjusting() {
        for (int seed = 0; seed < 30; seed++) {
            double[] p = new SplittableRandom(seed)
                    .doubles(1 + seed)
                    .map(x -> x * x * x)
                    .toArray();
            double[] bh = FalseDiscovery.benjaminiHochberg(p);
            double[] by = FalseDiscovery.benjaminiYekutieli(p);
            double[] back = FalseDiscovery.benjaminiHochberg(Seeded.reversed(p));
            assertArrayEquals(bh, Seeded.reversed(back), 1e-15, "order does not matter, seed " + seed);
            for (int i = 0; i < p.length; i++) {
                assertTrue(bh[i] >= p[i] * (1 - 1e-15) && by[i] >= bh[i] && by[i] <= 1, "seed " + seed);
                for (int j = 0; j < p.length; j++) {
                    assertTrue(p[i] > p[j] || bh[i] <= bh[j], "order is kept, seed " + seed);
                }
            }
        }
    }

    @Test
    void limitsOfTheRange() {
        assertEquals(0, FalseDiscovery.benjaminiHochberg(new double[0]).length);
        assertArrayEquals(new double[] {0, 1}, FalseDiscovery.benjaminiYekutieli(new double[] {0, 1}));
        for (double bad : new double[] {-1e-9, 1 + 1e-9, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class, () -> FalseDiscovery.benjaminiHochberg(new double[] {.5, bad}));
        }
    }

    /** Two of four instances stand by their primary test: inside them others are held to half of the level. */
    @Test
    void othersCountOnlyInsideInstancesThatStand() {
        List<double[]> q = FalseDiscovery.hierarchical(
                List.of(
                        new double[] {0.001, 0.02, 0.5},
                        new double[] {0.9, 0.00001},
                        new double[] {0.01},
                        new double[] {0.6, 0.2, 0.3}),
                0.05);
        assertArrayEquals(new double[] {0.004 * 25 / 12, 2 * 0.06, 1}, q.get(0), 1e-12);
        assertArrayEquals(new double[] {1, 1}, q.get(1), 1e-12);
        assertArrayEquals(new double[] {0.02 * 25 / 12}, q.get(2), 1e-12);
        assertArrayEquals(new double[] {1, 1, 1}, q.get(3), 1e-12);
    }
}
