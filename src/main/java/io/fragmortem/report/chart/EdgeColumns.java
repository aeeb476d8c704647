package io.fragmortem.report.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Which samples count in which column of pixels, worked out once for all edges of a stack: a sample counts as far as its
 * neighbours on either side, and one without neighbours is no band. Samples run from left to right, so those of a column lie
 * side by side.
 *
 * @param column of pixels, one for each column and stretch
 * @param first place of its first sample
 * @param last place of its last sample
 */
record EdgeColumns(int[] column, int[] first, int[] last) {

    /**
     * The columns of these stretches.
     *
     * @param column of pixels of each sample, ascending
     */
    static EdgeColumns of(List<RssStack.Stretch> stretches, int[] column) {
        int most = stretches.stream()
                .mapToInt(range -> column[range.to() - 1] - column[range.from()] + 1)
                .sum();
        EdgeColumns edges = new EdgeColumns(new int[most], new int[most], new int[most]);
        int count = 0;
        for (RssStack.Stretch range : stretches) {
            int end = range.to() - 1;
            int first = range.from();
            int last = range.from();
            for (int c = column[range.from()]; end > range.from() && c <= column[end]; c++) {
                while (column[Math.min(end, first + 1)] < c) {
                    first++;
                }
                while (last < end && column[last] <= c) {
                    last++;
                }
                edges.column[count] = c;
                edges.first[count] = first;
                edges.last[count++] = last;
            }
        }
        return new EdgeColumns(
                Arrays.copyOf(edges.column, count),
                Arrays.copyOf(edges.first, count),
                Arrays.copyOf(edges.last, count));
    }

    /**
     * How far an edge comes in each column of pixels, NaN where there is none.
     *
     * @param lowest bytes
     * @param highest bytes
     */
    record Reach(double[] lowest, double[] highest) {}

    /** How far an edge comes, given in bytes for all samples, of which some are drawn. */
    Reach reach(double[] edge, int[] samples, int columns) {
        double[] lowest = new double[columns];
        double[] highest = new double[columns];
        Arrays.fill(lowest, Double.NaN);
        Arrays.fill(highest, Double.NaN);
        for (int k = 0; k < column.length; k++) {
            double least = lowest[column[k]];
            double most = highest[column[k]];
            for (int i = first[k]; i <= last[k]; i++) {
                double bytes = edge[samples[i]];
                // neither comparison holds where one of the two is missing
                if (!(bytes >= least) && !Double.isNaN(bytes)) {
                    least = bytes;
                }
                if (!(bytes <= most) && !Double.isNaN(bytes)) {
                    most = bytes;
                }
            }
            lowest[column[k]] = least;
            highest[column[k]] = most;
        }
        return new Reach(lowest, highest);
    }
}
