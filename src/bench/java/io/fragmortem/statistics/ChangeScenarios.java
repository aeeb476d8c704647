package io.fragmortem.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** The series of the change point tables: noise, what is put on it, and where the changes truly are. */
final class ChangeScenarios {

    /** A series and the first places of its true regimes after the first one. */
    record Labelled(double[] values, int... truth) {}

    /** Makes n samples. */
    interface Maker {
        Labelled make(SplittableRandom random, int n);
    }

    /**
     * One row of a table.
     *
     * @param name what it is
     * @param maker of one series
     * @param bend whether the place is that of a bend: within max(20, n/15) instead of 5
     */
    record Case(String name, Maker maker, boolean bend) {
        int tolerance(int n) {
            return bend ? Math.max(20, n / 15) : 5;
        }
    }

    private ChangeScenarios() {}

    private static Case nothing(String name, Scenarios.Noise noise) {
        return new Case(name, (random, n) -> new Labelled(noise.make(random, n)), false);
    }

    private static Case step(String name, Scenarios.Noise noise, double share, double size) {
        return shifts(name, noise, new double[] {share}, new double[] {size});
    }

    /** The level moves by {@code sizes} at {@code shares} of the length. */
    static Case shifts(String name, Scenarios.Noise noise, double[] shares, double... sizes) {
        return new Case(
                name,
                (random, n) -> {
                    double[] x = noise.make(random, n);
                    int[] truth = new int[shares.length];
                    for (int i = 0; i < shares.length; i++) {
                        truth[i] = (int) Math.round(shares[i] * n);
                        for (int t = truth[i]; t < n; t++) {
                            x[t] += sizes[i];
                        }
                    }
                    return new Labelled(x, truth);
                },
                false);
    }

    private static Case ramp(String name, Scenarios.Noise noise) {
        Scenarios.Noise ramp = Scenarios.ramp(noise, 0.6, 6);
        return new Case(name, (random, n) -> new Labelled(ramp.make(random, n), (int) Math.round(0.6 * n)), true);
    }

    private static Scenarios.Noise plus(Scenarios.Noise noise, Curve curve) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            Arrays.setAll(x, t -> x[t] + curve.at(t, n));
            return x;
        };
    }

    private interface Curve {
        double at(int t, int n);
    }

    /** Table C1 with the nulls that nothing was tuned on. */
    static List<Case> nulls() {
        List<Case> cases = new ArrayList<>();
        Scenarios.nulls().forEach((name, noise) -> cases.add(nothing(name, noise)));
        Scenarios.unseenNulls().forEach((name, noise) -> cases.add(nothing(name, noise)));
        return cases;
    }

    /** Table C2. */
    static List<Case> changes() {
        List<Case> cases = new ArrayList<>();
        for (double rho : new double[] {0, 0.3, 0.6, 0.9}) {
            cases.add(step("step 3 sd, AR(1), rho " + rho, Scenarios.ar(rho), 0.6, 3));
        }
        cases.add(
                step("step 3 sd, 5 % outliers, rho 0.3", Scenarios.withOutliers(Scenarios.ar(0.3), 0.05, 10), 0.6, 3));
        cases.add(step("step 3 sd, AR(1) + white, 1:1, rho 0.9", Scenarios.arPlusWhite(0.9), 0.6, 3));
        cases.add(ramp("ramp 6 sd, rho 0.3", Scenarios.ar(0.3)));
        cases.add(ramp("ramp 6 sd, rho 0.6", Scenarios.ar(0.6)));
        double[] thirds = {1 / 3.0, 2 / 3.0};
        cases.add(shifts("two steps (up, down), rho 0.3", Scenarios.ar(0.3), thirds, 3, -3));
        cases.add(shifts("two steps (up, down), rho 0.6", Scenarios.ar(0.6), thirds, 3, -3));
        cases.add(step("step 3 sd, missing blocks, rho 0.3", Scenarios.withMissingBlocks(Scenarios.ar(0.3)), 0.6, 3));
        cases.add(step("step 3 sd, GARCH .15/.80", Scenarios.garch(0.15, 0.8, 0), 0.6, 3));
        cases.add(step("step 3 sd, level-dependent noise, rho 0.4", Scenarios.levelDependent(0.4), 0.6, 3));
        return cases;
    }

    /** Nulls of tables C3 and C5. */
    static List<Case> otherNulls() {
        List<Case> cases = new ArrayList<>();
        for (double rho : new double[] {0.97, 0.99, -0.5}) {
            cases.add(nothing("AR(1), rho " + rho, Scenarios.ar(rho)));
        }
        cases.add(nothing("t3 innovations, rho 0.3", Scenarios.studentAr(0.3, 3)));
        cases.add(nothing("t3 innovations, rho 0.9", Scenarios.studentAr(0.9, 3)));
        cases.add(nothing("t3 innovations, random walk", summed(Scenarios.studentAr(0, 3))));
        cases.add(nothing("random walk + white noise (1 : 2 sd)", sum(Scenarios.randomWalk(), 1, Scenarios.ar(0), 2)));
        cases.add(nothing("AR(1) + white, 1:1, rho 0.97", Scenarios.arPlusWhite(0.97)));
        cases.add(nothing("long memory d = 0.3", Scenarios.longMemory(0.3)));
        cases.add(nothing("long memory d = 0.45", Scenarios.longMemory(0.45)));
        cases.add(nothing("AR(2), pseudo-cyclic", twoLags(1.5, -0.75)));
        cases.add(nothing("AR(2) .5/.3", twoLags(0.5, 0.3)));
        cases.add(nothing("moving average of 6", movingAverage(6)));
        cases.add(nothing("GARCH .10/.85, AR, rho 0.6", Scenarios.garch(0.10, 0.85, 0.6)));
        cases.add(nothing("GARCH .20/.75, AR, rho 0.6", Scenarios.garch(0.20, 0.75, 0.6)));
        cases.add(nothing("Laplace innovations, rho 0.6", Scenarios.laplaceAr(0.6)));
        cases.add(nothing("10 % outliers, rho 0.6", Scenarios.withOutliers(Scenarios.ar(0.6), 0.10, 10)));
        cases.add(nothing("5 % outliers, rho 0.9", Scenarios.withOutliers(Scenarios.ar(0.9), 0.05, 10)));
        cases.add(nothing("ratio of 2-3 values, rho 0.6", Scenarios.quantised(Scenarios.ar(0.6), 2)));
        cases.add(nothing("sd doubles half way, rho 0.3", doubling(0.3)));
        cases.add(nothing("sd doubles half way, rho 0.6", doubling(0.6)));
        cases.add(nothing("sum of AR(1) .95 and .5", sum(Scenarios.ar(0.95), 1, Scenarios.ar(0.5), 1)));
        cases.add(nothing(
                "sine of period 24, rho 0.6", plus(Scenarios.ar(0.6), (t, n) -> 2 * Math.sin(t * Math.PI / 12))));
        cases.add(nothing(
                "saturating curve, rho 0.3", plus(Scenarios.ar(0.3), (t, n) -> 6 * (1 - Math.exp(-4.0 * t / n)))));
        cases.add(nothing("quadratic curve, rho 0.3", plus(Scenarios.ar(0.3), (t, n) -> 6.0 * t / n * t / n)));
        return cases;
    }

    /** Changes of tables C3 and C5. */
    static List<Case> otherChanges() {
        List<Case> cases = new ArrayList<>();
        cases.add(step("step 3 sd, t3 innovations, rho 0.3", Scenarios.studentAr(0.3, 3), 0.6, 3));
        cases.add(step("step 3 sd, t3 innovations, rho 0.6", Scenarios.studentAr(0.6, 3), 0.6, 3));
        cases.add(step("step 3 sd, Laplace innovations, rho 0.6", Scenarios.laplaceAr(0.6), 0.6, 3));
        cases.add(step("step 3 sd, two-decimal ratio, rho 0.6", Scenarios.quantised(Scenarios.ar(0.6), 0.5), 0.6, 3));
        cases.add(
                step("step 3 sd, 10 % outliers, rho 0.6", Scenarios.withOutliers(Scenarios.ar(0.6), 0.10, 10), 0.6, 3));
        cases.add(
                step("step 3 sd, 5 % outliers, rho 0.9", Scenarios.withOutliers(Scenarios.ar(0.9), 0.05, 10), 0.6, 3));
        cases.add(step("step 3 sd, long memory d = 0.3", Scenarios.longMemory(0.3), 0.6, 3));
        cases.add(step("step 8 innovation sd, random walk", Scenarios.randomWalk(), 0.6, 8));
        cases.add(step("step 2 sd, rho 0.3", Scenarios.ar(0.3), 0.6, 2));
        cases.add(step("step 3 sd at 10 %, rho 0.3", Scenarios.ar(0.3), 0.1, 3));
        cases.add(step("step 3 sd + trend, rho 0.3", Scenarios.trended(Scenarios.ar(0.3), 3), 0.6, 3));
        cases.add(step("step 3 sd, AR(2) .5/.3", twoLags(0.5, 0.3), 0.6, 3));
        cases.add(step("step 3 sd, GARCH .20/.75, AR, rho 0.6", Scenarios.garch(0.20, 0.75, 0.6), 0.6, 3));
        cases.add(
                step("step 3 sd, sum of AR(1) .95 and .5", sum(Scenarios.ar(0.95), .7, Scenarios.ar(0.5), .7), 0.6, 3));
        cases.add(pulse("outage of 10 samples, 10 sd, rho 0.3", 10, -10));
        cases.add(pulse("pulse of 20 samples, 5 sd, rho 0.3", 20, 5));
        cases.add(shifts("stairs, 3 x 3 sd, rho 0.3", Scenarios.ar(0.3), new double[] {.25, .5, .75}, 3, 3, 3));
        cases.add(sawtooth("sawtooth, 4 x 6 sd, rho 0.3", 0.3));
        cases.add(sawtooth("sawtooth, 4 x 6 sd, rho 0.6", 0.6));
        return cases;
    }

    private static Case pulse(String name, int length, double size) {
        return new Case(
                name,
                (random, n) -> {
                    double[] x = Scenarios.ar(0.3).make(random, n);
                    int from = (int) Math.round(0.6 * n);
                    for (int t = from; t < from + length; t++) {
                        x[t] += size;
                    }
                    return new Labelled(x, from, from + length);
                },
                false);
    }

    private static Case sawtooth(String name, double rho) {
        return new Case(
                name,
                (random, n) -> {
                    int tooth = n / 4;
                    IntUnaryOperator inTooth = t -> Math.min(t, 4 * tooth - 1) % tooth;
                    double[] x = Scenarios.ar(rho).make(random, n);
                    Arrays.setAll(x, t -> x[t] + 6.0 * inTooth.applyAsInt(t) / tooth);
                    return new Labelled(x, tooth, 2 * tooth, 3 * tooth);
                },
                false);
    }

    static Scenarios.Noise sum(Scenarios.Noise one, double a, Scenarios.Noise other, double b) {
        return (random, n) -> {
            double[] x = one.make(random, n);
            double[] y = other.make(random, n);
            Arrays.setAll(x, t -> a * x[t] + b * y[t]);
            return x;
        };
    }

    static Scenarios.Noise summed(Scenarios.Noise noise) {
        return (random, n) -> {
            double[] x = noise.make(random, n);
            for (int t = 1; t < n; t++) {
                x[t] += x[t - 1];
            }
            return x;
        };
    }

    private static Scenarios.Noise twoLags(double a, double b) {
        return (random, n) -> {
            double[] x = new double[n + 300];
            for (int t = 2; t < x.length; t++) {
                x[t] = a * x[t - 1] + b * x[t - 2] + Scenarios.gauss(random);
            }
            double variance = (1 - b) / ((1 + b) * ((1 - b) * (1 - b) - a * a));
            double[] late = Arrays.copyOfRange(x, 300, x.length);
            Arrays.setAll(late, t -> late[t] / Math.sqrt(variance));
            return late;
        };
    }

    private static Scenarios.Noise movingAverage(int width) {
        return (random, n) -> {
            double[] e = Scenarios.ar(0).make(random, n + width);
            double[] x = new double[n];
            for (int t = 0; t < n; t++) {
                for (int k = 0; k < width; k++) {
                    x[t] += e[t + k] / Math.sqrt(width);
                }
            }
            return x;
        };
    }

    private static Scenarios.Noise doubling(double rho) {
        return (random, n) -> {
            double[] x = Scenarios.ar(rho).make(random, n);
            Arrays.setAll(x, t -> t < n / 2 ? x[t] : 2 * x[t]);
            return x;
        };
    }
}
