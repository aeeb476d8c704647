package io.fragmortem.report.chart;

import io.fragmortem.report.chart.RssStack.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Neighbouring samples that no picture of a series can tell apart: they lie in one stretch, in the same column of pixels of
 * each picture, and a value is known of all or of none. All that is drawn of them is the first, the smallest, the largest
 * and the last, so every edge is looked through once, and drawing goes with the pixels, however many samples there are.
 *
 * @param at positions on the time axis
 * @param samples those that are drawn: places of positions and values
 * @param starts number of the first sample of each bin, and the count of samples
 * @param stretches number of the first bin of each stretch, and the count of bins
 */
record Bins(double[] at, int[] samples, int[] starts, int[] stretches) {

    /**
     * The bins of a series.
     *
     * @param ranges of the samples that may be joined, one after the other
     * @param across horizontal pixel of a position in each picture
     * @param columns whose missing values part the bins
     */
    static Bins of(
            double[] at,
            int[] samples,
            List<Stretch> ranges,
            List<DoubleUnaryOperator> across,
            List<double[]> columns) {
        boolean[] begins = new boolean[samples.length];
        for (Stretch range : ranges) {
            begins[range.from()] = true;
        }
        for (DoubleUnaryOperator x : across) {
            double before = Double.NaN;
            for (int i = 0; i < samples.length; i++) {
                double column = Math.floor(x.applyAsDouble(at[samples[i]]));
                begins[i] |= column != before;
                before = column;
            }
        }
        for (double[] column : columns) {
            for (int i = 1; i < samples.length; i++) {
                begins[i] |= Double.isNaN(column[samples[i]]) != Double.isNaN(column[samples[i - 1]]);
            }
        }
        int[] starts = new int[samples.length + 1];
        int[] stretches = new int[ranges.size() + 1];
        int count = 0;
        int stretch = 0;
        for (int i = 0; i < samples.length; i++) {
            if (stretch < ranges.size() && ranges.get(stretch).from() == i) {
                stretches[stretch++] = count;
            }
            if (begins[i]) {
                starts[count++] = i;
            }
        }
        starts[count] = samples.length;
        stretches[stretch] = count;
        return new Bins(at, samples, Arrays.copyOf(starts, count + 1), stretches);
    }

    int size() {
        return starts.length - 1;
    }

    /** Position of a sample. */
    double position(int sample) {
        return at[samples[sample]];
    }

    /** The column of pixels that each bin lies in. */
    int[] columns(DoubleUnaryOperator x) {
        int[] columns = new int[size()];
        Arrays.setAll(columns, bin -> (int) Math.floor(x.applyAsDouble(position(starts[bin]))));
        return columns;
    }

    /** One series of values in these bins. */
    Edge edge(double[] values) {
        Edge edge = new Edge(this, picked(values), new int[size()], new int[size()]);
        for (int bin = 0; bin < size(); bin++) {
            int low = starts[bin];
            int high = low;
            double lowest = edge.values[low];
            double highest = lowest;
            for (int i = low + 1; i < starts[bin + 1]; i++) {
                double value = edge.values[i];
                if (value < lowest) {
                    lowest = value;
                    low = i;
                } else if (value > highest) {
                    highest = value;
                    high = i;
                }
            }
            edge.low[bin] = low;
            edge.high[bin] = high;
        }
        return edge;
    }

    /** The values of the samples: mostly of all that there are. */
    private double[] picked(double[] values) {
        if (samples.length == values.length) {
            return values;
        }
        double[] picked = new double[samples.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[samples[i]];
        }
        return picked;
    }

    /**
     * A series of values in bins.
     *
     * @param values of the samples, NaN where there is none
     * @param low the first of the smallest samples of each bin
     * @param high the first of the largest
     */
    record Edge(Bins bins, double[] values, int[] low, int[] high) {

        double value(int sample) {
            return values[sample];
        }

        boolean isMissing(int bin) {
            return Double.isNaN(value(low[bin]));
        }

        /**
         * How far this edge comes in each column of pixels, NaN where there is none: a sample counts as far as its neighbours
         * on either side, and one without neighbours is no band.
         *
         * @param column of each bin, ascending
         * @param count of columns
         */
        Reach reach(int[] column, int count) {
            Reach reach = new Reach(new double[count], new double[count]);
            Arrays.fill(reach.lowest, Double.NaN);
            Arrays.fill(reach.highest, Double.NaN);
            for (int s = 0; s + 1 < bins.stretches.length; s++) {
                int from = bins.stretches[s];
                int to = bins.stretches[s + 1];
                boolean alone = bins.starts[to] - bins.starts[from] < 2;
                int bin = from;
                for (int c = column[from]; !alone && c <= column[to - 1]; c++) {
                    if (bin > from) {
                        reach.take(c, value(bins.starts[bin] - 1));
                    }
                    for (; bin < to && column[bin] == c; bin++) {
                        reach.take(c, value(low[bin]));
                        reach.take(c, value(high[bin]));
                    }
                    if (bin < to) {
                        reach.take(c, value(bins.starts[bin]));
                    }
                }
            }
            return reach;
        }
    }

    /**
     * How far an edge comes in each column of pixels, NaN where there is none.
     *
     * @param lowest bytes
     * @param highest bytes
     */
    record Reach(double[] lowest, double[] highest) {

        private void take(int column, double bytes) {
            if (!Double.isNaN(bytes)) {
                lowest[column] = bytes >= lowest[column] ? lowest[column] : bytes;
                highest[column] = bytes <= highest[column] ? highest[column] : bytes;
            }
        }
    }
}
