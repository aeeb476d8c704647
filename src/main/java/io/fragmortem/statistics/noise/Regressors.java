package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.base.Tables;

/**
 * Any columns whitened under one noise, with their inner products: what a {@link Gram} has of them whatever the series. O(n p^2) to make,
 * O(n p) for each series. Does not change.
 */
public final class Regressors {

    private final Whitener filter;
    /** Whitened; zeros where a sample does not count. */
    private final double[][] columns;
    /** Row a: of column a with those up to itself. */
    private final double[][] product;

    public Regressors(Whitener filter, double[][] columns) {
        this.filter = filter;
        this.columns = whitened(columns);
        product = new double[columns.length][];
        for (int a = 0; a < product.length; a++) {
            product[a] = Sums.products(this.columns[a], this.columns, a + 1);
        }
    }

    /** Four columns at a time, because each place of one waits for the place before. */
    private double[][] whitened(double[][] given) {
        int count = given.length;
        double[][] white = Tables.of(count, filter.ok.length);
        int last = count - 1;
        for (int j = 0; j < count; j += 4) {
            int second = Math.min(j + 1, last);
            int third = Math.min(j + 2, last);
            int fourth = Math.min(j + 3, last);
            double[] a = given[j];
            double[] b = given[second];
            double[] c = given[third];
            double[] d = given[fourth];
            double[] whiteA = white[j];
            double[] whiteB = white[second];
            double[] whiteC = white[third];
            double[] whiteD = white[fourth];
            double stateA = 0;
            double stateB = 0;
            double stateC = 0;
            double stateD = 0;
            for (int t = 0; t < filter.ok.length; t++) {
                double keep = filter.keep[t];
                if (filter.ok[t]) {
                    double feed = filter.feed[t];
                    double root = filter.root[t];
                    whiteA[t] = (a[t] - stateA) * root;
                    whiteB[t] = (b[t] - stateB) * root;
                    whiteC[t] = (c[t] - stateC) * root;
                    whiteD[t] = (d[t] - stateD) * root;
                    stateA = keep * stateA + feed * a[t];
                    stateB = keep * stateB + feed * b[t];
                    stateC = keep * stateC + feed * c[t];
                    stateD = keep * stateD + feed * d[t];
                } else {
                    stateA *= keep;
                    stateB *= keep;
                    stateC *= keep;
                    stateD *= keep;
                }
            }
        }
        return white;
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
