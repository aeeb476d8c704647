package io.fragmortem.statistics;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the calibration tables as Markdown: false alarms and power of the finished code, by simulation.
 *
 * <p>Arguments: repetitions, seed, part (noise, captures, periods, cycles, forecasts; all without). Same arguments, same table. Run at the
 * top of a clone: samples of real memory are read from there.
 */
public final class CalibrationReport {

    private final int repetitions;
    private final long seed;

    private CalibrationReport(int repetitions, long seed) {
        this.repetitions = repetitions;
        this.seed = seed;
    }

    /** Prints all tables to standard output. */
    public static void main(String[] arguments) throws IOException {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261126;
        CalibrationReport report = new CalibrationReport(repetitions, seed);
        String part = arguments.length > 2 ? arguments[2] : "";
        if (part.isEmpty() || part.equals("noise")) {
            report.trends("simulated noise", trendNulls());
        }
        if (part.isEmpty() || part.equals("captures")) {
            report.trends("samples of real servers in shuffled blocks", ShuffledCaptures.nulls());
        }
        if (part.isEmpty() || part.equals("periods")) {
            report.periods();
        }
        if (part.isEmpty() || part.equals("cycles")) {
            report.cycles();
        }
        if (part.isEmpty() || part.equals("forecasts")) {
            report.forecasts();
        }
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

    private void trends(String what, Map<String, Scenarios.Noise> nulls) {
        print("%n#### Trend test at 5 %%, %s; %d repetitions%n", what, repetitions);
        print("| noise | n | false alarms | confirmed | refused | power |");
        print("|---|---:|---:|---:|---:|---:|");
        int[] lengths = {50, 200, 1000};
        double[] drift = {3, 2, 1};
        nulls.forEach((name, noise) -> {
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
        double[][] cases = {{3.5, 2}, {7, 0.5}, {7, 2}, {7, 8}, {14, 2}, {14, 8}};
        for (double[] c : cases) {
            Calibration.TrendRates r = Calibration.cycle(c[0], c[1], repetitions, seed + 4);
            print(
                    "| %.1f | %.1f | %.3f | %.3f | %.3f | %.3f |",
                    c[0], c[1], r.size(), r.confirmedSize(), r.refused(), r.power());
        }
    }

    /** Trend-free series through the whole analysis with a cycle asked for: how often one is removed, and what that does. */
    private void periods() {
        print(
                "%n#### Cycles where there are none, and the trend test after them, %d repetitions, n = 200%n",
                repetitions);
        print("| noise | periods | cycle found | trend, cycle asked for | trend, none asked for |");
        print("|---|---:|---:|---:|---:|");
        Map<String, Scenarios.Noise> nulls = new LinkedHashMap<>();
        for (double rho : new double[] {0, 0.6, 0.9}) {
            nulls.put("AR(1), rho " + rho, Scenarios.ar(rho));
        }
        nulls.put("random walk", Scenarios.randomWalk());
        nulls.put("AR(1) + white, 1:1, rho 0.9", Scenarios.arPlusWhite(0.9));
        nulls.forEach((name, noise) -> {
            for (int periods : new int[] {2, 4, 14}) {
                double[] r = Calibration.falseCycles(noise, 200, periods, repetitions, seed + 5);
                print("| %s | %d | %.3f | %.3f | %.3f |", name, periods, r[0], r[1], r[2]);
            }
        });
    }

    private void forecasts() {
        print("%n#### Forecast, nominal 90 %%, drift 4 sd, limit one window ahead, %d repetitions%n", repetitions);
        print("| n | rho | interval given | covers | not before given | held |");
        print("|---:|---:|---:|---:|---:|---:|");
        long own = seed + 3;
        for (int n : new int[] {100, 300}) {
            for (double rho : new double[] {0, 0.3, 0.6, 0.9}) {
                // other series in every row, or one unlucky draw would show in all of them
                Calibration.ForecastRates r = Calibration.forecast(rho, n, repetitions, own++);
                String held = r.notBefore() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", r.notBeforeHeld());
                print(
                        "| %d | %.1f | %.3f | %.3f | %.3f | %s |",
                        n, rho, r.expected(), r.covered(), r.notBefore(), held);
            }
        }
    }
}
