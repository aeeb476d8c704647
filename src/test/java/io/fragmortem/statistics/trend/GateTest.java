package io.fragmortem.statistics.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final TrendOptions ANY = TrendOptions.withDefaults();

    @Test
    void fourVerdicts() {
        Gate gate = new Gate(2, 3, false);
        assertEquals(Verdict.GROWS, gate.verdict(0.05, 0.05, 2, 9));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.0501, 0.05, 2, 9));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.01, 0.05, 1.9, 9));
        assertEquals(Verdict.FALLS, gate.verdict(0.05, 0.05, -9, -2));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.0501, 0.05, -9, -2));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.01, 0.05, -9, -1.9));
        assertEquals(Verdict.STEADY, gate.verdict(0.5, 0.05, -2.9, 2.9));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.5, 0.05, -3, 2.9));
        assertEquals(Verdict.UNDECIDED, gate.verdict(0.5, 0.05, -2.9, 3));
        assertEquals(Verdict.STEADY, gate.verdict(0.01, 0.05, 1, 2.9));
        // no gate at all: the interval must still leave zero out
        Gate none = new Gate(0, 0, false);
        assertEquals(Verdict.UNDECIDED, none.verdict(0.01, 0.05, 0, 1));
        assertEquals(Verdict.UNDECIDED, none.verdict(0.01, 0.05, -1, 0));
        assertEquals(Verdict.GROWS, none.verdict(0.01, 0.05, 1e-9, 1));
        assertEquals(Verdict.FALLS, none.verdict(0.01, 0.05, -1, -1e-9));
    }

    @Test
    void twoStepsOfTheReadingOverTheWindowAreTheLeast() {
        Series whole = new Series(new double[] {10, 20, 30, 50}, new double[] {1, 1.5, 1, 2});
        List<double[]> still = List.of(new double[] {0, 0, 0, 0});
        assertEquals(new Gate(2 * 0.5 / 40, 2 * 0.5 / 40, true), Gate.of(ANY, whole, still, Harmonics.NONE));
        Gate asked = Gate.of(ANY.withMinimumEffect(1), whole, still, Harmonics.NONE);
        assertEquals(1, asked.grow());
        assertEquals(1, asked.steady());
    }

    @Test
    void withoutAGateSteadyMeansLessThanTheNoise() {
        Series whole = new Series(new double[] {0, 1, 2, 3, 10}, new double[] {0, 1e-3, 2, 3, 10});
        // each run about its own median: distances 1 0 1 and 2 2, median 1
        List<double[]> residuals = List.of(new double[] {-1, 0, 1}, new double[] {100, Double.NaN, 104});
        Gate gate = Gate.of(ANY, whole, residuals, Harmonics.NONE);
        assertEquals(2e-3 / 10, gate.grow(), 1e-15);
        assertEquals(1.4826 / 10, gate.steady(), 1e-12);
        assertFalse(gate.coarse());
        assertEquals(
                1e-5 * 0 + 2e-3 / 10,
                Gate.of(ANY.withMinimumEffect(1e-5), whole, residuals, Harmonics.NONE)
                        .steady(),
                1e-15);
    }

    @Test
    void coarseIsAStepOfMoreThanHalfTheNoise() {
        Series whole = Series.of(0, 1, 2);
        double half = 1 / 1.4826 * 2;
        assertTrue(Gate.of(ANY, whole, List.of(new double[] {-half * 0.99, 0, half * 0.99}), Harmonics.NONE)
                .coarse());
        assertFalse(Gate.of(ANY, whole, List.of(new double[] {-half * 1.01, 0, half * 1.01}), Harmonics.NONE)
                .coarse());
    }
}
