package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 1000})
    void eachRankIsThatOfTheSortedNumbersHoweverTheyLie(int n) {
        DoubleUnaryOperator[] shapes = {
            u -> u,
            u -> 7,
            u -> u < 0.5 ? -3 : 3,
            u -> u < 0.01 ? 1e300 : u < 0.02 ? -1e300 : u,
            u -> Math.floor(9 * u),
            u -> u * 1e-300
        };
        SplittableRandom random = new SplittableRandom(n);
        for (DoubleUnaryOperator shape : shapes) {
            double[] values = random.doubles(n).map(shape).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            Spread spread = new Spread(values);
            for (int k : random.ints(40, 0, n).toArray()) {
                assertEquals(sorted[k], spread.at(k));
            }
            assertEquals(sorted[0], spread.at(0));
            assertEquals(sorted[n - 1], spread.at(n - 1));
        }
    }
}
