package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseSearch;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The choice among regressors asks for some of its nine noises and finds the likeliest. */
final class ChoiceNoisesTest {

    private static final int N = 168;

    @Test
    void findsTheLikeliestOfTheNine() {
        double[] cosine = new double[N];
        double[] weekend = new double[N];
        Arrays.setAll(cosine, t -> Math.cos(2 * Math.PI * t / 24));
        Arrays.setAll(weekend, t -> t / 24 >= 5 ? 1 : 0);
        boolean[] ok = new boolean[N];
        Arrays.fill(ok, true);
        List<int[]> sets = List.of(new int[] {}, new int[] {0}, new int[] {0, 1});
        int asked = 0;
        int series = 0;
        int missed = 0;
        List<Scenarios.Noise> noises = new ArrayList<>(Scenarios.nulls().values());
        noises.addAll(Scenarios.unseenNulls().values());
        for (Scenarios.Noise noise : noises) {
            for (int seed = 0; seed < 5; seed++) {
                double[] y = noise.make(new SplittableRandom(seed), N);
                Arrays.setAll(y, t -> y[t] + cosine[t]);
                List<double[]> deviances = new ArrayList<>();
                Choice.NOISES.forEach(model ->
                        deviances.add(Gram.ofValues(new Whitener(model, ok), y, new double[][] {cosine, weekend})
                                .deviances(sets, N)));
                NoiseSearch search = Choice.search();
                for (int s = 0; s < sets.size(); s++) {
                    int set = s;
                    double least =
                            Collections.min(deviances.stream().map(d -> d[set]).toList());
                    missed += search.least(m -> deviances.get(m)[set]).deviance() > least ? 1 : 0;
                }
                asked += search.asked();
                series++;
            }
        }
        assertEquals(0, missed);
        assertTrue(asked <= 7.5 * series, asked + " of " + 9 * series);
    }
}
