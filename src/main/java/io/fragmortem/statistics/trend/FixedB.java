package io.fragmortem.statistics.trend;

/**
 * A trend test that estimates no noise model: the least squares slope studentised by partial sums.
 *
 * <p>Kiefer, Vogelsang and Bunzel 2000, Econometrica 68:695; Kiefer and Vogelsang 2005, Econometric Theory 21:1130: Bartlett
 * kernel with bandwidth n, so that the statistic has its own limit law; 5 % point 5.80 two-sided (simulated, 20,000 runs).
 * Assumes stationary noise of short memory; minimum n about 30; less powerful than {@link Trend}, but wrong in other places,
 * which is why the two together are called "confirmed". O(n).
 */
final class FixedB {

    /** Two-sided 5 % point. */
    static final double CRITICAL = 5.80;

    /** The same for a mean: 6.811 of Kiefer, Vogelsang and Bunzel over the root of 2. */
    static final double CRITICAL_MEAN = 4.816;

    private FixedB() {}

    /** The t statistic of a mean of present values; 0 when it cannot be formed. */
    static double ofMean(double[] value) {
        int n = value.length;
        if (n < 3) {
            return 0;
        }
        double mean = mean(value);
        double partial = 0;
        double squares = 0;
        for (double v : value) {
            partial += v - mean;
            squares += partial * partial;
        }
        double error = Math.sqrt(2 * squares / n) / n;
        return error > 0 && Double.isFinite(mean / error) ? mean / error : 0;
    }

    /** The t statistic of present samples; 0 when it cannot be formed. */
    static double statistic(double[] time, double[] value) {
        int n = time.length;
        if (n < 3) {
            return 0;
        }
        double meanTime = mean(time);
        double meanValue = mean(value);
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            double x = time[i] - meanTime;
            xx += x * x;
            xy += x * (value[i] - meanValue);
        }
        double slope = xy / xx;
        double partial = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double x = time[i] - meanTime;
            partial += x * (value[i] - meanValue - slope * x);
            squares += partial * partial;
        }
        double error = Math.sqrt(2 * squares / n) / xx;
        return error > 0 && Double.isFinite(slope / error) ? slope / error : 0;
    }

    private static double mean(double[] x) {
        double first = x[0];
        double sum = 0;
        for (double v : x) {
            sum += v - first;
        }
        return first + sum / x.length;
    }
}
