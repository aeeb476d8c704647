package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cosine transform (DCT-II) of one run on a regular grid, freed of a line and of harmonics.
 *
 * <p>Its coefficients are nearly independent, with the spectral density at k pi/n for a variance, from white noise to a random
 * walk, which it diagonalises; the constant is left out, so that no starting level is needed. Nearly all of a straight line is
 * in the first coefficient: Mueller and Watson 2008, Econometrica 76:979. O(n^2), so n is kept at a few hundred by
 * {@link #blocks}.
 *
 * @param power squared coefficients 1..n-1, shifted to 0..n-2, scaled up for missing places
 * @param share how much of each coefficient the removed columns have left, 0 to 1
 * @param line squared coefficients of the part of a straight line that no harmonic imitates, summing to 1
 * @param density share of places that are present
 */
public record Cosines(double[] power, double[] share, double[] line, double density) {

    private static final double INDEPENDENT = 1e-8;
    /** Written whole and never changed after, so that any thread may use it. */
    private static volatile double[] turn = new double[0];

    /**
     * Transforms one run.
     *
     * @param values NaN = missing
     * @param radians angular frequencies per place of the harmonics that were removed before
     */
    static Cosines of(double[] values, double[] radians) {
        int n = values.length;
        int present = Ranks.present(values).length;
        List<double[]> basis = basis(n, radians);
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = Double.isNaN(values[t]) ? 0 : values[t];
        }
        double[] rest = x;
        for (int round = 0; round < 2 && present < n; round++) {
            // zeros in the gaps of what is already about zero: a second pass takes off what they tilted
            rest = without(rest, basis);
            for (int t = 0; t < n; t++) {
                rest[t] = Double.isNaN(values[t]) ? 0 : rest[t];
            }
        }
        double density = n > 0 ? (double) present / n : 0;
        double[] power = squares(transform(without(rest, basis)));
        for (int k = 0; k < power.length && density > 0; k++) {
            power[k] /= density;
        }
        double[] share = new double[Math.max(0, n - 1)];
        Arrays.fill(share, 1);
        double[] taken = share;
        for (double[] column : basis) {
            taken = squares(transform(column));
            for (int k = 0; k < share.length; k++) {
                share[k] = Math.max(0, share[k] - taken[k]);
            }
        }
        double[] line = basis.size() < 2 ? new double[share.length] : taken;
        return new Cosines(power, share, line, density);
    }

    /** Orthonormal: the constant, the harmonics, and last what they leave of a line. */
    private static List<double[]> basis(int n, double[] radians) {
        List<double[]> basis = new ArrayList<>();
        double[] constant = new double[n];
        Arrays.fill(constant, 1);
        add(basis, constant);
        for (double w : radians) {
            // a harmonic faster than the grid is not there any more
            if (w < Math.PI) {
                double[] cosine = new double[n];
                double[] sine = new double[n];
                Arrays.setAll(cosine, t -> Math.cos(w * t));
                Arrays.setAll(sine, t -> Math.sin(w * t));
                add(basis, cosine);
                add(basis, sine);
            }
        }
        double[] line = new double[n];
        Arrays.setAll(line, t -> t - (n - 1) / 2.0);
        add(basis, line);
        return basis;
    }

    private static void add(List<double[]> basis, double[] column) {
        double before = dot(column, column);
        double[] rest = without(without(column, basis), basis);
        double after = dot(rest, rest);
        if (after > INDEPENDENT * before) {
            double scale = 1 / Math.sqrt(after);
            Arrays.setAll(rest, t -> rest[t] * scale);
            basis.add(rest);
        }
    }

    public static double[] without(double[] x, List<double[]> basis) {
        double[] rest = x.clone();
        for (double[] column : basis) {
            double inner = dot(rest, column);
            for (int t = 0; t < rest.length; t++) {
                rest[t] -= inner * column[t];
            }
        }
        return rest;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }

    /** Orthonormal coefficients 1..n-1. */
    public static double[] transform(double[] x) {
        int n = x.length;
        int whole = 4 * n;
        double[] cosine = turned(n);
        double[] out = new double[Math.max(0, n - 1)];
        for (int k = 1; k < n; k++) {
            double sum = 0;
            int at = k;
            for (int t = 0; t < n; t++) {
                sum += x[t] * cosine[at];
                at += 2 * k;
                at -= at >= whole ? whole : 0;
            }
            out[k - 1] = sum;
        }
        return out;
    }

    /** A whole turn of the cosine in 4n steps, scaled to make the transform orthonormal; the last one made is kept. */
    private static double[] turned(int n) {
        double[] kept = turn;
        if (kept.length == 4 * n) {
            return kept;
        }
        double[] cosine = new double[4 * n];
        double scale = Math.sqrt(2.0 / Math.max(1, n));
        for (int i = 0; i < cosine.length; i++) {
            cosine[i] = scale * Math.cos(2 * Math.PI * i / cosine.length);
        }
        turn = cosine;
        return cosine;
    }

    private static double[] squares(double[] x) {
        double[] out = new double[x.length];
        Arrays.setAll(out, k -> x[k] * x[k]);
        return out;
    }

    /**
     * Means of neighbours, scaled so that white noise keeps its variance; NaN where none is present.
     *
     * @param count number of blocks, at most the number of places
     */
    public static double[] blocks(double[] x, int count) {
        int n = x.length;
        if (count >= n) {
            return x;
        }
        double[] blocks = new double[count];
        for (int b = 0; b < count; b++) {
            int from = (int) ((long) b * n / count);
            int to = (int) ((long) (b + 1) * n / count);
            double sum = 0;
            int present = 0;
            for (int t = from; t < to; t++) {
                if (!Double.isNaN(x[t])) {
                    sum += x[t];
                    present++;
                }
            }
            blocks[b] = present == 0 ? Double.NaN : sum / present * Math.sqrt((double) n / count);
        }
        return blocks;
    }
}
