package io.fragmortem.fleet;

import io.fragmortem.memory.RssSeries;

/**
 * Used memory and RSS in few columns: the largest value of each, NaN where none is told.
 *
 * @param used bytes
 * @param rss bytes
 */
public record Sketch(double[] used, double[] rss) {

    static Sketch of(RssSeries series, int columns) {
        return new Sketch(thinned(series.used(), columns), thinned(series.rss(), columns));
    }

    /** The largest value of each of so many columns, or all values where there are no more. */
    public static double[] thinned(double[] values, int columns) {
        int n = Math.min(columns, values.length);
        double[] largest = new double[n];
        for (int c = 0; c < n; c++) {
            int from = (int) ((long) c * values.length / n);
            int to = (int) ((long) (c + 1) * values.length / n);
            largest[c] = Double.NaN;
            for (int i = from; i < to; i++) {
                if (Double.isNaN(largest[c]) || values[i] > largest[c]) {
                    largest[c] = values[i];
                }
            }
        }
        return largest;
    }
}
