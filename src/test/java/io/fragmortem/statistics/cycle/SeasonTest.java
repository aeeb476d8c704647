package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeasonTest {

    private static double[] seasonal(long seed, int n, double rho, int period) {
        double[] y = Scenarios.ar(rho).make(new SplittableRandom(seed), n);
        Arrays.setAll(y, t -> y[t] + 2 * Math.cos(2 * Math.PI * t / period) + Math.sin(4 * Math.PI * t / period));
        return y;
    }

    @Test
    void aSeasonIsFoundUnderALineAStepAndGaps() {
        double[] y = seasonal(1, 200, 0.3, 12);
        for (int t = 0; t < 200; t++) {
            y[t] = 1e9 + 1e6 * (y[t] + 0.05 * t + (t >= 90 ? 4 : 0));
        }
        assertEquals(OptionalDouble.of(12), Season.period(y));
        for (int t = 5; t < 200; t += 13) {
            y[t] = Double.NaN;
        }
        assertEquals(OptionalDouble.of(12), Season.period(y));
        assertEquals(OptionalDouble.of(52), Season.period(seasonal(2, 312, 0.2, 52)));
    }

    @Test
    void aPureWaveIsNotNamedByTwiceItsPeriod() {
        for (int seed = 0; seed < 40; seed++) {
            double[] y = Scenarios.ar(0).make(new SplittableRandom(seed), 240);
            Arrays.setAll(y, t -> y[t] + 2 * Math.sin(2 * Math.PI * t / 24));
            assertEquals(OptionalDouble.of(24), Season.period(y), "seed " + seed);
        }
    }

    @Test
    void noiseHasNoSeason() {
        int found = 0;
        for (int seed = 0; seed < 60; seed++) {
            for (Scenarios.Noise noise : List.of(Scenarios.ar(0), Scenarios.ar(0.9), Scenarios.randomWalk())) {
                found += Season.period(noise.make(new SplittableRandom(seed), 150))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        assertTrue(found <= 2, found + " of 180");
    }

    @Test
    void whatIsTooShortOrMostlyMissingHasNone() {
        assertEquals(OptionalDouble.empty(), Season.period(new double[0]));
        assertEquals(OptionalDouble.empty(), Season.period(new double[300]));
        assertEquals(OptionalDouble.empty(), Season.period(seasonal(3, 39, 0, 12)));
        assertEquals(OptionalDouble.empty(), Season.period(seasonal(3, 1600, 0, 12)));
        double[] y = seasonal(4, 200, 0, 12);
        Arrays.fill(y, 50, 120, Double.NaN);
        assertEquals(OptionalDouble.empty(), Season.period(y));
    }

    @Test
    void aBendUnderASeasonIsFoundInPlaceAndTheSeasonNamed() {
        double[] y = seasonal(5, 200, 0.2, 12);
        for (int t = 0; t < 200; t++) {
            y[t] += 0.05 * t - (t > 120 ? 0.15 * (t - 120) : 0);
        }
        SeriesAnalysis result = SeriesAnalysis.analyze(Series.of(y), List.of(), AnalysisOptions.withDefaults());
        assertEquals(12, result.shape().cycle().orElseThrow().period());
        assertEquals(1, result.changes().size());
        assertEquals(120, result.changes().get(0).index(), 5);
        assertTrue(result.overall().trend().caveats().contains(Caveat.CYCLE_REMOVED));
    }
}
