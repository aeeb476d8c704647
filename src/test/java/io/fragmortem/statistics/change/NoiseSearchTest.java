package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.NoiseSearch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Less than a half of the noises is asked for, and it is the likeliest of all 61 that is found. */
final class NoiseSearchTest {

    /** So little likelihood that no bar, 3 ln n + 2, notices. */
    private static final double NEXT_TO_NOTHING = 1;

    private int searches;
    private int missed;
    private int asked;
    private int likelihoods;
    private double lost;

    @Test
    void findsTheLikeliestNoiseOfTheWholeGrid() {
        Map<String, Scenarios.Noise> all = new LinkedHashMap<>(Scenarios.nulls());
        all.putAll(Scenarios.unseenNulls());
        for (double rho : new double[] {0, .5, .9, .99}) {
            all.put("step in " + rho, Scenarios.step(Scenarios.ar(rho), .4, 6));
            all.put("bend in " + rho, Scenarios.ramp(Scenarios.arPlusWhite(rho), .6, 9));
        }
        for (Scenarios.Noise noise : all.values()) {
            for (int n : new int[] {60, 168, 500}) {
                for (int seed = 0; seed < 3; seed++) {
                    compare(noise.make(new SplittableRandom(seed), n));
                }
            }
        }
        String found = missed + " of " + searches + " missed, " + lost + " lost at most, "
                + (double) asked / likelihoods + " asked";
        assertTrue(400 * missed <= searches, found);
        assertTrue(lost <= NEXT_TO_NOTHING, found);
        assertTrue(asked <= 27 * likelihoods, found);
    }

    /** None, each alone, all but each, and all of what is visible. */
    private void compare(double[] values) {
        boolean[] ok = SpikeMask.ok(values);
        Certificate certificate = new Certificate(values, ok);
        int[] visible = new RegimeSearch(values, ok).strongest(8);
        Likelihood likelihood = new Likelihood(certificate.scaled(), ok, visible);
        List<Integer> all = IntStream.range(0, visible.length).boxed().toList();
        List<List<Integer>> sets = new ArrayList<>(List.of(List.of(), all));
        for (Integer i : all) {
            sets.add(List.of(i));
            List<Integer> rest = new ArrayList<>(all);
            rest.remove(i);
            sets.add(rest);
        }
        Collections.reverse(sets);
        for (List<Integer> members : sets) {
            NoiseSearch.Best found = likelihood.best(members);
            searches++;
            double least = least(likelihood, members);
            if (found.deviance() > least + 1e-9) {
                missed++;
                lost = Math.max(lost, found.deviance() - least);
            }
        }
        likelihoods++;
        asked += likelihood.search.asked();
    }

    private static double least(Likelihood likelihood, List<Integer> members) {
        return IntStream.range(0, likelihood.models.size())
                .mapToDouble(m -> likelihood.gram(m).deviance(Likelihood.columnsOf(members), likelihood.samples))
                .min()
                .orElseThrow();
    }

    @Test
    void theFirstOfEqualsIsFoundAndNothingOfNothing() {
        NoiseSearch.Best best = new NoiseSearch().least(m -> 1);
        assertEquals(new NoiseSearch.Best(1, 0), best);
        assertEquals(new NoiseSearch.Best(Double.POSITIVE_INFINITY, 0), new NoiseSearch().least(m -> Double.NaN));
        for (int wanted = 0; wanted < 61; wanted++) {
            int one = wanted;
            NoiseSearch search = new NoiseSearch();
            for (int m = 0; m < 61; m++) {
                // whatever was asked for in an earlier search is looked at
                int hill = m;
                search.least(k -> Math.abs(k - hill));
            }
            assertEquals(new NoiseSearch.Best(0, one), search.least(m -> m == one ? 0 : 1));
        }
    }
}
