package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {

    /** Increments that resemble their neighbours, about a mean that changes slowly: a ratchet that speeds up. */
    private static double[] ratchet(long seed, int n, double mean) {
        double[] d = Scenarios.ar(0.8).make(new SplittableRandom(seed), n);
        double[] x = new double[n];
        for (int t = 1; t < n; t++) {
            x[t] = x[t - 1] + mean * (0.8 + 0.4 * t / n) + 0.3 * mean * d[t];
        }
        return x;
    }

    @Test
    void smoothGrowthIsFoundAlthoughItsCurvatureReadsAsPersistence() {
        TrendResult up = Trend.test(Series.of(ratchet(1, 600, 2)));
        assertEquals(Verdict.GROWS, up.verdict(), up.toString());
        assertEquals(Drift.METHOD, up.method());
        assertTrue(up.confirmed() && up.caveats().contains(Caveat.UNIT_ROOT), up.toString());
        assertEquals(2, up.slope(), 0.3);
        assertTrue(up.slopeLow().getAsDouble() < 2 && 2 < up.slopeHigh().getAsDouble());
        assertEquals(Verdict.FALLS, Trend.test(Series.of(ratchet(1, 600, -2))).verdict());
    }

    @Test
    void randomWalksDoNotGrowMoreOftenThanTheLevelSays() {
        SplittableRandom random = new SplittableRandom(2);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            double[] walk = Scenarios.randomWalk().make(random, 150);
            found += Drift.of(List.of(Series.of(walk)), 0.05).orElseThrow().p() <= 0.05 ? 1 : 0;
        }
        assertTrue(found <= 20, found + " of 200");
    }

    @Test
    void aWalkWithDriftHasItsSlopeInTheInterval() {
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        int seen = 0;
        for (int i = 0; i < 200; i++) {
            double[] walk = Scenarios.randomWalk().make(random, 300);
            Arrays.setAll(walk, t -> walk[t] + 0.3 * t);
            Drift drift = Drift.of(List.of(Series.of(walk)), 0.05).orElseThrow();
            held += drift.low() < 0.3 && 0.3 < drift.high() ? 1 : 0;
            seen += drift.low() > 0 ? 1 : 0;
        }
        assertTrue(held >= 180, held + " of 200 hold the slope");
        assertTrue(seen >= 150, seen + " of 200 see it");
    }

    @Test
    void shiftScaleAndReversalAreLaws() {
        double[] x = ratchet(4, 200, 1);
        Drift base = Drift.of(List.of(Series.of(x)), 0.05).orElseThrow();
        double[] time = new double[x.length];
        double[] other = new double[x.length];
        double[] back = new double[x.length];
        Arrays.setAll(time, t -> 1000 + 60.0 * t);
        Arrays.setAll(other, t -> 5 + 7 * x[t]);
        Arrays.setAll(back, t -> x[x.length - 1 - t]);
        Drift scaled = Drift.of(List.of(new Series(time, other)), 0.05).orElseThrow();
        assertEquals(base.slope() * 7 / 60, scaled.slope(), 1e-9);
        assertEquals(base.low() * 7 / 60, scaled.low(), 1e-6);
        assertEquals(base.p(), scaled.p(), 1e-9);
        Drift reversed = Drift.of(List.of(Series.of(back)), 0.05).orElseThrow();
        assertEquals(-base.slope(), reversed.slope(), 1e-9);
        assertEquals(-base.low(), reversed.high(), 1e-6);
    }

    @Test
    void gapsAndRestartsAreNotCrossed() {
        double[] x = ratchet(5, 300, 1);
        for (int t = 100; t < 110; t++) {
            x[t] = Double.NaN;
        }
        Series whole = Series.of(x);
        Drift gap = Drift.of(List.of(whole), 0.05).orElseThrow();
        assertEquals((x[299] - x[0]) / 299, gap.slope(), 1e-9);
        double[] fallen = x.clone();
        for (int t = 150; t < 300; t++) {
            fallen[t] -= 500;
        }
        Series after = Series.of(fallen);
        Drift runs = Drift.of(List.of(after.slice(0, 150), after.slice(150, 300)), 0.05)
                .orElseThrow();
        assertTrue(runs.low() > 0, runs.toString());
    }

    @Test
    void tooLittleIsNoAnswer() {
        assertEquals(Optional.empty(), Drift.of(List.of(), 0.05));
        assertEquals(Optional.empty(), Drift.of(List.of(Series.of(1, 2, 4)), 0.05));
        double[] line = new double[100];
        Arrays.setAll(line, t -> t);
        Optional<Drift> exact = Drift.of(List.of(Series.of(line)), 0.05);
        assertFalse(exact.toString().contains("NaN"), exact.toString());
    }
}
