package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Column;
import io.fragmortem.statistics.base.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inner products of whitened columns and the whitened series under one noise model.
 *
 * <p>Rows 0..p-1 are the columns, row p is the series.
 */
public final class Gram {

    public static final double SMALLEST_VARIANCE = 1e-10;

    public final double[][] product;
    public final double logS;

    private Gram(double[][] product, double logS) {
        this.product = product;
        this.logS = logS;
    }

    /** Columns in ascending order of their first place. O(n + p^2). */
    public static Gram of(ArmaNoise noise, boolean[] ok, double[] y, Column... columns) {
        int p = columns.length;
        int[] cuts = IntStream.concat(IntStream.of(0), Arrays.stream(columns).mapToInt(Column::from))
                .distinct()
                .toArray();
        FilterWalk walk = new FilterWalk(noise, ok, y, cuts);
        double[][] product = Tables.of(p + 1, p + 1);
        double[] state = new double[p];
        int active = 0;
        for (int i = 0; i < cuts.length; i++) {
            while (active < p && columns[active].from() == cuts[i]) {
                Column next = columns[active];
                for (int a = 0; a < active; a++) {
                    Column other = columns[a];
                    product[a][active] = walk.product(i, state[a], other.at(cuts[i]), other.increment(), next);
                }
                product[active][active] = walk.product(i, 0, next.level(), next.increment(), next);
                product[active][p] = walk.withSeries(i, next);
                active++;
            }
            for (int a = 0; a < active; a++) {
                state[a] = walk.pass(i, state[a], columns[a].at(cuts[i]), columns[a].increment());
            }
        }
        product[p][p] = walk.square();
        return of(product, walk.logS());
    }

    /** Any columns, whitened together. O(n p^2). */
    public static Gram ofValues(Whitener filter, double[] y, double[][] columns) {
        return new Regressors(filter, columns).with(y);
    }

    /** Of products above the diagonal. */
    static Gram of(double[][] product, double logS) {
        mirror(product);
        return new Gram(product, logS);
    }

    public static double dot(double[] a, double[] b, boolean[] ok) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += ok[t] ? a[t] * b[t] : 0;
        }
        return sum;
    }

    private static void mirror(double[][] product) {
        for (int a = 0; a < product.length; a++) {
            for (int b = 0; b < a; b++) {
                product[a][b] = product[b][a];
            }
        }
    }

    /** Residual sum of squares of the series on the named columns. O(q^3 / 6). */
    public double rss(int[] columns) {
        double[][] factor = factor(columns);
        int q = columns.length;
        return Math.max(0, factor[q][q]);
    }

    /** -2 log likelihood up to a constant, for N samples. */
    public double deviance(int[] columns, int samples) {
        return deviance(rss(columns), samples);
    }

    public double deviance(double rss, int samples) {
        return samples * Math.log(Math.max(rss / samples, SMALLEST_VARIANCE)) + logS;
    }

    /** Coefficients of the named columns. */
    public double[] coefficients(int[] columns) {
        double[][] factor = factor(columns);
        int q = columns.length;
        double[] beta = new double[q];
        for (int i = q - 1; i >= 0; i--) {
            double sum = factor[q][i];
            for (int j = i + 1; j < q; j++) {
                sum -= factor[j][i] * beta[j];
            }
            beta[i] = sum / factor[i][i];
        }
        return beta;
    }

    /** How much of a whitened vector the named columns explain, given its inner products with them. */
    public double explained(int[] columns, double[] inner) {
        double[][] l = factor(columns);
        double sum = 0;
        double[] z = new double[columns.length];
        for (int i = 0; i < z.length; i++) {
            double v = inner[i];
            for (int j = 0; j < i; j++) {
                v -= l[i][j] * z[j];
            }
            z[i] = v / l[i][i];
            sum += z[i] * z[i];
        }
        return sum;
    }

    private double[][] factor(int[] columns) {
        Factor factor = new Factor(product);
        factor.next(columns);
        return factor.rows();
    }

    /** -2 log likelihood of each set of columns up to a constant, for N samples; sets that begin alike share that part of the work. */
    public double[] deviances(List<int[]> sets, int samples) {
        Factor factor = new Factor(product);
        double[] deviances = new double[sets.size()];
        for (int i = 0; i < deviances.length; i++) {
            factor.next(sets.get(i));
            deviances[i] = deviance(Math.max(0, factor.rest()), samples);
        }
        return deviances;
    }
}
