package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.change.Certificate;
import io.fragmortem.statistics.change.Likelihood;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import java.util.Arrays;

/**
 * Whether growth levels off: a line against a line plus logarithm and against an exponential approach, by AICc.
 *
 * <p>The deviances have ARMA(1,1) noise refitted for each curve, on at most 200 block medians: with independent noise assumed,
 * persistence alone would look like curvature. Hurvich and Tsai 1989, Biometrika 76:297.
 */
final class Saturation {

    private static final int MOST_BLOCKS = 200;
    /** AICc must be better by this much: evidence of e^3 to one. */
    private static final double CLEARLY = 6;
    /** The final slope must be below this share of the first one. */
    private static final double FLATTENED = 0.5;

    /** Time constants, in lengths of the regime. */
    private static final double[] APPROACHES = {0.08, 0.16, 0.33, 0.66};

    private static final int[][] SUBSETS = {{0, 1}, {0, 1, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}};

    private Saturation() {}

    static boolean levelsOff(Series regime) {
        double[] y = blocks(regime.value());
        int n = y.length;
        boolean[] ok = SpikeMask.ok(y);
        int samples = 0;
        for (boolean b : ok) {
            samples += b ? 1 : 0;
        }
        if (samples < Series.LEAST_TO_JUDGE) {
            return false;
        }
        Certificate scaled = new Certificate(y, ok);
        if (!(scaled.deviation() > 0)) {
            return false;
        }
        double[] z = new double[n];
        Arrays.setAll(z, t -> (y[t] - scaled.mean()) / scaled.deviation());
        double[][] curves = curves(n);
        double[] deviance = Likelihood.deviances(z, ok, samples, curves, SUBSETS);
        double least = aicc(deviance[0], samples, 2) - CLEARLY;
        int best = 0;
        for (int i = 1; i < SUBSETS.length; i++) {
            // the time constant of an exponential approach was searched for: it counts as a parameter
            double value = aicc(deviance[i], samples, 3);
            if (value < least) {
                least = value;
                best = i;
            }
        }
        return best > 0
                && flattens(
                        z,
                        ok,
                        Arrays.stream(SUBSETS[best]).mapToObj(j -> curves[j]).toArray(double[][]::new));
    }

    /** Constant, line, logarithm, then exponential approaches. */
    static double[][] curves(int n) {
        double[][] curves = new double[3 + APPROACHES.length][n];
        curves[0] = Column.constant().values(n);
        curves[1] = Column.time(n).values(n);
        Arrays.setAll(curves[2], t -> Math.log(1 + 9.0 * t / n));
        for (int i = 0; i < APPROACHES.length; i++) {
            double share = APPROACHES[i];
            Arrays.setAll(curves[3 + i], t -> Math.exp(-t / (share * n)));
        }
        return curves;
    }

    /** Rising, with the last fifth of the fitted curve much flatter than the first. */
    private static boolean flattens(double[] z, boolean[] ok, double[][] regressors) {
        int n = z.length;
        int[] all = new int[regressors.length];
        Arrays.setAll(all, i -> i);
        double[] beta = Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), z, regressors)
                .coefficients(all);
        double first = 0;
        double last = 0;
        for (int j = 0; j < beta.length; j++) {
            first += beta[j] * (regressors[j][n / 5] - regressors[j][0]);
            last += beta[j] * (regressors[j][n - 1] - regressors[j][n - 1 - n / 5]);
        }
        return first > 0 && last < FLATTENED * first;
    }

    static double aicc(double deviance, int n, int curveParameters) {
        int k = curveParameters + 3;
        return deviance + 2.0 * k * n / (n - k - 1);
    }

    static double[] blocks(double[] values) {
        int width = Math.max(1, (values.length + MOST_BLOCKS - 1) / MOST_BLOCKS);
        return width == 1 ? values : Blocks.medians(values, width);
    }
}
