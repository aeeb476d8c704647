package io.fragmortem.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The edges of a stack as several pictures of it need them, looked through once.
 *
 * @param bins of the samples that tell the layers
 * @param tops upper edge of each layer
 * @param rss among the samples that tell the layers
 * @param line RSS of all samples
 * @param excess by which the stack ever exceeds RSS, in bytes; 0 where it never does
 */
record StackEdges(Bins bins, List<Bins.Edge> tops, Bins.Edge rss, Bins.Edge line, double excess) {

    static StackEdges of(RssStack stack, List<DoubleUnaryOperator> across) {
        double[][] tops = stack.tops();
        List<double[]> parting = tops.length == 0 ? List.of(stack.rss()) : List.of(stack.rss(), tops[0]);
        Bins bins = Bins.of(stack.at(), stack.split(), stack.splitStretches(), across, parting);
        Bins.Edge rss = bins.edge(stack.rss());
        Bins.Edge line = stack.split().length == stack.size()
                ? rss
                : Bins.of(stack.at(), stack.all(), stack.stretches(), across, List.of(stack.rss()))
                        .edge(stack.rss());
        double excess = 0;
        for (int i : stack.split()) {
            double bytes = stack.top(i) - stack.rss()[i];
            excess = bytes > excess ? bytes : excess;
        }
        return new StackEdges(bins, Arrays.stream(tops).map(bins::edge).toList(), rss, line, excess);
    }
}
