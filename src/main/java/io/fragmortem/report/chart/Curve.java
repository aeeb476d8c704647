package io.fragmortem.report.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws a series of values with at most four points per pixel: the first, the smallest, the largest and the last of each,
 * so that a spike of one sample stays visible in a chart of 60,000.
 */
final class Curve {

    private final Bins.Edge edge;
    private final int[] column;
    private final DoubleUnaryOperator across;
    private final DoubleUnaryOperator pixel;

    /**
     * @param column of pixels that each bin lies in
     * @param across horizontal pixel of a position
     * @param pixel how high a value is drawn; the larger of two never lower, or never higher, than the other
     */
    Curve(Bins.Edge edge, int[] column, DoubleUnaryOperator across, DoubleUnaryOperator pixel) {
        this.edge = edge;
        this.column = column;
        this.across = across;
        this.pixel = pixel;
    }

    private double x(int sample) {
        return across.applyAsDouble(edge.bins().position(sample));
    }

    private double y(int sample) {
        return pixel.applyAsDouble(edge.value(sample));
    }

    /** A line over the samples of each stretch, with a break where a value is missing. */
    void line(PathData path) {
        each((from, to) -> {
            int[] kept = kept(from, to);
            path.move(x(kept[0]), y(kept[0]));
            if (kept.length == 1) {
                path.line(x(kept[0]) + 1.5, y(kept[0]));
            }
            points(kept, 1, path);
        });
    }

    /** The area between the values and the base line; a lone sample becomes a thin bar. */
    void area(double base, PathData path) {
        each((from, to) -> {
            int[] kept = kept(from, to);
            double first = x(kept[0]);
            double last = x(kept[kept.length - 1]);
            double widen = last - first < 1.5 ? (1.5 - (last - first)) / 2 : 0;
            path.move(first - widen, base);
            path.line(first - widen, y(kept[0]));
            points(kept, 0, path);
            path.line(last + widen, y(kept[kept.length - 1]));
            path.line(last + widen, base);
            path.close();
        });
    }

    /** The area between these values and a lower edge. */
    void between(Curve lower, PathData path) {
        each((from, to) -> {
            int[] upper = kept(from, to);
            int[] under = lower.kept(from, to);
            path.move(x(upper[0]), y(upper[0]));
            points(upper, 1, path);
            for (int i = under.length - 1; i >= 0; i--) {
                path.line(x(under[i]), lower.y(under[i]));
            }
            path.close();
        });
    }

    private interface Part {
        void draw(int from, int to);
    }

    /** Bins side by side of whose values none is missing. */
    private void each(Part part) {
        int[] stretches = edge.bins().stretches();
        for (int s = 0; s + 1 < stretches.length; s++) {
            int from = stretches[s];
            while (from < stretches[s + 1]) {
                if (edge.isMissing(from)) {
                    from++;
                    continue;
                }
                int to = from + 1;
                while (to < stretches[s + 1] && !edge.isMissing(to)) {
                    to++;
                }
                part.draw(from, to);
                from = to;
            }
        }
    }

    private void points(int[] kept, int begin, PathData path) {
        long before = 0;
        long here = begin < kept.length ? PathData.tenths(y(kept[begin])) : 0;
        for (int i = begin; i < kept.length; i++) {
            boolean last = i + 1 == kept.length;
            long next = last ? 0 : PathData.tenths(y(kept[i + 1]));
            // What lies level between level neighbours adds nothing.
            boolean level =
                    i > 0 && !last && (i > begin ? before : PathData.tenths(y(kept[i - 1]))) == here && here == next;
            if (!level) {
                path.lineInTenths(PathData.tenths(x(kept[i])), here);
            }
            before = here;
            here = next;
        }
    }

    private int[] kept(int from, int to) {
        int[] starts = edge.bins().starts();
        int[] kept = new int[Math.min(4 * (to - from), starts[to] - starts[from])];
        int count = 0;
        int bin = from;
        while (bin < to) {
            int first = bin;
            int low = edge.low()[bin];
            int high = edge.high()[bin];
            for (bin++; bin < to && column[bin] == column[first]; bin++) {
                low = edge.value(edge.low()[bin]) < edge.value(low) ? edge.low()[bin] : low;
                high = edge.value(edge.high()[bin]) > edge.value(high) ? edge.high()[bin] : high;
            }
            count = add(starts[first], kept, count);
            count = add(Math.min(low, high), kept, count);
            count = add(Math.max(low, high), kept, count);
            count = add(starts[bin] - 1, kept, count);
        }
        return Arrays.copyOf(kept, count);
    }

    private static int add(int candidate, int[] kept, int count) {
        if (count > 0 && kept[count - 1] >= candidate) {
            return count;
        }
        kept[count] = candidate;
        return count + 1;
    }
}
