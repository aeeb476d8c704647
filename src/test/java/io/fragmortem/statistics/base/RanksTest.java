package io.fragmortem.statistics.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Seeded;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void theMedianOfFewNeighboursIsTheMedian() {
        SplittableRandom random = new SplittableRandom(8);
        for (int n = 1; n <= Ranks.FEW; n++) {
            double[] y = random.doubles(n + 7).map(v -> Math.floor(9 * v)).toArray();
            double[] some = Arrays.copyOfRange(y, 3, 3 + n);
            assertEquals(Ranks.medianInPlace(some), Ranks.medianOfFew(y, 3, n), "of " + n);
        }
    }

    @Test
    void presentLeavesOutWhatCannotBeCalculatedWith() {
        assertArrayEquals(
                new double[] {1, -1e150, 1e150, 0},
                Ranks.present(new double[] {1, Double.NaN, -1e150, Double.POSITIVE_INFINITY, 1e150, 1.1e150, 0}));
    }

    @Test
    void tiesAreCountedByGroup() {
        assertEquals(new Ranks.Ties(0, 0), Ranks.ties(new double[0]));
        assertEquals(new Ranks.Ties(0, 0), Ranks.ties(new double[] {1, 2, 3}));
        // groups of 2 and 3: pairs 1 + 3, cubic 2*1*9 + 3*2*11
        assertEquals(new Ranks.Ties(4, 84), Ranks.ties(new double[] {1, 1, 2, 5, 5, 5}));
    }

    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertArrayEquals(
                new double[] {4.5, 1, 4.5, 2.5, 2.5, 6}, Ranks.averageRanks(new double[] {7, -1, 7, 3, 3, 9}));
        assertArrayEquals(new double[] {2, 2, 2}, Ranks.averageRanks(new double[] {5, 5, 5}));
        Seeded.laws(30, 50, (y, seed) -> {
            double[] rank = Ranks.averageRanks(y);
            for (int i = 0; i < y.length; i++) {
                double below = 0;
                for (double v : y) {
                    below += v < y[i] ? 1 : v == y[i] ? 0.5 : 0;
                }
                assertEquals(below + 0.5, rank[i]);
            }
        });
    }

    @Test
    void normalScoresAreBloms() {
        double[] score = Ranks.normalScores(new double[] {30, 10, 20});
        // R: qnorm((c(3, 1, 2) - 3/8) / (3 + 1/4))
        assertEquals(0.8694238, score[0], 1e-6);
        assertEquals(-0.8694238, score[1], 1e-6);
        assertEquals(0, score[2], 1e-12);
    }

    @Test
    void selectionAndMedianAgreeWithSorting() {
        Seeded.laws(60, 60, (y, seed) -> {
            double[] sorted = y.clone();
            Arrays.sort(sorted);
            int n = y.length;
            for (int k = 0; k < n; k++) {
                double[] work = y.clone();
                assertEquals(sorted[k], Ranks.select(work, 0, n, k), 0);
                for (int i = 0; i < k; i++) {
                    assertTrue(work[i] <= sorted[k], "what stands before place k is no larger");
                }
            }
            double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
            assertEquals(median, Ranks.medianInPlace(y.clone()), 1e-15 * Math.abs(median));
        });
    }

    @Test
    void selectionInsideARangeLeavesTheRestAlone() {
        double[] a = {9, 8, 5, 3, 4, 0, -1};
        assertEquals(4, Ranks.select(a, 2, 5, 3));
        assertArrayEquals(new double[] {9, 8}, Arrays.copyOf(a, 2));
        assertArrayEquals(new double[] {0, -1}, Arrays.copyOfRange(a, 5, 7));
    }

    @Test
    void theMedianOfHugeValuesDoesNotOverflow() {
        assertEquals(1.6e308, Ranks.medianInPlace(new double[] {1.7e308, 1.5e308}), 1e294);
    }

    @Test
    void theQuantumIsTheSmallestRealGap() {
        assertEquals(0, Ranks.quantum(new double[0]));
        assertEquals(0, Ranks.quantum(new double[] {3, 3, 3}));
        assertEquals(0.25, Ranks.quantum(new double[] {1, 1, 2, 2.25, 4}));
        assertEquals(2, Ranks.quantum(new double[] {-5, -3, 1}));
        // 1e-10 of the value is rounding, 1e-8 is a step
        assertEquals(1, Ranks.quantum(new double[] {1, 2, 2 + 2e-10}));
        assertEquals(2e-8, Ranks.quantum(new double[] {1, 2, 2 + 2e-8}), 1e-15);
        assertEquals(2e-8, Ranks.quantum(new double[] {-2 - 2e-8, -2, -1}), 1e-15);
    }

    @Test
    void aQuantumIsOnlyToldWhereItMatters() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 2000; round++) {
            int n = 1 + random.nextInt(40);
            double step = Math.pow(10, -9 * random.nextDouble());
            double[] values = new double[n];
            Arrays.setAll(values, i -> step * random.nextInt(50) + (random.nextInt(4) == 0 ? 1e-11 : 0) + 1);
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double exact = Ranks.quantum(sorted);
            double enough = step * 4 * random.nextDouble();
            double told = Ranks.quantumAbove(enough, values);
            if (exact > enough) {
                assertEquals(exact, told);
            } else {
                assertTrue(
                        told <= enough, told + " is told of " + exact + ", where up to " + enough + " does not matter");
            }
        }
    }
}
