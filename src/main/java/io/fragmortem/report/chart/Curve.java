package io.fragmortem.report.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws a column of values with at most four points per pixel: the first, the smallest, the largest and the last of each,
 * so that a spike of one sample stays visible in a chart of 60,000.
 */
final class Curve {

    private final double[] x;
    private final int[] ends;
    private final double[] values;
    private final int[] samples;
    private final DoubleUnaryOperator pixel;

    /**
     * Where samples stand from left to right; several curves share it.
     *
     * @param x horizontal pixel of each sample, ascending
     * @param ends index after the last sample that is drawn in the same column of pixels, for each sample
     */
    record Across(double[] x, int[] ends) {

        static Across of(double[] x) {
            int[] ends = new int[x.length];
            double next = Double.NaN;
            for (int i = x.length - 1; i >= 0; i--) {
                double column = Math.floor(x[i]);
                ends[i] = column == next ? ends[i + 1] : i + 1;
                next = column;
            }
            return new Across(x, ends);
        }
    }

    /**
     * @param across horizontal pixel of each sample that is drawn
     * @param values NaN where there is none
     * @param samples those that are drawn: places of the values
     * @param pixel how high a value is drawn; the larger of two never lower, or never higher, than the other
     */
    Curve(Across across, double[] values, int[] samples, DoubleUnaryOperator pixel) {
        this.x = across.x;
        this.ends = across.ends;
        this.values = values;
        this.samples = samples;
        this.pixel = pixel;
    }

    private double y(int i) {
        return pixel.applyAsDouble(values[samples[i]]);
    }

    /** A line over the samples of one stretch, with a break where a value is missing. */
    void line(RssStack.Stretch stretch, PathData path) {
        each(stretch, (from, to) -> {
            int[] kept = kept(from, to);
            path.move(x[kept[0]], y(kept[0]));
            if (kept.length == 1) {
                path.line(x[kept[0]] + 1.5, y(kept[0]));
            }
            points(kept, 1, path);
        });
    }

    /** The area between the values and the base line; a lone sample becomes a thin bar. */
    void area(RssStack.Stretch stretch, double base, PathData path) {
        each(stretch, (from, to) -> {
            int[] kept = kept(from, to);
            double first = x[kept[0]];
            double last = x[kept[kept.length - 1]];
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
    void between(RssStack.Stretch stretch, Curve lower, PathData path) {
        each(stretch, (from, to) -> {
            int[] upper = kept(from, to);
            int[] under = lower.kept(from, to);
            path.move(x[upper[0]], y(upper[0]));
            points(upper, 1, path);
            for (int i = under.length - 1; i >= 0; i--) {
                path.line(x[under[i]], lower.y(under[i]));
            }
            path.close();
        });
    }

    private interface Part {
        void draw(int from, int to);
    }

    private void each(RssStack.Stretch stretch, Part part) {
        int from = stretch.from();
        while (from < stretch.to()) {
            if (Double.isNaN(values[samples[from]])) {
                from++;
                continue;
            }
            int to = from + 1;
            while (to < stretch.to() && !Double.isNaN(values[samples[to]])) {
                to++;
            }
            part.draw(from, to);
            from = to;
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
                path.lineInTenths(PathData.tenths(x[kept[i]]), here);
            }
            before = here;
            here = next;
        }
    }

    private int[] kept(int from, int to) {
        int[] kept = new int[Math.min(to - from, 4_096)];
        int count = 0;
        int i = from;
        while (i < to) {
            int first = i;
            int low = i;
            int high = i;
            double lowest = values[samples[i]];
            double highest = lowest;
            int end = Math.min(to, ends[i]);
            for (i++; i < end; i++) {
                double value = values[samples[i]];
                if (value < lowest) {
                    lowest = value;
                    low = i;
                } else if (value > highest) {
                    highest = value;
                    high = i;
                }
            }
            int last = end - 1;
            kept = kept.length < count + 4 ? Arrays.copyOf(kept, 2 * count + 4) : kept;
            count = add(first, kept, count);
            count = add(Math.min(low, high), kept, count);
            count = add(Math.max(low, high), kept, count);
            count = add(last, kept, count);
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
