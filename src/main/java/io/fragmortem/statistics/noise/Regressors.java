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
        this.filter = filter;
        count = columns.length;
        rows = rows(filter.ok.length, columns);
        whiten(new double[count]);
        product = Tables.of(count, count);
        for (int from = 0; from < rows.length; from += TOGETHER * count) {
            for (int a = 0; a < count; a++) {
                add(product[a], a, from);
            }
        }
    }

    /** As many rows of zeros at the end as make their number a multiple of four. */
    private static double[] rows(int n, double[][] columns) {
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
    private void whiten(double[] x) {
        for (int t = 0; t < filter.ok.length; t++) {
            int at = t * count;
            double keep = filter.keep[t];
            if (filter.ok[t]) {
                double feed = filter.feed[t];
                double root = filter.root[t];
                for (int j = 0; j < count; j++) {
                    double value = rows[at + j];
                    rows[at + j] = (value - x[j]) * root;
                    x[j] = keep * x[j] + feed * value;
                }
            } else {
                for (int j = 0; j < count; j++) {
                    rows[at + j] = 0;
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

    /** The inner products with a series as the last row and column. */
    Gram with(double[] y) {
        double[] inner = new double[count + 1];
        double x = 0;
        for (int t = 0; t < filter.ok.length; t++) {
            if (filter.ok[t]) {
                double error = (y[t] - x) * filter.root[t];
                x = filter.keep[t] * x + filter.feed[t] * y[t];
                int at = t * count;
                for (int j = 0; j < count; j++) {
                    inner[j] += error * rows[at + j];
                }
                inner[count] += error * error;
            } else {
                x *= filter.keep[t];
            }
        }
        double[][] all = Tables.of(count + 1, count + 1);
        for (int a = 0; a < count; a++) {
            System.arraycopy(product[a], a, all[a], a, count - a);
            all[a][count] = inner[a];
        }
        all[count][count] = inner[count];
        return Gram.of(all, filter.logS);
    }
}
