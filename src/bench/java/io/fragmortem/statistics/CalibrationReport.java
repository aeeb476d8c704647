package io.fragmortem.statistics;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the calibration tables as Markdown: false alarms and power of the finished code, by simulation.
 *
 * <p>Arguments: repetitions (1,000 for the published table), seed. Same arguments, same table.
 */
public final class CalibrationReport {

    private final int repetitions;
    private final long seed;

    private CalibrationReport(int repetitions, long seed) {
        this.repetitions = repetitions;
        this.seed = seed;
    }

    /** Prints all tables to standard output. */
    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261123;
        CalibrationReport report = new CalibrationReport(repetitions, seed);
        report.trends();
        report.cycles();
        report.changeAlarms();
        report.changePower();
        report.forecasts();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static Map<String, Scenarios.Noise> trendNulls() {
        Map<String, Scenarios.Noise> nulls = new LinkedHashMap<>(Scenarios.nulls());
        nulls.keySet().removeIf(name -> name.contains("trend"));
        nulls.putAll(Scenarios.unseenNulls());
        nulls.put("AR(1), rho 0.97", Scenarios.ar(0.97));
        nulls.put("integrated AR(1), rho 0.5", Scenarios.integrated(0.5));
        nulls.put("integrated AR(1), rho 0.9", Scenarios.integrated(0.9));
        nulls.put("long memory d .3", Scenarios.longMemory(0.3));
        nulls.put("long memory d .45", Scenarios.longMemory(0.45));
        nulls.put("pseudo-cyclic AR(2)", Scenarios.pseudoCyclic());
        return nulls;
    }

    private void trends() {
        print("%n#### Trend test at 5 %%, %d repetitions%n", repetitions);
        print("| noise | n | false alarms | confirmed | refused | power |");
        print("|---|---:|---:|---:|---:|---:|");
        int[] lengths = {50, 200, 1000};
        double[] drift = {3, 2, 1};
        trendNulls().forEach((name, noise) -> {
            for (int i = 0; i < lengths.length; i++) {
                Calibration.TrendRates r = Calibration.trend(noise, lengths[i], drift[i], repetitions, seed + i);
                print(
                        "| %s | %d | %.3f | %.3f | %.3f | %.3f |",
                        name, lengths[i], r.size(), r.confirmedSize(), r.refused(), r.power());
            }
        });
    }

    private void cycles() {
        print("%n#### Trend under a daily cycle of 2 sd, sampled every 300 s, %d repetitions%n", repetitions);
        print("| days | noise remembers (h) | false alarms | confirmed | refused | power |");
        print("|---:|---:|---:|---:|---:|---:|");
        double[][] cases = {{3.5, 2}, {7, 0.5}, {7, 2}, {7, 8}, {14, 2}};
        for (double[] c : cases) {
            Calibration.TrendRates r = Calibration.cycle(c[0], c[1], repetitions, seed + 4);
            print(
                    "| %.1f | %.1f | %.3f | %.3f | %.3f | %.3f |",
                    c[0], c[1], r.size(), r.confirmedSize(), r.refused(), r.power());
        }
    }

    private void changeAlarms() {
        print(
                "%n#### Change points, nothing there: share of series with a certified change, %d repetitions%n",
                repetitions);
        print("| noise | n = 300 |");
        print("|---|---:|");
        Map<String, Scenarios.Noise> nulls = new LinkedHashMap<>(Scenarios.nulls());
        nulls.putAll(Scenarios.unseenNulls());
        nulls.forEach((name, noise) -> print(
                "| %s | %.3f |",
                name, Calibration.changes(noise, 300, 0, 0, repetitions, seed).any()));
    }

    private void changePower() {
        print("%n#### Change points, one there: exactly one found, in place, n = 300, %d repetitions%n", repetitions);
        print("| case | found |");
        print("|---|---:|");
        Map<String, Scenarios.Noise> steps = new LinkedHashMap<>();
        for (double rho : new double[] {0, 0.3, 0.6, 0.9}) {
            steps.put("step 3 sd, rho " + rho, Scenarios.step(Scenarios.ar(rho), 0.6, 3));
        }
        steps.put(
                "step 3 sd, 5 % outliers, rho 0.3",
                Scenarios.step(Scenarios.withOutliers(Scenarios.ar(0.3), 0.05, 10), 0.6, 3));
        steps.put("step 3 sd, AR(1) + white", Scenarios.step(Scenarios.arPlusWhite(0.9), 0.6, 3));
        steps.put("step 3 sd, GARCH", Scenarios.step(Scenarios.garch(0.15, 0.8, 0), 0.6, 3));
        steps.put(
                "step 3 sd, missing blocks, rho 0.3",
                Scenarios.step(Scenarios.withMissingBlocks(Scenarios.ar(0.3)), 0.6, 3));
        steps.forEach((name, noise) -> print(
                "| %s | %.3f |",
                name,
                Calibration.changes(noise, 300, 180, 5, repetitions, seed + 1).exact()));
        for (double rho : new double[] {0.3, 0.6}) {
            Scenarios.Noise ramp = Scenarios.ramp(Scenarios.ar(rho), 0.6, 6);
            print(
                    "| ramp 6 sd, rho %.1f | %.3f |",
                    rho,
                    Calibration.changes(ramp, 300, 180, 20, repetitions, seed + 2)
                            .exact());
        }
    }

    private void forecasts() {
        print("%n#### Forecast, nominal 90 %%, drift 4 sd, limit one window ahead, %d repetitions%n", repetitions);
        print("| n | rho | interval given | covers | not before given | held |");
        print("|---:|---:|---:|---:|---:|---:|");
        for (int n : new int[] {100, 300}) {
            for (double rho : new double[] {0, 0.3, 0.6, 0.9}) {
                Calibration.ForecastRates r = Calibration.forecast(rho, n, repetitions, seed + 3);
                print(
                        "| %d | %.1f | %.3f | %.3f | %.3f | %.3f |",
                        n, rho, r.expected(), r.covered(), r.notBefore(), r.notBeforeHeld());
            }
        }
    }
}
