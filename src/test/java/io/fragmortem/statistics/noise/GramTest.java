package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.statistics.base.Sums;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GramTest {

    private static final int N = 101;

    private final Random random = new Random(20261129);
    private final double[] y = column();
    private final double[][] columns = {column(), column(), column(), column(), column(), column()};
    private final boolean[] ok = new boolean[N];

    GramTest() {
        Arrays.setAll(columns[0], t -> 1);
        for (int t = 0; t < N; t++) {
            ok[t] = t % 17 != 5;
        }
    }

    private double[] column() {
        return random.doubles(N).toArray();
    }

    @Test
    void setsThatBeginAlikeHaveTheDeviancesTheyHaveAlone() {
        Gram gram = Gram.ofValues(new Whitener(new ArmaNoise(.8, .4), ok), y, columns);
        List<int[]> sets = List.of(
                new int[] {0, 1, 2},
                new int[] {0, 1, 2, 5},
                new int[] {0, 1},
                new int[] {0, 3, 4, 5},
                new int[] {},
                new int[] {0, 3, 4, 5});
        double[] together = gram.deviances(sets, 95);
        for (int i = 0; i < together.length; i++) {
            assertEquals(gram.deviance(sets.get(i), 95), together[i]);
        }
    }

    @Test
    void columnsThatComeLaterCountAsThoseThatWereThere() {
        ArmaNoise noise = new ArmaNoise(.9, .3);
        Gram whole = Gram.ofValues(new Whitener(noise, ok), y, columns);
        RegressorGrid first = new RegressorGrid(List.of(noise), ok, Arrays.copyOf(columns, 4));
        Gram later = first.with(0, columns[4], columns[5], y);
        for (int a = 0; a <= columns.length; a++) {
            for (int b = 0; b <= columns.length; b++) {
                assertEquals(whole.product[a][b], later.product[a][b], 1e-12);
            }
        }
    }

    @Test
    void productsOfOneWithManyAreThoseWithEach() {
        double[] products = Sums.products(y, columns, 5);
        assertEquals(5, products.length);
        for (int j = 0; j < products.length; j++) {
            assertEquals(Cosines.dot(y, columns[j]), products[j]);
        }
    }
}
