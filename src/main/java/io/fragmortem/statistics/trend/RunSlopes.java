package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;

/**
 * Least squares slopes of several runs, compared with each other: a t test that estimates no noise model.
 *
 * @param slopes of the runs that are long enough
 */
record RunSlopes(double[] slopes) {

    private static final int RUNS_TO_CONFIRM = 3;

    /** Of runs of at least so many samples. */
    static RunSlopes of(Series whole, int[] bounds, int least) {
        double[] slope = new double[bounds.length - 1];
        int k = 0;
        for (int r = 0; r < slope.length; r++) {
            if (bounds[r + 1] - bounds[r] >= least) {
                slope[k++] = leastSquares(whole, bounds[r], bounds[r + 1]);
            }
        }
        return new RunSlopes(Arrays.copyOf(slope, k));
    }

    /** Whether enough runs go this way beyond chance. */
    boolean agree(double sign, double alpha) {
        int k = slopes.length;
        if (k < RUNS_TO_CONFIRM) {
            return false;
        }
        double mean = 0;
        double square = 0;
        for (double slope : slopes) {
            mean += slope / k;
        }
        for (double slope : slopes) {
            square += (slope - mean) * (slope - mean);
        }
        double error = Math.sqrt(square / (k - 1) / k);
        return Math.signum(mean) == Math.signum(sign)
                && (error == 0 || Distributions.studentTwoSided(mean / error, k - 1) <= alpha);
    }

    private static double leastSquares(Series whole, int from, int to) {
        double[] time = whole.time();
        double[] value = whole.value();
        double meanTime = 0;
        for (int i = from; i < to; i++) {
            meanTime += (time[i] - time[from]) / (to - from);
        }
        double xx = 0;
        double xy = 0;
        for (int i = from; i < to; i++) {
            double x = time[i] - time[from] - meanTime;
            xx += x * x;
            // any offset does, since the x sum to zero: this one keeps the digits
            xy += x * (value[i] - value[from]);
        }
        return xy / xx;
    }
}
