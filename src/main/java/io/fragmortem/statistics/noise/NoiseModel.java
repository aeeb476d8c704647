package io.fragmortem.statistics.noise;

import java.util.Arrays;
import java.util.List;

/** What fitting a line and harmonics takes from an autoregression, and how to give it back. */
public final class NoiseModel {

    private NoiseModel() {}

    /** Sum of autoregressive coefficients freed of the bias of a fitted line and harmonics. */
    public static double corrected(double sum, int n, double[] radians) {
        return corrected(sum, n, 1, radians);
    }

    /**
     * As above for several runs, each freed of a line of its own: (n s + 2)/(n - 4) for one line, Shaman and Stine 1988, JASA
     * 83:842. A column of frequency w takes what an AR(1) has there, but at least half of what a column of frequency 0 takes:
     * with less the test cries wolf on cycles seen 3.5 times.
     *
     * @param sum as fitted
     * @param n present samples of all runs
     * @param runs number of lines
     * @param radians of the harmonics
     */
    public static double corrected(double sum, int n, int runs, double[] radians) {
        double cap = 1 - (double) runs / n;
        double estimate = Math.min(cap, n > 5 * runs ? (n * sum + 2 * runs) / (n - 4 * runs) : cap);
        for (int round = 0; round < 20 && radians.length > 0; round++) {
            double rho = Math.max(0, Math.min(cap, estimate));
            double bias = (2 + 4 * estimate) * runs;
            for (double w : radians) {
                double cosine = Math.cos(w);
                bias += 2
                        * Math.max(
                                (1 + rho) / 2, (cosine - rho) * (1 - rho * rho) / (1 - 2 * rho * cosine + rho * rho));
            }
            estimate = Math.min(cap, sum + bias / n);
        }
        // a strongly alternating series must not be corrected out of the stationary region on the other side
        return Math.max(-cap, estimate);
    }

    /** The autoregression with its sum corrected; as it is when that would not be stationary. */
    public static Burg corrected(Burg ar, double sum) {
        double growth = sum - ar.sum();
        if (!stationary(ar.phi(), growth)) {
            return ar;
        }
        double[] phi = ar.phi().clone();
        phi[0] += growth;
        return new Burg(phi, ar.innovationVariance());
    }

    /** Whether the autoregression stays stationary when its first coefficient grows by so much. */
    public static boolean stationary(double[] phi, double growth) {
        double[] a = phi.clone();
        a[0] += growth;
        // the Levinson recursion stepped down: Durbin 1960
        for (int m = a.length; m >= 1; m--) {
            double k = a[m - 1];
            if (!(Math.abs(k) < 1 - 1e-12)) {
                return false;
            }
            double[] lower = new double[m - 1];
            for (int j = 0; j < m - 1; j++) {
                lower[j] = (a[j] + k * a[m - 2 - j]) / (1 - k * k);
            }
            a = lower;
        }
        return true;
    }

    /** One after the other, with so many missing places between them that no lag in use spans two runs. */
    public static double[] joined(List<double[]> runs, int gap) {
        int length = -gap;
        for (double[] run : runs) {
            length += run.length + gap;
        }
        double[] joined = new double[length];
        Arrays.fill(joined, Double.NaN);
        int at = 0;
        for (double[] run : runs) {
            System.arraycopy(run, 0, joined, at, run.length);
            at += run.length + gap;
        }
        return joined;
    }
}
