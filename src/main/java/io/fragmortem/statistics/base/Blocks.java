package io.fragmortem.statistics.base;

import java.util.Arrays;

/** Medians of neighbours: a long series on fewer places, robust against spikes. O(n). */
public final class Blocks {

    private Blocks() {}

    /** Medians of {@code width} places each at the last time of each block; an incomplete block at the beginning goes. */
    public static Series medians(Series series, int width) {
        if (width <= 1) {
            return series;
        }
        int count = series.size() / width;
        int first = series.size() - count * width;
        double[] time = new double[count];
        Arrays.setAll(time, b -> series.time()[first + (b + 1) * width - 1]);
        return new Series(time, medians(Arrays.copyOfRange(series.value(), first, series.size()), width));
    }

    /** Medians of {@code width} places each, the last block perhaps of fewer; NaN where all of them are missing. */
    public static double[] medians(double[] values, int width) {
        double[] blocks = new double[(values.length + width - 1) / width];
        for (int b = 0; b < blocks.length; b++) {
            double[] members =
                    Ranks.present(Arrays.copyOfRange(values, b * width, Math.min(values.length, (b + 1) * width)));
            blocks[b] = members.length == 0 ? Double.NaN : Ranks.medianInPlace(members);
        }
        return blocks;
    }
}
