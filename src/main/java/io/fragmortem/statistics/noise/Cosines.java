package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.base.Series;
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
    /** With the daily cycle of a fleet and without, of whole series and of their last regimes. */
    private static final Recent<Basis> RECENT = new Recent<>(16);

    /**
     * Transforms one run.
     *
     * @param values NaN = missing
     * @param radians angular frequencies per place of the harmonics that were removed before
     */
    static Cosines of(double[] values, double[] radians) {
        int n = values.length;
        int present = 0;
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            boolean there = Series.usable(values[t]);
            present += there ? 1 : 0;
            x[t] = there ? values[t] : 0;
        }
        Basis basis = RECENT.get(kept -> kept.fits(n, radians), () -> Basis.of(n, radians));
        double[] rest = x;
        for (int round = 0; round < 2 && present < n; round++) {
            // zeros in the gaps of what is already about zero: a second pass takes off what they tilted
            rest = without(rest, basis.columns);
            for (int t = 0; t < n; t++) {
                rest[t] = Series.usable(values[t]) ? rest[t] : 0;
            }
        }
        double density = n > 0 ? (double) present / n : 0;
        double[] power = squares(transform(without(rest, basis.columns)));
        for (int k = 0; k < power.length && density > 0; k++) {
            power[k] /= density;
        }
        return new Cosines(power, basis.share, basis.line, density);
    }

    /**
     * What follows from length and harmonics alone.
     *
     * @param columns orthonormal: the constant, the harmonics, and last what they leave of a line
     */
    private record Basis(int n, double[] radians, List<double[]> columns, double[] share, double[] line) {

        static Basis of(int n, double[] radians) {
            List<double[]> columns = basis(n, radians);
            double[] share = new double[Math.max(0, n - 1)];
            Arrays.fill(share, 1);
            double[] taken = share;
            for (double[] column : columns) {
                taken = squares(transform(column));
                for (int k = 0; k < share.length; k++) {
                    share[k] = Math.max(0, share[k] - taken[k]);
                }
            }
            double[] line = columns.size() < 2 ? new double[share.length] : taken;
            return new Basis(n, radians.clone(), columns, share, line);
        }

        boolean fits(int length, double[] harmonics) {
            return n == length && Arrays.equals(radians, harmonics);
        }
    }

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
        return CosineTransform.of(x);
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
