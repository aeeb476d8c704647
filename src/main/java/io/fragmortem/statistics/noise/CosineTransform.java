package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.base.Tables;
import java.util.Arrays;

/**
 * The cosine transform (DCT-II) of one length. The coefficients of even number are those of the sums of mirrored places, half as many,
 * and so on while the length is even; those of odd number come from the differences by a table: Chen, Smith and Fralick 1977, IEEE Trans.
 * Commun. 25:1004. O(n^2 / 3) operations on whole columns for n = 2^k, O(n^2 / 2) at worst, and as much space; n is kept at a few hundred.
 */
final class CosineTransform {

    /** The lengths that a series and its last regime have, and those of the days before. */
    private static final Recent<CosineTransform> RECENT = new Recent<>(8);

    private final int n;
    /** Row t: what the difference of places t and n-1-t gives to the coefficients 1, 3, 5, ... */
    private final double[][] odd;
    /** Of odd length: what the sum of places t and n-1-t gives to the coefficients 0, 2, 4, ...; else that is a transform of its own. */
    private final double[][] even;

    private final CosineTransform[] half;

    private CosineTransform(int n) {
        this.n = n;
        double[] turn = new double[4 * Math.max(1, n)];
        Arrays.setAll(turn, i -> Math.cos(2 * Math.PI * i / turn.length));
        odd = table(n / 2, n / 2, 1, turn);
        boolean halves = n > 1 && n % 2 == 0;
        half = halves ? new CosineTransform[] {new CosineTransform(n / 2)} : new CosineTransform[0];
        even = halves ? new double[0][] : table((n + 1) / 2, (n + 1) / 2, 0, turn);
    }

    private static double[][] table(int places, int count, int first, double[] turn) {
        double[][] table = Tables.of(places, count);
        for (int t = 0; t < places; t++) {
            // (2 m + first) (2 t + 1) turns round after 4 n
            int step = 2 * (2 * t + 1) % turn.length;
            int at = first * (2 * t + 1) % turn.length;
            for (int m = 0; m < count; m++) {
                table[t][m] = turn[at];
                at += step;
                at -= at >= turn.length ? turn.length : 0;
            }
        }
        return table;
    }

    /** Orthonormal coefficients 1..n-1. */
    static double[] of(double[] x) {
        int n = x.length;
        if (n < 2) {
            return new double[0];
        }
        double[] all =
                RECENT.get(kept -> kept.n == n, () -> new CosineTransform(n)).raw(x);
        double[] out = new double[n - 1];
        double scale = Math.sqrt(2.0 / n);
        for (int k = 1; k < n; k++) {
            out[k - 1] = scale * all[k];
        }
        return out;
    }

    /** Coefficients 0..n-1 without the scale. */
    private double[] raw(double[] x) {
        int pairs = n / 2;
        double[] sum = new double[(n + 1) / 2];
        double[] difference = new double[pairs];
        for (int t = 0; t < pairs; t++) {
            sum[t] = x[t] + x[n - 1 - t];
            difference[t] = x[t] - x[n - 1 - t];
        }
        if (n % 2 == 1) {
            sum[pairs] = x[pairs];
        }
        double[] evens = half.length > 0 ? half[0].raw(sum) : product(sum, even);
        double[] odds = product(difference, odd);
        double[] all = new double[n];
        for (int k = 0; k < n; k++) {
            all[k] = k % 2 == 0 ? evens[k / 2] : odds[k / 2];
        }
        return all;
    }

    /** Row by row, so that several columns go at a time. */
    private static double[] product(double[] x, double[][] table) {
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            double factor = x[t];
            double[] row = table[t];
            for (int m = 0; m < out.length; m++) {
                out[m] += factor * row[m];
            }
        }
        return out;
    }
}
