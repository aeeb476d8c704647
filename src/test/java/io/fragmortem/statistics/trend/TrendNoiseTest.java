package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.Seeded;
import io.fragmortem.statistics.noise.Burg;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.noise.NoiseMixture;
import io.fragmortem.statistics.noise.NoiseModel;
import io.fragmortem.statistics.noise.TrendNoise;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How many independent samples a trend test takes a series for. */
class TrendNoiseTest {

    private static final double[] ONE = {1};

    private static double[] noise(int seed, int n, double rho) {
        return Scenarios.ar(rho).make(new SplittableRandom(seed), n);
    }

    private static double effectiveShare(int n, double rho) {
        double sum = 0;
        for (int seed = 0; seed < 8; seed++) {
            TrendNoise noise = TrendNoise.fit(List.of(noise(seed, n, rho)), ONE, Harmonics.NONE);
            sum += noise.slope().effective(n) / n / 8;
        }
        return sum;
    }

    /** Of n samples of AR(1) noise the slope sees about n (1 - rho) / (1 + rho), in blocks as one by one. */
    @Test
    void asManyAsTheSpectrumAtZeroSays() {
        for (int n : new int[] {250, 1000, 4000}) {
            assertEquals(0.25, effectiveShare(n, 0.6), 0.07, "n " + n);
            assertTrue(effectiveShare(n, 0) > 0.85, "n " + n);
        }
    }

    @Test
    void collinearityCostsInProportion() {
        double[] y = noise(1, 200, 0.8);
        TrendNoise alone = TrendNoise.fit(List.of(y), ONE, Harmonics.NONE);
        TrendNoise costly = TrendNoise.fit(List.of(y), ONE, new Harmonics(new double[0], 4, 0));
        assertEquals(4, alone.slope().effective(200) / costly.slope().effective(200), 0.02);
        assertEquals(alone.arSum(), costly.arSum());
    }

    @Test
    void unitsOfTheResidualsDoNotMatter() {
        double[] y = noise(2, 150, 0.5);
        TrendNoise base = TrendNoise.fit(List.of(y), ONE, Harmonics.NONE);
        TrendNoise moved = TrendNoise.fit(List.of(Seeded.mapped(y, 4096, 7e6)), ONE, Harmonics.NONE);
        assertEquals(base.slope().effective(150), moved.slope().effective(150), 1e-9);
        assertEquals(base.arSum(), moved.arSum(), 1e-12);
    }

    @Test
    void placesArePresentBlocksOfRunsThatAreLongEnough() {
        double[] y = noise(3, 100, 0.5);
        for (int t = 0; t < 100; t += 10) {
            y[t] = Double.NaN;
        }
        assertEquals(90, TrendNoise.fit(List.of(y), ONE, Harmonics.NONE).places());
        List<double[]> runs =
                List.of(noise(4, 40, 0.5), new double[] {1, 2}, new double[] {1, 3, 2}, noise(5, 50, 0.5));
        assertEquals(
                93,
                TrendNoise.fit(runs, new double[] {1, 1, 1, 1}, Harmonics.NONE).places());
        assertEquals(
                256,
                TrendNoise.fit(List.of(noise(6, 1000, 0.5)), ONE, Harmonics.NONE)
                        .places());
        // two runs of 500: 128 blocks each
        assertEquals(
                256,
                TrendNoise.fit(List.of(noise(6, 500, 0.5), noise(7, 500, 0.5)), new double[] {1, 1}, Harmonics.NONE)
                        .places());
    }

    @Test
    void tooShortRunsSayNothing() {
        TrendNoise nothing = TrendNoise.fit(
                List.of(new double[] {1, 2}, new double[] {4, Double.NaN, 5}), new double[] {1, 1}, Harmonics.NONE);
        assertSame(NoiseMixture.WHITE, nothing.slope());
        assertEquals(0, nothing.arSum());
        assertEquals(0, nothing.places());
    }

    @Test
    void runsOfOneNoiseShareItsPersistence() {
        double apart = 0;
        double together = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<double[]> runs = List.of(noise(seed, 80, 0.6), noise(100 + seed, 80, 0.6), noise(200 + seed, 80, 0.6));
            together += TrendNoise.fitted(runs, new double[0]).sum() / 10;
            apart += TrendNoise.fitted(List.of(runs.get(0)), new double[0]).sum() / 10;
        }
        assertEquals(0.6, together, 0.08);
        assertEquals(0.6, apart, 0.15);
    }

    /** A line per run is what the correction is for: three lines in 90 samples take more than one. */
    @Test
    void theBiasOfEveryLineIsGivenBack() {
        double[] y = noise(9, 90, 0.5);
        List<double[]> three =
                List.of(Arrays.copyOfRange(y, 0, 30), Arrays.copyOfRange(y, 30, 60), Arrays.copyOfRange(y, 60, 90));
        int order = Burg.largestOrder(30);
        Burg raw = Burg.fit(NoiseModel.joined(three, order), order);
        double expected = NoiseModel.corrected(raw.sum(), 90, 3, new double[0]);
        assertEquals(expected, TrendNoise.fitted(three, new double[0]).sum(), 1e-12);
    }
}
