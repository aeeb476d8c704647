package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import java.util.Arrays;

/**
 * Published corrections of Mann-Kendall for autocorrelation, for comparison only: at lag-one correlation 0.9 they cry wolf in 30
 * to 80 % of trend-free series of 200 samples, except pre-whitening, which has little power. Use {@link Trend}.
 *
 * <p>Conventions are pyMannKendall's. Where R {@code modifiedmk} differs: Hamed-Rao there sums the significant autocorrelations
 * with their sign, here |sum| is taken; its Yue-Wang with one lag is another formula. Missing values are left out. Minimum n: 10.
 * O(n^2) for the variances that use all lags, O(n log n) else.
 */
public final class ComparisonTests {

    private static final double ALPHA = 0.05;

    private ComparisonTests() {}

    /**
     * What a corrected test says.
     *
     * @param s statistic, of the transformed series for the pre-whitening variants
     * @param varS its corrected variance
     * @param z normal score with continuity correction
     * @param p two-sided
     */
    public record Outcome(double s, double varS, double z, double p) {
        static Outcome of(double s, double varS) {
            double z = MannKendall.score(s, varS);
            return new Outcome(s, varS, z, Distributions.normalTwoSided(z));
        }
    }

    /** Hamed and Rao 1998, J. Hydrol. 204:182: significant autocorrelations of the ranks of the detrended series. */
    public static Outcome hamedRao(double... values) {
        double[] y = Ranks.present(values);
        MannKendall mk = MannKendall.ofPresent(y);
        int n = y.length;
        if (n < 3 || mk.varS() == 0) {
            return Outcome.of((double) mk.s(), mk.varS());
        }
        double[] rho = autocorrelation(Ranks.averageRanks(detrended(y, 1)), n - 1);
        double bound = Distributions.normalQuantile(1 - ALPHA / 2) / Math.sqrt(n);
        double sum = 0;
        for (int k = 1; k < n; k++) {
            if (Math.abs(rho[k]) >= bound) {
                sum += (double) (n - k) * (n - k - 1) * (n - k - 2) * rho[k];
            }
        }
        double inflation = 1 + 2 / ((double) n * (n - 1) * (n - 2)) * Math.abs(sum);
        return Outcome.of((double) mk.s(), mk.varS() * inflation);
    }

    /** Yue and Wang 2004, Water Resour. Manage. 18:201: all (or the first) autocorrelations of the detrended series. */
    public static Outcome yueWang(int lags, double... values) {
        double[] y = Ranks.present(values);
        MannKendall mk = MannKendall.ofPresent(y);
        int n = y.length;
        if (n < 3 || mk.varS() == 0) {
            return Outcome.of((double) mk.s(), mk.varS());
        }
        int last = Math.min(lags, n - 1);
        double[] rho = autocorrelation(detrended(y, 1), last);
        double sum = 0;
        for (int k = 1; k <= last; k++) {
            sum += (1 - (double) k / n) * rho[k];
        }
        return Outcome.of((double) mk.s(), mk.varS() * (1 + 2 * sum));
    }

    /** Pre-whitening: von Storch 1995. */
    public static Outcome preWhitening(double... values) {
        double[] y = Ranks.present(values);
        return y.length < 3 ? none(y) : none(whitened(y, lagOne(y)));
    }

    /** Trend-free pre-whitening: Yue and Wang 2002, WRR 38. */
    public static Outcome trendFreePreWhitening(double... values) {
        double[] y = Ranks.present(values);
        if (y.length < 3) {
            return none(y);
        }
        double slope = slope(y);
        double[] rest = detrended(y, 1);
        double[] white = whitened(rest, lagOne(rest));
        Arrays.setAll(white, i -> white[i] + slope * (i + 1));
        return none(white);
    }

    private static Outcome none(double[] y) {
        MannKendall mk = MannKendall.ofPresent(y);
        return Outcome.of((double) mk.s(), mk.varS());
    }

    private static double slope(double[] y) {
        double[] index = new double[y.length];
        Arrays.setAll(index, i -> i);
        return new PairwiseSlopes(index, y).median();
    }

    private static double[] detrended(double[] y, int firstIndex) {
        double slope = slope(y);
        double[] rest = new double[y.length];
        Arrays.setAll(rest, i -> y[i] - slope * (i + firstIndex));
        return rest;
    }

    private static double lagOne(double[] y) {
        return autocorrelation(y, 1)[1];
    }

    private static double[] whitened(double[] y, double rho) {
        double[] white = new double[y.length - 1];
        Arrays.setAll(white, i -> y[i + 1] - rho * y[i]);
        return white;
    }

    /** Sample autocorrelations with divisor n; 0 for a constant. */
    static double[] autocorrelation(double[] y, int lags) {
        double mean = Arrays.stream(y).average().orElse(0);
        double[] c = new double[lags + 1];
        for (int k = 0; k <= lags; k++) {
            for (int t = k; t < y.length; t++) {
                c[k] += (y[t] - mean) * (y[t - k] - mean);
            }
        }
        double variance = c[0];
        Arrays.setAll(c, k -> variance > 0 ? c[k] / variance : 0);
        return c;
    }
}
