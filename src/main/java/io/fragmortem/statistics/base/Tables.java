package io.fragmortem.statistics.base;

/** Tables of zeros, made row by row: the language's own way of making all rows at once leaves compiled code for each of them. */
public final class Tables {

    private Tables() {}

    /** So many rows of so many columns. */
    public static double[][] of(int rows, int columns) {
        double[][] table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = new double[columns];
        }
        return table;
    }
}
