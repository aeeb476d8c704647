package io.fragmortem.statistics.base;

import java.util.Arrays;
import java.util.List;

/**
 * An irregular series on a regular axis: each bin holds the median of its samples, an empty bin stays missing.
 *
 * <p>The width is the larger of what fills nine bins in ten ({@link BinWidth}: the median sampling step of a regular series) and what
 * gives at most {@code maxBins} bins. Nothing is ever
 * interpolated. O(n) expected for n samples.
 *
 * @param series centre time of each bin and its median, NaN where the bin is empty
 * @param width of a bin, in units of time; 0 for fewer than two samples
 * @param samples present samples that went in
 * @param coverage share of the bins that hold at least one sample, 0 to 1
 */
public record Bins(Series series, double width, int samples, double coverage) {

    /** Of the series of an instance, and of the runs of one. */
    private static final Recent<Axis> RECENT = new Recent<>(4);

    /**
     * Bins present samples.
     *
     * @param time strictly ascending
     * @param maxBins at least 1
     */
    public static Bins of(double[] time, double[] value, int maxBins) {
        if (maxBins < 1) {
            throw new IllegalArgumentException("bins: at most " + maxBins + ", expected 1 or more");
        }
        Series present = new Series(time, value).withoutMissing();
        int n = present.size();
        if (n < 2) {
            return new Bins(present, 0, n, Math.min(1, n));
        }
        double[] t = present.time();
        double span = t[n - 1] - t[0];
        double step = new BinWidth(List.of(present)).atLeast(0);
        // the last sample opens a bin of its own, hence the - 1; a little slack keeps regular samples one to a bin
        int count = (int) Math.min(maxBins, Math.rint(Math.min(span / step, maxBins)) + 1);
        double width = count > 1 ? Math.max(step, span / (count - 1)) : span;
        return fill(present, width, Math.min(maxBins, nearest(span, width) + 1));
    }

    /** Bins of a given width; the first one is centred on the first sample. */
    static Bins ofWidth(Series present, double width) {
        int n = present.size();
        if (n < 2 || !(width > 0)) {
            return new Bins(present, 0, n, Math.min(1, n));
        }
        double span = present.time()[n - 1] - present.time()[0];
        return fill(present, width, nearest(span, width) + 1);
    }

    private static Bins fill(Series present, double width, int count) {
        double[] t = present.time();
        double[] v = present.value();
        Axis axis = RECENT.get(
                kept -> kept.width == width && kept.count() == count && Arrays.equals(kept.time, t),
                () -> Axis.of(t, width, count));
        double[] median = new double[count];
        int filled = 0;
        for (int b = 0; b < count; b++) {
            int from = axis.first[b];
            int size = axis.first[b + 1] - from;
            if (size > 1) {
                median[b] = size <= Ranks.FEW
                        ? Ranks.medianOfFew(v, from, size)
                        : Ranks.medianInPlace(Arrays.copyOfRange(v, from, from + size));
            } else {
                median[b] = size == 1 ? v[from] : Double.NaN;
            }
            filled += size > 0 ? 1 : 0;
        }
        return new Bins(new Series(axis.centre, median), width, t.length, (double) filled / count);
    }

    /**
     * Which samples of a time axis lie in which bin.
     *
     * @param centre time of each bin
     * @param first sample of each bin or after it, then the number of samples
     */
    private record Axis(double[] time, double width, double[] centre, int[] first) {

        static Axis of(double[] t, double width, int count) {
            double[] centre = new double[count];
            Arrays.setAll(centre, b -> count == 1 ? (t[0] + t[t.length - 1]) / 2 : t[0] + b * width);
            int[] first = new int[count + 1];
            int at = 0;
            for (int i = 0; i < t.length; i++) {
                int bin = bin(t[i] - t[0], width, count);
                while (at <= bin) {
                    first[at++] = i;
                }
            }
            Arrays.fill(first, at, count + 1, t.length);
            return new Axis(t, width, centre, first);
        }

        int count() {
            return centre.length;
        }
    }

    private static int bin(double sinceStart, double width, int count) {
        return Math.min(count - 1, nearest(sinceStart, width));
    }

    /** Number of the bin whose centre is next, the later of two. */
    private static int nearest(double sinceStart, double width) {
        return (int) Math.floor(sinceStart / width + 0.5);
    }
}
