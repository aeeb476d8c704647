package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Tables;

/**
 * Any columns whitened under one noise, with their inner products: what a {@link Gram} has of them whatever the series. O(n p^2) to make,
 * O(n p) for each series. Does not change.
 */
public final class Regressors {

    /** Places whose products are added up at a time. */
    private static final int TOGETHER = 4;

    private final Whitener filter;
    private final int count;
    /** A whitened row for each place, one after the other; zeros where a sample does not count. */
    private final double[] rows;

    private final double[][] product;

    public Regressors(Whitener filter, double[][] columns) {
        this(filter, columns.length, rows(filter.ok.length, columns));
    }

    /**
     * Columns that are whitened under several noises.
     *
     * @param count of the columns
     * @param given {@link #rows} of them
     */
    public Regressors(Whitener filter, int count, double[] given) {
        this.filter = filter;
        this.count = count;
        rows = new double[given.length];
        whiten(given, new double[count]);
        product = Tables.of(count, count);
        for (int from = 0; from < rows.length; from += TOGETHER * count) {
            for (int a = 0; a < count; a++) {
                add(product[a], a, from);
            }
        }
    }

    /** A row of the columns for each place, one after the other, and as many of zeros as make their number a multiple of four. */
    public static double[] rows(int n, double[][] columns) {
        int size = columns.length;
        double[] rows = new double[(n + TOGETHER - 1) / TOGETHER * TOGETHER * size];
        for (int j = 0; j < size; j++) {
            double[] column = columns[j];
            for (int t = 0; t < n; t++) {
                rows[t * size + j] = column[t];
            }
        }
        return rows;
    }

    /** All columns a place at a time, so that several go at once. */
    private void whiten(double[] given, double[] x) {
        for (int t = 0; t < filter.ok.length; t++) {
            int at = t * count;
            double keep = filter.keep[t];
            if (filter.ok[t]) {
                double feed = filter.feed[t];
                double root = filter.root[t];
                for (int j = 0; j < count; j++) {
                    double value = given[at + j];
                    rows[at + j] = (value - x[j]) * root;
                    x[j] = keep * x[j] + feed * value;
                }
            } else {
                for (int j = 0; j < count; j++) {
                    x[j] *= keep;
                }
            }
        }
    }

    /** Adds to the products of column a those of the next few places. */
    private void add(double[] target, int a, int first) {
        int second = first + count;
        int third = second + count;
        int fourth = third + count;
        double one = rows[first + a];
        double two = rows[second + a];
        double three = rows[third + a];
        double four = rows[fourth + a];
        for (int b = a; b < count; b++) {
            target[b] += one * rows[first + b]
                    + two * rows[second + b]
                    + (three * rows[third + b] + four * rows[fourth + b]);
        }
    }

    /**
     * The inner products with columns of one series alone, if any, and last with the series itself, as the last rows and columns. O(n p) for
     * each of them.
     */
    Gram with(double[]... others) {
        int size = count + others.length;
        double[][] inner = Tables.of(others.length, size);
        double[] state = new double[others.length];
        double[] error = new double[others.length];
        for (int t = 0; t < filter.ok.length; t++) {
            double keep = filter.keep[t];
            for (int k = 0; k < others.length; k++) {
                if (filter.ok[t]) {
                    error[k] = (others[k][t] - state[k]) * filter.root[t];
                    state[k] = keep * state[k] + filter.feed[t] * others[k][t];
                    add(inner[k], error, k, t * count);
                } else {
                    state[k] *= keep;
                }
            }
        }
        double[][] all = Tables.of(size, size);
        for (int a = 0; a < size; a++) {
            if (a < count) {
                System.arraycopy(product[a], a, all[a], a, count - a);
            }
            for (int b = Math.max(a, count); b < size; b++) {
                all[a][b] = inner[b - count][a];
            }
        }
        return Gram.of(all, filter.logS);
    }

    /** Adds to the inner products of column k of the others those of one place. */
    private void add(double[] target, double[] error, int k, int first) {
        double own = error[k];
        for (int j = 0; j < count; j++) {
            target[j] += own * rows[first + j];
        }
        for (int j = 0; j <= k; j++) {
            target[count + j] += own * error[j];
        }
    }
}
