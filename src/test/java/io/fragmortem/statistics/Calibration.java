package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.forecast.Forecast;
import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Measures by simulation how often the methods are wrong and how often they find what is there. */
final class Calibration {

    /** Rates over the repetitions. */
    public record TrendRates(double size, double confirmedSize, double refused, double power) {}

    /** Rates over the repetitions; {@code exact}: exactly one change, within the tolerance of the place. */
    public record ChangeRates(double any, double exact) {}

    /**
     * Rates over the repetitions; {@code covered}: share of the intervals given that hold the true first passage;
     * {@code notBeforeHeld}: share of the "not before" times that held.
     */
    public record ForecastRates(double expected, double covered, double notBefore, double notBeforeHeld) {}

    private Calibration() {}

    public static TrendRates trend(Scenarios.Noise noise, int n, double drift, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 0;
        int confirmed = 0;
        int refused = 0;
        int power = 0;
        for (int i = 0; i < repetitions; i++) {
            double[] x = noise.make(random, n);
            TrendResult still = Trend.test(Series.of(x));
            size += still.p().orElse(1) <= 0.05 ? 1 : 0;
            confirmed += still.confirmed() ? 1 : 0;
            refused += still.p().isEmpty() ? 1 : 0;
            double[] moved = new double[n];
            Arrays.setAll(moved, t -> x[t] + drift * t / n);
            power += Trend.test(Series.of(moved)).p().orElse(1) <= 0.05 ? 1 : 0;
        }
        double r = repetitions;
        return new TrendRates(size / r, confirmed / r, refused / r, power / r);
    }

    /**
     * A daily cycle of 2 sd sampled every 300 s under AR(1) noise, through the whole analysis; the drift for power is 1.5 sd.
     *
     * @param days length of each series
     * @param tauHours time in which the noise forgets all but 1/e
     */
    public static TrendRates cycle(double days, double tauHours, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = (int) (days * 288);
        Scenarios.Noise noise = Scenarios.ar(Math.exp(-300 / 3600.0 / tauHours));
        double[] time = new double[n];
        Arrays.setAll(time, t -> 300.0 * t);
        AnalysisOptions options = AnalysisOptions.withDefaults().withCycle(86400);
        double[] counts = new double[4];
        for (int i = 0; i < repetitions; i++) {
            double[] x = noise.make(random, n);
            double[] moved = new double[n];
            for (int t = 0; t < n; t++) {
                x[t] += 2 * Math.sin(2 * Math.PI * t / 288);
                moved[t] = x[t] + 1.5 * t / n;
            }
            TrendResult still = SeriesAnalysis.analyze(new Series(time, x), List.of(), options)
                    .overall()
                    .trend();
            counts[0] += still.p().orElse(1) <= 0.05 ? 1 : 0;
            counts[1] += still.confirmed() ? 1 : 0;
            counts[2] += still.p().isEmpty() ? 1 : 0;
            TrendResult drifting = SeriesAnalysis.analyze(new Series(time, moved), List.of(), options)
                    .overall()
                    .trend();
            counts[3] += drifting.p().orElse(1) <= 0.05 ? 1 : 0;
        }
        double r = repetitions;
        return new TrendRates(counts[0] / r, counts[1] / r, counts[2] / r, counts[3] / r);
    }

    /**
     * Shares of trend-free series in which a cycle was found, in which the whole analysis saw a trend with that cycle asked for,
     * and in which it saw one without.
     *
     * @param periods of the cycle in the series
     */
    public static double[] falseCycles(Scenarios.Noise noise, int n, double periods, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnalysisOptions plain = AnalysisOptions.withDefaults();
        double[] shares = new double[3];
        for (int i = 0; i < repetitions; i++) {
            Series series = Series.of(noise.make(random, n));
            SeriesAnalysis asked = SeriesAnalysis.analyze(series, List.of(), plain.withCycle(n / periods));
            SeriesAnalysis alone = SeriesAnalysis.analyze(series, List.of(), plain);
            shares[0] += asked.shape().cycle().isPresent() ? 1.0 / repetitions : 0;
            shares[1] += asked.overall().trend().p().orElse(1) <= 0.05 ? 1.0 / repetitions : 0;
            shares[2] += alone.overall().trend().p().orElse(1) <= 0.05 ? 1.0 / repetitions : 0;
        }
        return shares;
    }

    public static ChangeRates changes(Scenarios.Noise noise, int n, int at, int tolerance, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int any = 0;
        int exact = 0;
        for (int i = 0; i < repetitions; i++) {
            int[] found = ChangePoints.find(noise.make(random, n)).certifiedIndices();
            any += found.length > 0 ? 1 : 0;
            exact += found.length == 1 && Math.abs(found[0] - at) <= tolerance ? 1 : 0;
        }
        return new ChangeRates(any / (double) repetitions, exact / (double) repetitions);
    }

    /** A drift of 4 sd over n samples, the limit one window ahead of the end of the line. */
    public static ForecastRates forecast(double rho, int n, int repetitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int expected = 0;
        int covered = 0;
        int notBefore = 0;
        int held = 0;
        for (int i = 0; i < repetitions; i++) {
            double[] x = Scenarios.trended(Scenarios.ar(rho), 24).make(random, 6 * n);
            int hit = n;
            while (hit < x.length && x[hit] < 8) {
                hit++;
            }
            ForecastResult result =
                    Forecast.firstPassage(Series.of(Arrays.copyOf(x, n)), 8, ForecastOptions.withDefaults());
            if (result.outcome() == ForecastResult.Outcome.EXPECTED) {
                expected++;
                covered += hit >= result.earliest().orElse(0)
                                && hit <= result.latest().orElse(x.length)
                        ? 1
                        : 0;
            } else if (result.notBefore().isPresent() && result.outcome() != ForecastResult.Outcome.REACHED) {
                notBefore++;
                held += hit >= result.notBefore().getAsDouble() ? 1 : 0;
            }
        }
        return new ForecastRates(
                expected / (double) repetitions,
                covered / (double) Math.max(1, expected),
                notBefore / (double) repetitions,
                held / (double) Math.max(1, notBefore));
    }
}
