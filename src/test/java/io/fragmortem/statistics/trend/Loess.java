package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;

/**
 * A smooth curve for display, robust to outliers: locally weighted lines with tricube weights and bisquare reweighting.
 *
 * <p>Cleveland 1979, JASA 74:829. Agrees with statsmodels {@code lowess(delta=0)} and R {@code lowess(delta=0)}. For the eye only:
 * no test here uses it. Minimum n: 3. O(n^2 share) time.
 */
public final class Loess {

    private Loess() {}

    /**
     * Smoothed values at the times of the series; NaN-free for present samples, which are all that come back.
     *
     * @param share of the samples that a local line sees, in (0, 1]
     * @param robustRounds reweighting rounds, 0 for none
     */
    public static Series smooth(Series series, double share, int robustRounds) {
        if (!(share > 0 && share <= 1) || robustRounds < 0) {
            throw new IllegalArgumentException(
                    "loess: share " + share + ", rounds " + robustRounds + ", expected (0, 1] and not negative");
        }
        Series present = series.withoutMissing();
        int n = present.size();
        if (n < 3) {
            return present;
        }
        double[] x = present.time();
        double[] y = present.value();
        int k = Math.max(2, Math.min(n, (int) (share * n + 1e-10)));
        double[] robust = new double[n];
        Arrays.fill(robust, 1);
        double[] fit = pass(x, y, robust, k);
        for (int round = 0; round < robustRounds; round++) {
            if (!reweigh(y, fit, robust)) {
                break;
            }
            fit = pass(x, y, robust, k);
        }
        return new Series(x, fit);
    }

    private static double[] pass(double[] x, double[] y, double[] robust, int k) {
        int n = x.length;
        double[] fit = new double[n];
        int left = 0;
        for (int i = 0; i < n; i++) {
            while (left + k < n && x[i] > (x[left] + x[left + k]) / 2) {
                left++;
            }
            fit[i] = local(x, y, robust, left, left + k, x[i], y[i]);
        }
        return fit;
    }

    private static double local(
            double[] x, double[] y, double[] robust, int from, int to, double at, double otherwise) {
        double radius = Math.max(at - x[from], x[to - 1] - at);
        double[] w = new double[to - from];
        double sum = 0;
        for (int j = from; j < to; j++) {
            double d = Math.abs(x[j] - at);
            if (d <= 0.999 * radius) {
                double c = 1 - Math.pow(d / radius, 3);
                w[j - from] = robust[j] * (d > 0.001 * radius ? c * c * c : 1);
                sum += w[j - from];
            }
        }
        if (!(sum > 0)) {
            return otherwise;
        }
        double meanX = 0;
        for (int j = from; j < to; j++) {
            w[j - from] /= sum;
            meanX += w[j - from] * x[j];
        }
        double xx = 0;
        for (int j = from; j < to; j++) {
            xx += w[j - from] * (x[j] - meanX) * (x[j] - meanX);
        }
        double tilt = Math.sqrt(xx) > 0.001 * (x[x.length - 1] - x[0]) ? (at - meanX) / xx : 0;
        double fit = 0;
        for (int j = from; j < to; j++) {
            fit += w[j - from] * (1 + tilt * (x[j] - meanX)) * y[j];
        }
        return fit;
    }

    private static boolean reweigh(double[] y, double[] fit, double[] robust) {
        double[] distance = new double[y.length];
        Arrays.setAll(distance, i -> Math.abs(y[i] - fit[i]));
        double scale = 6 * Ranks.medianInPlace(distance.clone());
        if (!(scale > 0)) {
            return false;
        }
        for (int i = 0; i < y.length; i++) {
            double u = distance[i] / scale;
            double b = 1 - u * u;
            robust[i] = u > 0.999 ? 0 : u > 0.001 ? b * b : 1;
        }
        return true;
    }
}
