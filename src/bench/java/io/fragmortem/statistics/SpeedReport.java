package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Bins;
import io.fragmortem.statistics.base.Inversions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.trend.PairwiseSlopes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Prints how long the methods take, as medians of the processor time of this thread (other load hardly moves it), and as ratios to
 * {@code Arrays.sort(double[])} of as many values in the same run.
 */
public final class SpeedReport {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private SpeedReport() {}

    /** Prints both tables to standard output. */
    public static void main(String[] arguments) {
        print("| n | sort ms | S | Sen slope | bins |");
        print("|---:|---:|---:|---:|---:|");
        for (int n : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
            ratios(n);
        }
        print("%n| bins | series | change points ms | whole analysis with forecast ms |");
        print("|---:|---|---:|---:|");
        for (int n : new int[] {300, 1000, 4000}) {
            pipeline(n, "no change", Scenarios.ar(0.6));
            pipeline(n, "one step", Scenarios.step(Scenarios.ar(0.6), 0.6, 4));
            pipeline(n, "16 steps", (random, size) -> {
                double[] x = Scenarios.ar(0.3).make(random, size);
                Arrays.setAll(x, t -> x[t] + 6 * (t * 17 / size % 2));
                return x;
            });
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void ratios(int n) {
        SplittableRandom random = new SplittableRandom(1);
        double[] time = new double[n];
        double[] value = new double[n];
        Arrays.setAll(time, i -> i);
        Arrays.setAll(value, i -> random.nextGaussian() + 1e-5 * i);
        int repetitions = n >= 100_000 ? 7 : 101;
        double sort = median(() -> Arrays.sort(value.clone()), repetitions);
        double s = median(() -> Inversions.sortAndCount(value.clone()), repetitions);
        double bins = median(() -> Bins.of(time, value, 4000), repetitions);
        double sen = median(() -> new PairwiseSlopes(time, value).median(), n >= 100_000 ? 3 : 21);
        print("| %d | %.3f | %.2f | %.1f | %.2f |", n, sort, s / sort, sen / sort, bins / sort);
    }

    private static void pipeline(int n, String name, Scenarios.Noise noise) {
        double[] x = noise.make(new SplittableRandom(3), n);
        Series series = Series.of(x);
        AnalysisOptions options = AnalysisOptions.withDefaults().withLimit(20);
        double changes = median(() -> ChangePoints.find(x), 31);
        double whole = median(() -> SeriesAnalysis.analyze(series, List.of(), options), 31);
        print("| %d | %s | %.1f | %.1f |", n, name, changes, whole);
    }

    private static double median(Runnable work, int repetitions) {
        double[] milliseconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            work.run();
            milliseconds[i] = (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
        }
        return Ranks.medianInPlace(milliseconds);
    }
}
