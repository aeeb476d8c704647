package io.fragmortem.statistics.cycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.Scenarios;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CycleTest {

    private static double[] of(int n, IntToDoubleFunction value) {
        double[] y = new double[n];
        Arrays.setAll(y, value);
        return y;
    }

    private static double[] gauss(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(n, i -> random.nextGaussian());
    }

    /** Period 24 in steps of 0.5, so 48 places: two of its harmonics. */
    private static double wave(int i) {
        double angle = 2 * Math.PI * i / 48;
        return 3 * Math.cos(angle) + Math.sin(3 * angle);
    }

    private static Seasonal fit(double[] time, double[] y, int[] pieces, double step, double period) {
        return Seasonal.fit(time, y, pieces, step, OptionalDouble.of(period), Optional.empty());
    }

    private static Seasonal fit(double[] y, int... pieces) {
        return fit(of(y.length, i -> 100 + 0.5 * i), y, pieces, 0.5, 24);
    }

    @Test
    void aPureCycleOnALineIsRecovered() {
        double[] y = of(240, i -> wave(i) + 7 + 0.3 * i);
        Seasonal cycle = fit(y, 0, 240);
        assertTrue(cycle.present());
        assertEquals(24, cycle.cycle().period());
        assertTrue(cycle.cycle().p() < 1e-12);
        assertArrayEquals(of(240, CycleTest::wave), cycle.values(), 1e-8);
        double most = Arrays.stream(of(48, CycleTest::wave)).max().orElseThrow();
        double least = Arrays.stream(of(48, CycleTest::wave)).min().orElseThrow();
        assertEquals((most - least) / 2, cycle.amplitude(), 1e-8);
        double w = 2 * Math.PI / 48;
        assertArrayEquals(new double[] {w, 2 * w, 3 * w}, cycle.removed().radians(), 1e-12);
        assertTrue(cycle.removed().collinearity() > 1 && cycle.removed().collinearity() < 1.2);
    }

    @Test
    void everyPieceHasALineOfItsOwn() {
        IntToDoubleFunction lines = i -> i < 100 ? 0.2 * i : i < 102 ? 500 : 50 - 0.1 * i;
        double[] y = of(240, i -> wave(i) + lines.applyAsDouble(i));
        for (int i = 33; i < 45; i++) {
            y[i] = Double.NaN;
        }
        Seasonal cycle = fit(y, 0, 100, 102, 240);
        assertArrayEquals(of(240, CycleTest::wave), cycle.values(), 1e-7);
        // one line through all of it would leave the jump in the cycle
        assertFalse(fit(y, 0, 240).present() && Math.abs(fit(y, 0, 240).values()[0] - cycle.values()[0]) < 1e-3);
    }

    @Test
    void weeksAreLookedForFromTwentyOnePeriodsOn() {
        // period 8 in steps of 1: a week is 56 places
        IntToDoubleFunction week = i -> Math.cos(2 * Math.PI * i / 56) + 0.5 * Math.sin(4 * Math.PI * i / 56);
        double[] y = of(8 * 21 + 1, i -> week.applyAsDouble(i) + 2 * Math.sin(2 * Math.PI * i / 8));
        double[] t = of(y.length, i -> i);
        Seasonal cycle = fit(t, y, new int[] {0, y.length}, 1, 8);
        assertEquals(5, cycle.removed().radians().length);
        assertEquals(2 * Math.PI / 56, cycle.removed().radians()[3], 1e-12);
        assertEquals(4 * Math.PI / 56, cycle.removed().radians()[4], 1e-12);
        assertArrayEquals(of(y.length, i -> 0), of(y.length, i -> y[i] - cycle.values()[i]), 1e-7);
        double[] shorter = Arrays.copyOf(y, 8 * 21);
        Seasonal daily = fit(Arrays.copyOf(t, 8 * 21), shorter, new int[] {0, 8 * 21}, 1, 8);
        // shorter series have two days of seven instead, for which one frequency stands
        assertEquals(4, daily.removed().radians().length);
        assertTrue(daily.weekendEffect().isPresent());
        double[] plain = of(8 * 21, i -> 2 * Math.sin(2 * Math.PI * i / 8));
        Seasonal without = fit(Arrays.copyOf(t, 8 * 21), plain, new int[] {0, 8 * 21}, 1, 8);
        assertEquals(3, without.removed().radians().length);
    }

    @Test
    void twoPeriodsEightPlacesAndThirtySamplesAreTheLeast() {
        assertTrue(fit(of(96, CycleTest::wave), 0, 96).present());
        assertFalse(fit(of(95, CycleTest::wave), 0, 95).present());
        double[] t = of(96, i -> i);
        double[] y = of(96, i -> Math.sin(2 * Math.PI * i / 8));
        int[] whole = {0, 96};
        assertTrue(fit(t, y, whole, 1, 8).present());
        assertFalse(fit(t, y, whole, 1, 7.9).present());
        assertFalse(fit(t, y, whole, 0, 8).present());
        double[] few = of(96, i -> i < 29 ? wave(i) : Double.NaN);
        assertEquals(1, fit(few, 0, 96).cycle().p());
        Seasonal none = fit(new double[0], 0, 0);
        assertFalse(none.present());
        assertEquals(Harmonics.NONE, none.removed());
    }

    @Test
    void noiseSeldomHasACycle() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            Seasonal cycle = fit(gauss(seed, 200), 0, 200);
            found += cycle.present() ? 1 : 0;
            assertEquals(cycle.present(), cycle.cycle().p() <= 0.05);
            if (!cycle.present()) {
                assertEquals(0, cycle.amplitude());
                assertArrayEquals(new double[200], cycle.values());
                assertEquals(0, cycle.removed().radians().length);
            }
        }
        assertTrue(found >= 2 && found <= 19, found + " of 200, seeds 0 to 199");
    }

    @Test
    void persistentNoiseSeenForTwoPeriodsSeldomPassesForACycle() {
        int found = 0;
        Scenarios.Noise noise = Scenarios.ar(0.9);
        for (int seed = 0; seed < 100; seed++) {
            found += fit(noise.make(new SplittableRandom(seed), 96), 0, 96).present() ? 1 : 0;
        }
        // one fitted spectrum found 45 of 100
        assertTrue(found <= 20, found + " of 100, seeds 0 to 99");
    }

    @Test
    void aCycleUnderPersistentNoiseIsFoundAcrossABreakAndGaps() {
        double[] noise = Scenarios.ar(0.9).make(new SplittableRandom(3), 1200);
        double[] y = of(1200, i -> i % 50 < 3 ? Double.NaN : noise[i] + 2 * wave(i) / 3 + (i < 500 ? 0 : 30));
        Seasonal cycle = fit(y, 0, 500, 502, 1200);
        assertTrue(
                cycle.present() && cycle.cycle().p() < 1e-3,
                "p " + cycle.cycle().p());
    }

    @Test
    void pDoesNotKnowUnitsOrLines() {
        for (int seed = 0; seed < 5; seed++) {
            double[] noise = gauss(seed, 200);
            double[] y = of(200, i -> noise[i] + 0.12 * wave(i));
            Seasonal base = fit(y, 0, 200);
            Seasonal moved = fit(of(200, i -> 1000 + 64 * y[i] + 0.5 * i), 0, 200);
            assertTrue(base.cycle().p() > 0 && base.cycle().p() < 1, "seed " + seed);
            assertEquals(
                    base.cycle().p(), moved.cycle().p(), 1e-4 * base.cycle().p(), "seed " + seed);
            assertEquals(64 * base.amplitude(), moved.amplitude(), 1e-6 * (1 + moved.amplitude()));
        }
    }

    @Test
    void theTestComparesAmplitudesWithTheSpectrumOfWhiteNoise() {
        // for noise that is nearly white F is the sum of b^2 n / (4 s^2) over harmonics, divided by their number
        double[] noise = gauss(77, 480);
        Seasonal weak = fit(of(480, i -> noise[i] + 0.16 * Math.cos(2 * Math.PI * i / 48)), 0, 480);
        // b about .16, n = 480, s about 1: b^2 n / 4 / 3 about 1, far from proven; with b = .4 F is 6.4
        assertTrue(weak.cycle().p() > 0.05, "p " + weak.cycle().p());
        Seasonal strong = fit(of(480, i -> noise[i] + 0.45 * Math.cos(2 * Math.PI * i / 48)), 0, 480);
        assertTrue(
                strong.present() && strong.cycle().p() < 1e-3,
                "p " + strong.cycle().p());
        assertEquals(0.45, strong.amplitude(), 0.2);
    }

    @Test
    void aCycleSeenTwiceCostsTheSlopeMoreThanOneSeenOften() {
        double twice = fit(of(96, CycleTest::wave), 0, 96).removed().collinearity();
        double often = fit(of(960, CycleTest::wave), 0, 960).removed().collinearity();
        assertTrue(twice > often && often > 1, twice + " and " + often);
        // n whole periods: the sines of a line over them, 6 / (pi k)^2 per period count squared, leave 1 - sum of it
        double share = 0;
        for (int k = 1; k <= 3; k++) {
            share += 6 / Math.pow(Math.PI * k * 20, 2);
        }
        assertEquals(1 / (1 - share), often, 2e-4);
    }
}
