package io.fragmortem.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the calibration: few repetitions, limits three standard errors wide. The long form is in src/bench. */
class CalibrationTest {

    private static double limit(double rate, int repetitions) {
        return rate + 3 * Math.sqrt(rate * (1 - rate) / repetitions);
    }

    @Test
    void theTrendTestDoesNotCryWolf() {
        int repetitions = 150;
        for (double rho : new double[] {0, 0.6, 0.9}) {
            Calibration.TrendRates rates = Calibration.trend(Scenarios.ar(rho), 200, 2, repetitions, 1);
            assertTrue(rates.size() <= limit(0.06, repetitions), rho + ": " + rates);
            assertTrue(rates.power() >= (rho > 0.8 ? 0.25 : 0.9), rho + ": " + rates);
        }
        for (Scenarios.Noise noise : List.of(Scenarios.garch(0.15, 0.8, 0.3), Scenarios.studentAr(0.6, 3))) {
            Calibration.TrendRates rates = Calibration.trend(noise, 200, 2, repetitions, 2);
            assertTrue(rates.size() <= limit(0.10, repetitions), rates.toString());
        }
    }

    @Test
    void walksAndShortPersistentSeriesDoNotPassForTrends() {
        int repetitions = 100;
        for (Scenarios.Noise noise : List.of(Scenarios.randomWalk(), Scenarios.ar(0.9))) {
            for (int n : new int[] {50, 150}) {
                Calibration.TrendRates rates = Calibration.trend(noise, n, 3, repetitions, 6);
                assertTrue(rates.size() <= limit(0.08, repetitions), n + ": " + rates);
            }
        }
    }

    @Test
    void certifiedChangesAreThere() {
        int repetitions = 60;
        Scenarios.nulls().forEach((name, noise) -> {
            Calibration.ChangeRates rates = Calibration.changes(noise, 300, 0, 0, repetitions, 3);
            assertTrue(rates.any() <= limit(0.05, repetitions), name + ": " + rates);
        });
        double[] rho = {0, 0.3, 0.6, 0.9};
        double[] goal = {0.98, 0.95, 0.80, 0.78};
        for (int i = 0; i < rho.length; i++) {
            Scenarios.Noise step = Scenarios.step(Scenarios.ar(rho[i]), 0.6, 3);
            Calibration.ChangeRates rates = Calibration.changes(step, 300, 180, 5, repetitions, 4);
            double error = Math.sqrt(goal[i] * (1 - goal[i]) / repetitions);
            assertTrue(rates.exact() >= goal[i] - 3 * error, rho[i] + ": " + rates);
        }
    }

    @Test
    void forecastsCover() {
        for (double rho : new double[] {0.3, 0.6}) {
            Calibration.ForecastRates rates = Calibration.forecast(rho, 150, 100, 5);
            assertTrue(rates.covered() >= 0.78 && rates.expected() > 0.9, rates.toString());
        }
    }
}
