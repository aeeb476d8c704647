package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendTest {

    static double[] noise(long seed, int n, double rho) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        double state = random.nextGaussian();
        for (int t = 0; t < n; t++) {
            state = t == 0 ? state : rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            x[t] = state;
        }
        return x;
    }

    private static double[] plus(double[] x, double slope) {
        double[] y = x.clone();
        Arrays.setAll(y, i -> x[i] + slope * i);
        return y;
    }

    @Test
    void aClearRiseGrowsAndAClearFallFalls() {
        TrendResult up = Trend.test(Series.of(plus(noise(1, 300, 0.5), 0.02)));
        assertEquals(Verdict.GROWS, up.verdict());
        assertTrue(up.confirmed());
        assertEquals(0.02, up.slope(), 0.006);
        assertTrue(up.effectiveN() < up.n() && up.caveats().contains(Caveat.AUTOCORRELATED));
        assertEquals(
                Verdict.FALLS,
                Trend.test(Series.of(plus(noise(1, 300, 0.5), -0.02))).verdict());
    }

    @Test
    void noTrendIsSteadyOnlyWhenTheIntervalSaysSo() {
        assertEquals(Verdict.STEADY, Trend.test(Series.of(noise(2, 500, 0))).verdict());
        TrendResult persistent = Trend.test(Series.of(noise(3, 200, 0.97)));
        assertEquals(Verdict.UNDECIDED, persistent.verdict());
        assertTrue(persistent.effectiveN() < 20);
    }

    @Test
    void aSlopeBelowTheGateIsNotGrowth() {
        Series series = Series.of(plus(noise(4, 300, 0), 0.02));
        TrendOptions strict = TrendOptions.withDefaults().withMinimumEffect(0.05);
        assertEquals(Verdict.STEADY, Trend.test(series, strict).verdict());
        assertEquals(Verdict.GROWS, Trend.test(series).verdict());
    }

    @Test
    void aRandomWalkIsNamedAsOne() {
        double[] walk = noise(5, 400, 0);
        for (int i = 1; i < walk.length; i++) {
            walk[i] += walk[i - 1];
        }
        TrendResult result = Trend.test(Series.of(walk));
        assertTrue(result.caveats().contains(Caveat.UNIT_ROOT));
        assertFalse(result.confirmed());
    }

    @Test
    void tooFewEffectiveSamplesRefuse() {
        double[] slow = new double[40];
        Arrays.setAll(slow, i -> Math.sin(i / 8.0) + 0.01 * (i % 3));
        TrendResult result = Trend.test(Series.of(slow));
        assertTrue(result.caveats().contains(Caveat.FEW_EFFECTIVE), result.toString());
        assertEquals(OptionalDouble.empty(), result.p());
        assertEquals(Verdict.UNDECIDED, result.verdict());
    }

    @Test
    void shortSeriesGetNoVerdictButASlope() {
        TrendResult result = Trend.test(Series.of(plus(noise(7, 20, 0), 1)));
        assertEquals(Verdict.UNDECIDED, result.verdict());
        assertTrue(result.caveats().contains(Caveat.SHORT));
        assertEquals(1, result.slope(), 0.2);
        TrendOptions shorter = TrendOptions.withDefaults().withMinimumLength(30, 15);
        assertEquals(
                Verdict.GROWS,
                Trend.test(Series.of(plus(noise(7, 20, 0), 1)), shorter).verdict());
    }

    @Test
    void degenerateSeriesGetATypedAnswer() {
        assertEquals(Verdict.UNDECIDED, Trend.test(Series.of()).verdict());
        assertEquals(Verdict.UNDECIDED, Trend.test(Series.of(5)).verdict());
        assertEquals(2, Trend.test(Series.of(5, 7)).slope());
        double nan = Double.NaN;
        assertEquals(Verdict.UNDECIDED, Trend.test(Series.of(nan, nan, nan)).verdict());
        TrendResult constant = Trend.test(Series.of(3, 3, nan, 3, 3));
        assertEquals(Verdict.CONSTANT, constant.verdict());
        assertEquals(List.of(Caveat.SHORT, Caveat.CONSTANT, Caveat.TIES, Caveat.GAPS), constant.caveats());
        TrendResult infinite =
                Trend.test(Series.of(1, Double.POSITIVE_INFINITY, 2, Double.NEGATIVE_INFINITY, 3, 1e300));
        assertEquals(3, infinite.n());
        assertTrue(infinite.caveats().contains(Caveat.NOT_FINITE));
    }

    @Test
    void shiftAndScaleChangeNothingButTheSlope() {
        double[] y = plus(noise(8, 250, 0.6), 0.004);
        TrendResult base = Trend.test(Series.of(y));
        double[] t = new double[y.length];
        double[] moved = new double[y.length];
        Arrays.setAll(t, i -> 1e6 + 60.0 * i);
        Arrays.setAll(moved, i -> 1024 * y[i] - 7e5);
        TrendResult other = Trend.test(new Series(t, moved));
        assertEquals(base.p().getAsDouble(), other.p().getAsDouble(), 1e-4);
        assertEquals(base.slope() * 1024 / 60, other.slope(), 1e-7 * Math.abs(other.slope()));
        assertEquals(base.verdict(), other.verdict());
        assertEquals(base.effectiveN(), other.effectiveN(), 2e-3 * base.effectiveN());
    }

    @Test
    void timeReversedTheSlopeChangesItsSign() {
        double[] y = plus(noise(9, 250, 0.6), 0.004);
        double[] back = new double[y.length];
        Arrays.setAll(back, i -> y[y.length - 1 - i]);
        TrendResult forth = Trend.test(Series.of(y));
        TrendResult reversed = Trend.test(Series.of(back));
        assertEquals(forth.slope(), -reversed.slope(), 1e-12);
        assertEquals(forth.p().getAsDouble(), reversed.p().getAsDouble(), 1e-4);
        assertEquals(forth.slopeLow().getAsDouble(), -reversed.slopeHigh().getAsDouble(), 1e-4);
    }

    @Test
    void gapsCostEffectiveSamplesButNotHonesty() {
        double[] y = noise(10, 400, 0.5);
        for (int i = 0; i < y.length; i++) {
            if (i % 5 == 2 || (i > 100 && i < 160)) {
                y[i] = Double.NaN;
            }
        }
        TrendResult result = Trend.test(Series.of(y));
        assertTrue(result.caveats().contains(Caveat.GAPS));
        assertTrue(result.p().getAsDouble() > 0.01, result.toString());
    }

    @Test
    void optionsOutOfRangeAreMisuse() {
        assertThrows(IllegalArgumentException.class, () -> new TrendOptions(0, 0.95, 0, 30, 1));
        assertThrows(IllegalArgumentException.class, () -> new TrendOptions(0.05, 0.95, -1, 30, 1));
        assertThrows(IllegalArgumentException.class, () -> new Series(new double[] {1, 1}, new double[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> new Series(new double[] {1}, new double[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> FalseDiscovery.benjaminiHochberg(new double[] {1.5}));
    }

    @Test
    void alternatingAndRiddledSeriesStayNumbers() {
        double[] alternating = new double[60];
        Arrays.setAll(alternating, i -> i % 2 + 0.001 * (i * 7919 % 13));
        assertTrue(Trend.test(Series.of(alternating)).effectiveN() > 0);
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 400; i++) {
            int n = 3 + random.nextInt(60);
            double[] y = noise(i, n, random.nextDouble() * 1.9 - 0.95);
            for (int t = 0; t < n; t++) {
                y[t] = random.nextInt(100) < 40 ? Double.NaN : i % 3 == 0 ? Math.rint(y[t]) : y[t];
            }
            TrendResult result = Trend.test(Series.of(y));
            assertTrue(result.effectiveN() >= 0 && result.effectiveN() <= n, result.toString());
            assertFalse(result.toString().contains("NaN"), result.toString());
            ChangePointResult changes = ChangePoints.find(y);
            assertFalse(changes.toString().contains("NaN"), changes.toString());
        }
    }
}
