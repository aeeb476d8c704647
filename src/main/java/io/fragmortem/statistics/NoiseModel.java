package io.fragmortem.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far autocorrelation widens the variance of S, from two noise models fitted to the normal scores of residuals, the
 * more pessimistic one counting.
 *
 * <p>Model one: AR(p), p &gt;= 1 ({@link Burg}), the sum of its coefficients freed of the bias that removing a line (and
 * cycles) brings: (n s + 2)/(n - 4) for a line, Shaman and Stine 1988, JASA 83:842. Model two: ARMA(1,1) from the first
 * three autocorrelations, which knows measurement noise on top of persistence. Variance of S as in Hamed and Rao 1998,
 * J. Hydrol. 204:182, but with the autocorrelations of the models, not the sample ones, which sum to -1/2 whatever the truth.
 * Minimum n about 30. O(n p).
 *
 * @param inflation factor on var S, at least 1
 * @param arSum corrected sum of AR coefficients, at most 1 - 1/n
 * @param n present samples
 */
record NoiseModel(double inflation, double arSum, int n) {

    private static final double NEGLIGIBLE = 1e-5;

    double effectiveN() {
        return n / inflation;
    }

    /**
     * Fits both models.
     *
     * @param residuals on a regular grid, NaN = missing
     * @param radians angular frequencies per grid step of the harmonics that were fitted and removed, each costing two
     *     parameters; empty when none
     */
    static NoiseModel fit(double[] residuals, double[] radians) {
        return pooled(List.of(residuals), radians).get(0);
    }

    /** Fits one noise to several runs, each freed of a line of its own; the result has one inflation per run. */
    static List<NoiseModel> pooled(List<double[]> runs, double[] radians) {
        int n = 0;
        int largest = 0;
        List<double[]> scores = new ArrayList<>();
        for (double[] run : runs) {
            scores.add(scores(run));
            int present = Ranks.present(run).length;
            n += present;
            largest = Math.max(largest, Burg.largestOrder(present));
        }
        double[] joined = joined(scores, largest);
        Burg ar = Burg.fit(joined, largest);
        double raw = ar.sum();
        Bias bias = new Bias(n, runs.size(), radians);
        double sum = bias.corrected(raw);
        double[] first = autoregressive(ar.phi(), sum - raw, sum, joined.length);
        double[] second = mixed(joined, n, bias);
        List<NoiseModel> models = new ArrayList<>();
        for (double[] g : scores) {
            int present = Ranks.present(g).length;
            double f = present < 3 ? 1 : Math.max(inflation(g, present, first), inflation(g, present, second));
            models.add(new NoiseModel(Math.max(1, Math.min(f, present)), sum, present));
        }
        return models;
    }

    /** Sum of autoregressive coefficients freed of the bias of a fitted line and harmonics. */
    static double corrected(double sum, int n, double[] radians) {
        return new Bias(n, 1, radians).corrected(sum);
    }

    /** Whether the autoregression stays stationary when its first coefficient grows by so much. */
    static boolean stationary(double[] phi, double growth) {
        double[] a = phi.clone();
        a[0] += growth;
        return firstAutocorrelations(a).length > 0;
    }

    private static double[] scores(double[] residuals) {
        double[] score = Ranks.normalScores(Ranks.present(residuals));
        double[] g = new double[residuals.length];
        int k = 0;
        for (int i = 0; i < g.length; i++) {
            g[i] = Series.usable(residuals[i]) ? score[k++] : Double.NaN;
        }
        return g;
    }

    /** One after the other, with so many missing places between them that no lag in use spans two runs. */
    private static double[] joined(List<double[]> runs, int gap) {
        int length = 0;
        for (double[] run : runs) {
            length += run.length + Math.max(gap, 3);
        }
        double[] joined = new double[length - Math.max(gap, 3)];
        Arrays.fill(joined, Double.NaN);
        int at = 0;
        for (double[] run : runs) {
            System.arraycopy(run, 0, joined, at, run.length);
            at += run.length + Math.max(gap, 3);
        }
        return joined;
    }

    /**
     * What fitting lines and harmonics takes from a lag-one-like coefficient. A column of frequency w takes what an AR(1) has
     * there, but at least half of what a column of frequency 0 takes: with less the test cries wolf on cycles seen 3.5 times.
     *
     * @param n present samples of all runs
     * @param runs number of lines
     * @param radians of the harmonics
     */
    private record Bias(int n, int runs, double[] radians) {
        double corrected(double s) {
            double cap = 1 - (double) runs / n;
            double estimate = Math.min(cap, n > 5 * runs ? (n * s + 2 * runs) / (n - 4 * runs) : cap);
            for (int round = 0; round < 20 && radians.length > 0; round++) {
                double rho = Math.max(0, Math.min(cap, estimate));
                double bias = (2 + 4 * estimate) * runs;
                for (double w : radians) {
                    double cosine = Math.cos(w);
                    bias += 2
                            * Math.max(
                                    (1 + rho) / 2,
                                    (cosine - rho) * (1 - rho * rho) / (1 - 2 * rho * cosine + rho * rho));
                }
                estimate = Math.min(cap, s + bias / n);
            }
            // a strongly alternating series must not be corrected out of the stationary region on the other side
            return Math.max(-cap, estimate);
        }
    }

    /** Autocorrelations of the AR model whose first coefficient takes the correction; AR(1) when that is not stationary. */
    private static double[] autoregressive(double[] phi, double correction, double sum, int length) {
        double[] a = phi.clone();
        a[0] += correction;
        double[] first = firstAutocorrelations(a);
        if (first.length == 0) {
            a = new double[] {sum};
            first = new double[] {1, sum};
        }
        int p = a.length;
        double[] rho = new double[length];
        int quiet = 0;
        for (int k = 0; k < length && quiet <= p; k++) {
            if (k <= p) {
                rho[k] = first[k];
            } else {
                for (int j = 0; j < p; j++) {
                    rho[k] += a[j] * rho[k - 1 - j];
                }
            }
            quiet = Math.abs(rho[k]) < NEGLIGIBLE ? quiet + 1 : 0;
        }
        return rho;
    }

    /** rho_0..rho_p by stepping the Levinson recursion down and up again; empty when not stationary. */
    private static double[] firstAutocorrelations(double[] phi) {
        int p = phi.length;
        double[][] order = new double[p + 1][];
        order[p] = phi;
        for (int m = p; m >= 1; m--) {
            double k = order[m][m - 1];
            if (!(Math.abs(k) < 1 - 1e-12)) {
                return new double[0];
            }
            order[m - 1] = new double[m - 1];
            for (int j = 0; j < m - 1; j++) {
                order[m - 1][j] = (order[m][j] + k * order[m][m - 2 - j]) / (1 - k * k);
            }
        }
        double[] rho = new double[p + 1];
        rho[0] = 1;
        double variance = 1;
        for (int m = 1; m <= p; m++) {
            double next = order[m][m - 1] * variance;
            for (int j = 0; j < m - 1; j++) {
                next += order[m - 1][j] * rho[m - 1 - j];
            }
            rho[m] = next;
            variance *= 1 - order[m][m - 1] * order[m][m - 1];
        }
        return rho;
    }

    /** Autocorrelations of ARMA(1,1): the first one, then geometric decay. */
    private static double[] mixed(double[] g, int n, Bias bias) {
        double[] rho = new double[g.length];
        double r0 = covariance(g, 0, n);
        if (n < 8 || !(r0 > 0)) {
            return rho;
        }
        double r1 = covariance(g, 1, n) / r0;
        double r2 = covariance(g, 2, n) / r0;
        double r3 = covariance(g, 3, n) / r0;
        if (!(r1 > 0 && r2 > 0)) {
            return rho;
        }
        double decay = bias.corrected(Math.max(0, Math.min(1, (r2 + r3) / (r1 + r2))));
        double first = Math.min(bias.corrected(r1), decay);
        rho[0] = 1;
        rho[1] = first;
        for (int k = 2; k < rho.length && rho[k - 1] >= NEGLIGIBLE; k++) {
            rho[k] = rho[k - 1] * decay;
        }
        return rho;
    }

    private static double covariance(double[] g, int lag, int present) {
        double sum = 0;
        int pairs = 0;
        for (int t = lag; t < g.length; t++) {
            double product = g[t] * g[t - lag];
            if (!Double.isNaN(product)) {
                sum += product;
                pairs++;
            }
        }
        // scaled to the places there would be without gaps, which keeps the usual damping of long lags
        return pairs > 0 ? sum / pairs * Math.max(0, 1 - lag / (double) present) : 0;
    }

    /** Factor on var S for these autocorrelations and the pairs of places that are both present. */
    private static double inflation(double[] g, int present, double[] rho) {
        double n = g.length;
        double density = present / n;
        double sum = 0;
        int last = Math.min(g.length - 3, rho.length - 1);
        for (int k = 1; k <= last; k++) {
            if (rho[k] != 0) {
                double rank = 6 / Math.PI * Math.asin(rho[k] / 2);
                double share = density == 1 ? 1 : bothPresent(g, k) / density;
                sum += (n - k) * (n - k - 1) * (n - k - 2) * rank * share;
            }
        }
        return 1 + 2 * sum / (n * (n - 1) * (n - 2));
    }

    private static double bothPresent(double[] g, int lag) {
        int pairs = 0;
        for (int t = lag; t < g.length; t++) {
            pairs += Double.isNaN(g[t]) || Double.isNaN(g[t - lag]) ? 0 : 1;
        }
        return pairs / (double) (g.length - lag);
    }
}
