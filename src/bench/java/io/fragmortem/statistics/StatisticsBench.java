package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Bins;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.trend.MannKendall;
import io.fragmortem.statistics.trend.PairwiseSlopes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the methods take beside {@code Arrays.sort(double[])} of the same values in the same run, on one core.
 *
 * <p>The main method prints the ratios; the class is also an ordinary JMH benchmark.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class StatisticsBench {

    /** Random values at regular times. */
    @State(Scope.Thread)
    public static class Samples {
        @Param({"1000", "10000", "100000", "1000000"})
        public int n;

        private double[] time = new double[0];
        private double[] value = new double[0];

        @Setup
        public void fill() {
            SplittableRandom random = new SplittableRandom(1);
            time = new double[n];
            value = new double[n];
            Arrays.setAll(time, i -> i);
            Arrays.setAll(value, i -> random.nextGaussian() + 1e-5 * i);
        }
    }

    /** A series as it comes out of the bins. */
    @State(Scope.Thread)
    public static class Binned {
        @Param({"300", "1000", "4000"})
        public int bins;

        @Param({"0", "1", "16"})
        public int steps;

        private Series series = Series.of();
        private double[] value = new double[0];

        @Setup
        public void fill() {
            value = Scenarios.ar(steps > 1 ? 0.3 : 0.6).make(new SplittableRandom(3), bins);
            Arrays.setAll(value, t -> value[t] + 5 * ((steps + 1) * t / bins % 2));
            series = Series.of(value);
        }
    }

    @Benchmark
    public double[] sort(Samples samples) {
        double[] copy = samples.value.clone();
        Arrays.sort(copy);
        return copy;
    }

    @Benchmark
    public long mannKendall(Samples samples) {
        return MannKendall.of(samples.value).s();
    }

    @Benchmark
    public double senSlope(Samples samples) {
        return new PairwiseSlopes(samples.time, samples.value).median();
    }

    @Benchmark
    public Bins binning(Samples samples) {
        return Bins.of(samples.time, samples.value, ChangePoints.MOST_PLACES);
    }

    @Benchmark
    public ChangePointResult changePoints(Binned binned) {
        return ChangePoints.find(binned.value);
    }

    @Benchmark
    @Warmup(iterations = 12, time = 1) // more code to compile than elsewhere
    public SeriesAnalysis wholeAnalysis(Binned binned) {
        return SeriesAnalysis.analyze(
                binned.series, List.of(), AnalysisOptions.withDefaults().withLimit(20));
    }

    /** Runs everything and prints the tables as Markdown. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(StatisticsBench.class.getName() + "\\.")
                        .build())
                .run();
        print("%n| n | sort, ms | Mann-Kendall S | Sen slope | binning |");
        print("|---:|---:|---:|---:|---:|");
        for (String n : parameters(results, "n")) {
            double sort = milliseconds(results, "sort", "n", n);
            print(
                    "| %s | %.3f | %.1f x | %.1f x | %.1f x |",
                    n,
                    sort,
                    milliseconds(results, "mannKendall", "n", n) / sort,
                    milliseconds(results, "senSlope", "n", n) / sort,
                    milliseconds(results, "binning", "n", n) / sort);
        }
        print("%n| bins | steps | change points, ms | whole analysis with forecast, ms |");
        print("|---:|---:|---:|---:|");
        for (String bins : parameters(results, "bins")) {
            for (String steps : parameters(results, "steps")) {
                print(
                        "| %s | %s | %.1f | %.1f |",
                        bins,
                        steps,
                        milliseconds(results, "changePoints", "bins", bins, "steps", steps),
                        milliseconds(results, "wholeAnalysis", "bins", bins, "steps", steps));
            }
        }
    }

    private static List<String> parameters(Collection<RunResult> results, String name) {
        List<String> values = new ArrayList<>();
        for (RunResult result : results) {
            String value = result.getParams().getParam(name);
            if (value != null && !values.contains(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private static double milliseconds(Collection<RunResult> results, String method, String... parameters) {
        for (RunResult result : results) {
            boolean same = result.getParams().getBenchmark().endsWith("." + method);
            for (int i = 0; i < parameters.length; i += 2) {
                same &= parameters[i + 1].equals(result.getParams().getParam(parameters[i]));
            }
            if (same) {
                return result.getPrimaryResult().getScore();
            }
        }
        throw new IllegalStateException("no result of " + method + " for " + Arrays.toString(parameters));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
