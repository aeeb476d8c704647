package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Writes how often claims about a whole fleet are false, and how many leaks they find, as a Markdown table.
 *
 * <p>Arguments: fleets, instances of each, seed. Each instance is 200 samples of AR(1) noise (rho .6 or .9), of AR(1) plus white noise, or of
 * AR(1) with t3 innovations; some leak by seven standard errors of the test. Hosts may share a cause: half of their noise is then the same.
 */
public final class FleetReport {

    private static final int SAMPLES = 200;
    private static final int[] LEAKS = {0, 1, 10, 100};
    private static final double LEVEL = 0.05;
    /** What each instance is tested for beside its primary metric. */
    private static final int METRICS = 13;

    private final SplittableRandom random;
    private final int instances;

    private FleetReport(int instances, long seed) {
        this.instances = instances;
        random = new SplittableRandom(seed);
    }

    /** One way to claim. */
    private record Rule(String name, UnaryOperator<double[]> adjusted) {}

    private static final List<Rule> RULES = List.of(
            new Rule("no correction", p -> p),
            new Rule(
                    "Benjamini-Yekutieli, all metrics",
                    p -> Arrays.copyOf(FalseDiscovery.benjaminiYekutieli(withOthers(p)), p.length)),
            new Rule("Benjamini-Yekutieli, primary metric", FalseDiscovery::benjaminiYekutieli),
            new Rule("Benjamini-Hochberg, primary metric", FalseDiscovery::benjaminiHochberg),
            new Rule("the same on the empirical null", p -> FalseDiscovery.benjaminiHochberg(recentred(p))));

    /** The p values of a fleet and those of metrics beside them that do nothing. */
    private static double[] withOthers(double[] p) {
        double[] all = Arrays.copyOf(p, p.length * METRICS);
        SplittableRandom random = new SplittableRandom(p.length);
        for (int i = p.length; i < all.length; i++) {
            all[i] = random.nextDouble();
        }
        return all;
    }

    /** Efron 2004, JASA 99:96: the width of the central half is that of the null. */
    private static double[] recentred(double[] p) {
        double[] z = Arrays.stream(p)
                .map(v -> Distributions.normalQuantile(1 - Math.max(v, 1e-300) / 2))
                .toArray();
        // of the absolute values the median is where a quarter lies above it on either side
        double scale = Ranks.medianInPlace(z.clone()) / Distributions.normalQuantile(0.75);
        return Arrays.stream(z)
                .map(v -> Distributions.normalTwoSided(v / scale))
                .toArray();
    }

    /** Prints the table to standard output. */
    public static void main(String[] arguments) {
        int fleets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int instances = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 20261129;
        System.out.println("| hosts | leaks | rule | false among claims | fleets with any false claim | leaks found |");
        System.out.println("|---|---:|---|---:|---:|---:|");
        for (boolean shared : new boolean[] {false, true}) {
            FleetReport report = new FleetReport(instances, seed);
            double[][][] counts = new double[LEAKS.length][RULES.size()][3];
            for (int f = 0; f < fleets; f++) {
                report.count(shared, counts);
            }
            for (int l = 0; l < LEAKS.length; l++) {
                rows(shared, LEAKS[l], counts[l], fleets);
            }
        }
    }

    private void count(boolean shared, double[][][] counts) {
        int most = LEAKS[LEAKS.length - 1];
        double[] leaking = new double[most];
        double[] still = fleet(shared, leaking);
        for (int l = 0; l < LEAKS.length; l++) {
            int groups = LEAKS[l] == 0 ? 1 : most / LEAKS[l];
            for (int g = 0; g < groups; g++) {
                // the same fleet with each group of leaks in turn
                double[] p = still.clone();
                System.arraycopy(leaking, g * LEAKS[l], p, 0, LEAKS[l]);
                for (int r = 0; r < RULES.size(); r++) {
                    claims(RULES.get(r).adjusted().apply(p), LEAKS[l], 1.0 / groups, counts[l][r]);
                }
            }
        }
    }

    private static void claims(double[] q, int leaks, double weight, double[] counts) {
        double wrong = 0;
        double found = 0;
        for (int i = 0; i < q.length; i++) {
            wrong += i >= leaks && q[i] <= LEVEL ? 1 : 0;
            found += i < leaks && q[i] <= LEVEL ? 1 : 0;
        }
        counts[0] += weight * wrong / Math.max(1, wrong + found);
        counts[1] += wrong > 0 ? weight : 0;
        counts[2] += leaks > 0 ? weight * found / leaks : 0;
    }

    private static void rows(boolean shared, int leaks, double[][] counts, int fleets) {
        for (int r = 0; r < counts.length; r++) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %.3f | %.2f | %s |",
                    shared ? "share a cause" : "independent",
                    leaks,
                    RULES.get(r).name(),
                    counts[r][0] / fleets,
                    counts[r][1] / fleets,
                    leaks > 0 ? String.format(Locale.ROOT, "%.2f", counts[r][2] / fleets) : "-"));
        }
    }

    /** The p values of a fleet in which nothing leaks, and those of the first instances if they did. */
    private double[] fleet(boolean shared, double[] leaking) {
        double[] common = Scenarios.ar(.9).make(random, SAMPLES);
        double[] p = new double[instances];
        for (int i = 0; i < instances; i++) {
            Scenarios.Noise noise = switch (i % 4) {
                case 0 -> Scenarios.ar(.6);
                case 1 -> Scenarios.ar(.9);
                case 2 -> Scenarios.arPlusWhite(.9);
                default -> Scenarios.studentAr(.6, 3);
            };
            double[] own = noise.make(random, SAMPLES);
            double[] x = new double[SAMPLES];
            Arrays.setAll(x, t -> shared ? Math.sqrt(.5) * (own[t] + common[t]) : own[t]);
            TrendResult still = Trend.test(Series.of(x));
            p[i] = still.p().orElse(1);
            if (i < leaking.length) {
                double error = (still.slopeHigh().orElse(0) - still.slopeLow().orElse(0)) / 4;
                double[] growing = new double[SAMPLES];
                Arrays.setAll(growing, t -> x[t] + 7 * error * t);
                leaking[i] = Trend.test(Series.of(growing)).p().orElse(1);
            }
        }
        return p;
    }
}
