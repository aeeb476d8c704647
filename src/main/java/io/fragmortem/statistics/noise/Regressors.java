package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.base.Tables;

/**
 * Any columns whitened under one noise, with their inner products: what a {@link Gram} has of them whatever the series. O(n p^2) to make,
 * O(n p) for each series. Does not change.
 */
final class Regressors {

    private final Whitener filter;
    /** Whitened; zeros where a sample does not count. */
    private final double[][] columns;
    /** Row a: of column a with those up to itself. */
    private final double[][] product;

    Regressors(Whitener filter, double[][] columns) {
        this.filter = filter;
        this.columns = whitened(columns);
        product = new double[columns.length][];
        for (int a = 0; a < product.length; a++) {
            product[a] = Sums.products(this.columns[a], this.columns, a + 1);
        }
    }

    private double[][] whitened(double[][] given) {
        double[][] white = Tables.of(given.length, filter.ok.length);
        for (int j = 0; j < given.length; j += 4) {
            whiten(given, white, j);
        }
        return white;
    }

    /** Four columns at a time, because each place of one waits for the place before; the last one again where there are fewer. */
    private void whiten(double[][] given, double[][] white, int from) {
        int last = given.length - 1;
        int second = Math.min(from + 1, last);
        int third = Math.min(from + 2, last);
        int fourth = Math.min(from + 3, last);
        double stateA = 0;
        double stateB = 0;
        double stateC = 0;
        double stateD = 0;
        for (int t = 0; t < filter.ok.length; t++) {
            double keep = filter.keep[t];
            double feed = 0;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            if (filter.ok[t]) {
                feed = filter.feed[t];
                a = given[from][t];
                b = given[second][t];
                c = given[third][t];
                d = given[fourth][t];
                double root = filter.root[t];
                white[from][t] = (a - stateA) * root;
                white[second][t] = (b - stateB) * root;
                white[third][t] = (c - stateC) * root;
                white[fourth][t] = (d - stateD) * root;
            }
            stateA = keep * stateA + feed * a;
            stateB = keep * stateB + feed * b;
            stateC = keep * stateC + feed * c;
            stateD = keep * stateD + feed * d;
        }
    }

    /**
     * The inner products with columns of one series alone, if any, and last with the series itself, as the last rows and columns. O(n p) for
     * each of them.
     */
    Gram with(double[]... others) {
        int count = columns.length;
        int size = count + others.length;
        double[][] white = whitened(others);
        double[][] all = Tables.of(size, size);
        for (int b = 0; b < size; b++) {
            double[] own = b < count ? product[b] : Sums.products(white[b - count], columns, count);
            for (int a = 0; a < own.length; a++) {
                all[a][b] = own[a];
            }
            double[] more = b < count ? own : Sums.products(white[b - count], white, b - count + 1);
            for (int a = count; a <= b; a++) {
                all[a][b] = more[a - count];
            }
        }
        return Gram.of(all, filter.logS);
    }
}
