package io.fragmortem.statistics;

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

    boolean likeUnitRoot() {
        return arSum > 1 - 10.0 / n;
    }

    /**
     * Fits both models.
     *
     * @param residuals on a regular grid, NaN = missing
     * @param radians angular frequencies per grid step of the harmonics that were fitted and removed, each costing two
     *     parameters; empty when none
     */
    static NoiseModel fit(double[] residuals, double[] radians) {
        double[] present = Ranks.present(residuals);
        int n = present.length;
        double[] score = Ranks.normalScores(present);
        double[] g = new double[residuals.length];
        int k = 0;
        for (int i = 0; i < g.length; i++) {
            g[i] = Series.usable(residuals[i]) ? score[k++] : Double.NaN;
        }
        Lags lags = new Lags(g, n);
        Burg ar = Burg.fit(g, Burg.largestOrder(n));
        double raw = ar.sum();
        double sum = corrected(raw, n, radians);
        double f = Math.max(
                lags.inflation(autoregressive(ar.phi(), sum - raw, sum, g.length)),
                lags.inflation(mixed(g, n, radians)));
        return new NoiseModel(Math.max(1, Math.min(f, n)), sum, n);
    }

    /** Removes the bias of a lag-one-like coefficient after a line, and harmonics, were fitted. */
    private static double corrected(double s, int n, double[] radians) {
        double cap = 1 - 1.0 / n;
        double estimate = Math.min(cap, n > 5 ? (n * s + 2) / (n - 4) : cap);
        for (int round = 0; round < 20 && radians.length > 0; round++) {
            double rho = Math.max(0, Math.min(cap, estimate));
            double bias = 2 + 4 * estimate;
            for (double w : radians) {
                double cosine = Math.cos(w);
                bias += 2 * Math.max(0, (cosine - rho) * (1 - rho * rho) / (1 - 2 * rho * cosine + rho * rho));
            }
            estimate = Math.min(cap, s + bias / n);
        }
        return estimate;
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
    private static double[] mixed(double[] g, int n, double[] radians) {
        double[] rho = new double[g.length];
        double r0 = covariance(g, 0);
        if (n < 8 || !(r0 > 0)) {
            return rho;
        }
        double r1 = covariance(g, 1) / r0;
        double r2 = covariance(g, 2) / r0;
        double r3 = covariance(g, 3) / r0;
        if (!(r1 > 0 && r2 > 0)) {
            return rho;
        }
        double decay = corrected(Math.max(0, Math.min(1, (r2 + r3) / (r1 + r2))), n, radians);
        double first = Math.min(corrected(r1, n, radians), decay);
        rho[0] = 1;
        rho[1] = first;
        for (int k = 2; k < rho.length && rho[k - 1] >= NEGLIGIBLE; k++) {
            rho[k] = rho[k - 1] * decay;
        }
        return rho;
    }

    private static double covariance(double[] g, int lag) {
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
        return pairs > 0 ? sum / pairs * (g.length - lag) / g.length : 0;
    }

    /** Which pairs of places at each lag are both present. */
    private static final class Lags {
        private final double[] g;
        private final double density;

        Lags(double[] g, int n) {
            this.g = g;
            this.density = (double) n / g.length;
        }

        double inflation(double[] rho) {
            double n = g.length;
            double sum = 0;
            for (int k = 1; k < n - 2; k++) {
                if (rho[k] == 0) {
                    continue;
                }
                double rank = 6 / Math.PI * Math.asin(rho[k] / 2);
                sum += (n - k) * (n - k - 1) * (n - k - 2) * rank * share(k);
            }
            return n < 3 ? 1 : 1 + 2 * sum / (n * (n - 1) * (n - 2));
        }

        private double share(int lag) {
            if (density == 1) {
                return 1;
            }
            int pairs = 0;
            for (int t = lag; t < g.length; t++) {
                pairs += Double.isNaN(g[t]) || Double.isNaN(g[t - lag]) ? 0 : 1;
            }
            return pairs / (double) (g.length - lag) / density;
        }
    }
}
