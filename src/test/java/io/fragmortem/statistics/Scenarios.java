package io.fragmortem.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Seeded noise of marginal standard deviation about 1, and what can be put on top of it. */
public final class Scenarios {

    private static final int BURN = 300;

    /** Makes n samples. */
    public interface Noise {
        double[] make(SplittableRandom random, int n);
    }

    private Scenarios() {}

    public static Noise ar(double rho) {
        return (random, n) -> autoregression(random, n, rho, Scenarios::gauss);
    }

    public static Noise studentAr(double rho, int df) {
        return (random, n) -> autoregression(random, n, rho, r -> student(r, df) / Math.sqrt(df / (df - 2.0)));
    }

    public static Noise laplaceAr(double rho) {
        return (random, n) -> autoregression(
                random, n, rho, r -> (r.nextBoolean() ? 1 : -1) * -Math.log(1 - r.nextDouble()) / Math.sqrt(2));
    }

    public static Noise randomWalk() {
        return (random, n) -> {
            double[] x = new double[n];
            double state = 0;
            for (int t = 0; t < n; t++) {
                state += gauss(random);
                x[t] = state;
            }
            return x;
        };
    }

    /** A random walk whose increments are AR(1): smoother than a random walk. */
    public static Noise integrated(double rho) {
        return (random, n) -> {
            double[] x = ar(rho).make(random, n);
            for (int t = 1; t < n; t++) {
                x[t] += x[t - 1];
            }
            return x;
        };
    }

    /** AR(2) with a peak at a period of about 14 samples. */
    public static Noise pseudoCyclic() {
        return (random, n) -> {
            double[] x = new double[n];
            double last = 0;
            double before = 0;
            for (int t = -BURN; t < n; t++) {
                double next = 1.6 * last - 0.8 * before + gauss(random);
                before = last;
                last = next;
                if (t >= 0) {
                    x[t] = next / 3;
                }
            }
            return x;
        };
    }

    /** AR(1) plus white noise of the same variance, marginal variance 1. */
    public static Noise arPlusWhite(double rho) {
        return (random, n) -> {
            double[] x = ar(rho).make(random, n);
            for (int t = 0; t < n; t++) {
                x[t] = (x[t] + gauss(random)) / Math.sqrt(2);
            }
            return x;
        };
    }

    public static Noise withOutliers(Noise noise, double share, double size) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            for (int t = 0; t < n; t++) {
                if (random.nextDouble() < share) {
                    x[t] += random.nextBoolean() ? size : -size;
                }
            }
            return x;
        };
    }

    public static Noise garch(double alpha, double beta, double rho) {
        return (random, n) -> {
            double[] x = new double[n];
            double variance = 1;
            double e = 0;
            double state = 0;
            for (int t = -BURN; t < n; t++) {
                variance = (1 - alpha - beta) + alpha * e * e + beta * variance;
                e = Math.sqrt(variance) * gauss(random);
                state = rho * state + Math.sqrt(1 - rho * rho) * e;
                if (t >= 0) {
                    x[t] = state;
                }
            }
            return x;
        };
    }

    public static Noise quantised(Noise noise, double step) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            Arrays.setAll(x, t -> Math.rint(x[t] / step) * step);
            return x;
        };
    }

    public static Noise trended(Noise noise, double drift) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            Arrays.setAll(x, t -> x[t] + drift * t / n);
            return x;
        };
    }

    /** Fractional noise by its moving-average weights, truncated at 1,000. */
    public static Noise longMemory(double d) {
        return (random, n) -> {
            int reach = 1000;
            double[] weight = new double[reach];
            weight[0] = 1;
            double square = 1;
            for (int k = 1; k < reach; k++) {
                weight[k] = weight[k - 1] * (k - 1 + d) / k;
                square += weight[k] * weight[k];
            }
            double[] e = new double[n + reach];
            Arrays.setAll(e, i -> gauss(random));
            double[] x = new double[n];
            for (int t = 0; t < n; t++) {
                double sum = 0;
                for (int k = 0; k < reach; k++) {
                    sum += weight[k] * e[t + reach - k - 1];
                }
                x[t] = sum / Math.sqrt(square);
            }
            return x;
        };
    }

    /** Long memory and AR(1) in equal parts. */
    public static Noise mixture(double d, double rho) {
        return (random, n) -> {
            double[] a = longMemory(d).make(random, n);
            double[] b = ar(rho).make(random, n);
            Arrays.setAll(a, t -> (a[t] + b[t]) / Math.sqrt(2));
            return a;
        };
    }

    /** The deviation follows the (slowly moving) level: larger readings are noisier. */
    public static Noise levelDependent(double rho) {
        return (random, n) -> {
            double[] slow = ar(0.95).make(random, n);
            double[] fast = ar(rho).make(random, n);
            Arrays.setAll(slow, t -> 0.5 * slow[t] + fast[t] * Math.exp(0.4 * slow[t]) * 0.8);
            return slow;
        };
    }

    /** Bursts: now and then 8 samples whose deviation is four times as large. */
    public static Noise bursts(double rho) {
        return (random, n) -> {
            double[] x = ar(rho).make(random, n);
            for (int t = 0; t < n; t++) {
                if (random.nextDouble() < 0.008) {
                    for (int k = t; k < Math.min(n, t + 8); k++) {
                        x[k] *= 4;
                    }
                    t += 8;
                }
            }
            return x;
        };
    }

    /** Missing blocks of 3 % of the length, five of them, and 5 % single gaps. */
    public static Noise withMissingBlocks(Noise noise) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            for (int b = 0; b < 5; b++) {
                int from = random.nextInt(n);
                Arrays.fill(x, from, Math.min(n, from + Math.max(1, n * 3 / 100)), Double.NaN);
            }
            for (int t = 0; t < n; t++) {
                x[t] = random.nextDouble() < 0.05 ? Double.NaN : x[t];
            }
            return x;
        };
    }

    public static Noise step(Noise noise, double share, double size) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            Arrays.setAll(x, t -> x[t] + (t >= (int) Math.round(share * n) ? size : 0));
            return x;
        };
    }

    public static Noise ramp(Noise noise, double from, double size) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            int start = (int) Math.round(from * n);
            Arrays.setAll(x, t -> x[t] + (t > start ? size * (t - start) / (n - start) : 0));
            return x;
        };
    }

    /** The nulls of table C1. */
    public static Map<String, Noise> nulls() {
        Map<String, Noise> nulls = new LinkedHashMap<>();
        for (double rho : new double[] {0, 0.3, 0.6, 0.9}) {
            nulls.put("AR(1), rho " + rho, ar(rho));
        }
        nulls.put("random walk", randomWalk());
        nulls.put("t3 innovations, rho 0", studentAr(0, 3));
        nulls.put("t3 innovations, rho 0.6", studentAr(0.6, 3));
        nulls.put("AR(1) + white, 1:1, rho 0.9", arPlusWhite(0.9));
        nulls.put("5 % outliers of 10 sd, rho 0.3", withOutliers(ar(0.3), 0.05, 10));
        nulls.put("GARCH(1,1) .15/.80, rho 0", garch(0.15, 0.80, 0));
        nulls.put("two-decimal ratio, rho 0.6", quantised(ar(0.6), 0.5));
        nulls.put("AR(1), rho 0.3, linear trend", trended(ar(0.3), 3));
        nulls.put("AR(1), rho 0.6, linear trend", trended(ar(0.6), 3));
        return nulls;
    }

    /** Nulls that nothing here was tuned on. */
    public static Map<String, Noise> unseenNulls() {
        Map<String, Noise> nulls = new LinkedHashMap<>();
        nulls.put("GARCH(1,1) .10/.88, AR, rho 0.5", garch(0.10, 0.88, 0.5));
        nulls.put("GARCH(1,1) .25/.70, AR, rho 0.8", garch(0.25, 0.70, 0.8));
        nulls.put("ARFIMA mixture d .3 + AR .7", mixture(0.3, 0.7));
        nulls.put("ARFIMA mixture d .2 + AR .4", mixture(0.2, 0.4));
        nulls.put("Laplace innovations, rho 0.8", laplaceAr(0.8));
        nulls.put("t3 innovations, rho 0.45", studentAr(0.45, 3));
        nulls.put("t4 innovations, rho 0.75", studentAr(0.75, 4));
        nulls.put("level-dependent noise, rho 0.4", levelDependent(0.4));
        nulls.put("two-decimal ratio of 4-5 values, rho 0.8", quantised(ar(0.8), 1));
        nulls.put("missing blocks, rho 0.5", withMissingBlocks(ar(0.5)));
        nulls.put("missing blocks, rho 0.9", withMissingBlocks(ar(0.9)));
        nulls.put("bursts of variance, rho 0.4", bursts(0.4));
        nulls.put("AR(1) .8 + white, 1:1", arPlusWhite(0.8));
        return nulls;
    }

    private interface Innovation {
        double next(SplittableRandom random);
    }

    private static double[] autoregression(SplittableRandom random, int n, double rho, Innovation innovation) {
        double[] x = new double[n];
        double state = 0;
        for (int t = -BURN; t < n; t++) {
            state = rho * state + Math.sqrt(1 - rho * rho) * innovation.next(random);
            if (t >= 0) {
                x[t] = state;
            }
        }
        return x;
    }

    public static double gauss(SplittableRandom random) {
        return random.nextGaussian();
    }

    private static double student(SplittableRandom random, int df) {
        double chi = 0;
        for (int i = 0; i < df; i++) {
            double g = gauss(random);
            chi += g * g;
        }
        return gauss(random) / Math.sqrt(chi / df);
    }
}
