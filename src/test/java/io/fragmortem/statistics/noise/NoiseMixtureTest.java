package io.fragmortem.statistics.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseMixtureTest {

    private static NoiseMixture.Member member(double weight, double inflation, double df) {
        return new NoiseMixture.Member(Math.log(weight), inflation, df);
    }

    @Test
    void oneMemberIsStudentsTest() {
        NoiseMixture one = NoiseMixture.of(List.of(member(1, 4, 20)));
        assertEquals(Distributions.studentTwoSided(1.5, 20), one.p(3), 1e-12);
        assertEquals(2 * Distributions.studentQuantile(0.975, 20), one.errors(0.05), 1e-4);
        assertEquals(25, one.effective(100), 1e-9);
    }

    @Test
    void pIsTheAverageAndTheIntervalGoesWithIt() {
        NoiseMixture two = NoiseMixture.of(List.of(member(3, 1, 50), member(1, 9, 10)));
        double expected =
                0.75 * Distributions.studentTwoSided(2.5, 50) + 0.25 * Distributions.studentTwoSided(2.5 / 3, 10);
        assertEquals(expected, two.p(2.5), 1e-12);
        for (double p : new double[] {0.5, 0.1, 0.05, 0.001}) {
            assertEquals(p, two.p(two.errors(p)), 1e-4 * p);
        }
    }

    @Test
    void membersAlikeAreToldAsOne() {
        List<NoiseMixture.Member> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(member(1, 1 + i / 10.0, 30));
        }
        NoiseMixture merged = NoiseMixture.of(many);
        assertTrue(merged.weight().length < 40);
        assertEquals(1, Arrays.stream(merged.weight()).sum(), 1e-12);
        double exact = many.stream()
                .mapToDouble(m -> Distributions.studentTwoSided(4 / Math.sqrt(m.inflation()), 30) / 200)
                .sum();
        assertEquals(exact, merged.p(4), 0.01 * exact);
    }

    @Test
    void inflationAndFreedomHaveFloors() {
        NoiseMixture floor = NoiseMixture.of(List.of(member(1, 0.2, 0.1)));
        assertEquals(1, floor.inflation()[0]);
        assertEquals(1, floor.df()[0]);
    }

    @Test
    void cosinesOfALineAreGoneAndPowerIsKept() {
        double[] line = new double[80];
        Arrays.setAll(line, t -> 3 + 0.5 * t);
        assertEquals(0, Arrays.stream(Cosines.of(line, new double[0]).power()).sum(), 1e-9);
        double[] noise = Scenarios.ar(0).make(new SplittableRandom(1), 80);
        Cosines white = Cosines.of(noise, new double[0]);
        double rest = Arrays.stream(residuals(noise)).map(r -> r * r).sum();
        assertEquals(rest, Arrays.stream(white.power()).sum(), 1e-9);
        assertEquals(78, Arrays.stream(white.share()).sum(), 1e-9);
        assertEquals(1, Arrays.stream(white.line()).sum(), 1e-9);
        assertTrue(white.line()[0] > 0.98);
        double[] radians = {2 * Math.PI / 20, 2 * Math.PI / 10};
        assertEquals(74, Arrays.stream(Cosines.of(noise, radians).share()).sum(), 1e-9);
    }

    private static double[] residuals(double[] y) {
        int n = y.length;
        double mean = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (int t = 0; t < n; t++) {
            xy += (t - (n - 1) / 2.0) * y[t];
            xx += (t - (n - 1) / 2.0) * (t - (n - 1) / 2.0);
        }
        double slope = xy / xx;
        double[] rest = new double[n];
        Arrays.setAll(rest, t -> y[t] - mean - slope * (t - (n - 1) / 2.0));
        return rest;
    }

    @Test
    void blocksKeepTheVarianceOfWhiteNoise() {
        double[] noise = Scenarios.ar(0).make(new SplittableRandom(2), 5000);
        double[] blocks = Cosines.blocks(noise, 250);
        assertEquals(250, blocks.length);
        assertEquals(1, Arrays.stream(blocks).map(b -> b * b).average().orElseThrow(), 0.25);
        double[] holes = {1, Double.NaN, Double.NaN, Double.NaN, 5, 5};
        assertTrue(Double.isNaN(Cosines.blocks(holes, 3)[1]));
        assertEquals(holes, Cosines.blocks(holes, 6));
    }
}
