package io.fragmortem.statistics.noise;

import java.util.Arrays;

/**
 * The lower Cholesky factor of some columns of a product with the series as its last row; keeps the rows of the columns that the next set
 * begins with as well. O(q^3 / 6) for q columns that are new.
 */
final class Factor {

    private static final double PIVOT_FLOOR = 1e-12;

    private final double[][] product;
    private int[] columns = {};
    private double[][] rows = {new double[1]};

    /** Of inner products whose last row and column are those of the series. */
    Factor(double[][] product) {
        this.product = product;
    }

    /** Takes another set of columns. */
    void next(int[] other) {
        int shared = Arrays.mismatch(columns, other);
        int kept = shared < 0 ? other.length : shared;
        int q = other.length;
        double[] before = rows[columns.length];
        rows = Arrays.copyOf(rows, q + 1);
        for (int i = kept; i < q; i++) {
            double[] row = product[other[i]];
            rows[i] = new double[i + 1];
            double pivot = forward(rows[i], row, other, 0, i);
            rows[i][i] = Math.sqrt(Math.max(pivot, Math.max(PIVOT_FLOOR * row[other[i]], Double.MIN_NORMAL)));
        }
        rows[q] = Arrays.copyOf(before, q + 1);
        rows[q][q] = forward(rows[q], product[product.length - 1], other, kept, q);
        columns = other;
    }

    /** Fills the first places of a row, from {@code kept} on, and gives what they leave of its last one. */
    private double forward(double[] target, double[] row, int[] of, int kept, int size) {
        for (int j = kept; j < size; j++) {
            double[] other = rows[j];
            double sum = row[of[j]];
            for (int k = 0; k < j; k++) {
                sum -= target[k] * other[k];
            }
            target[j] = sum / other[j];
        }
        double rest = row[size < of.length ? of[size] : row.length - 1];
        for (int k = 0; k < size; k++) {
            rest -= target[k] * target[k];
        }
        return rest;
    }

    /** One row for each column, then that of the series. */
    double[][] rows() {
        return rows;
    }

    /** What the columns leave of the square of the series. */
    double rest() {
        return rows[columns.length][columns.length];
    }
}
