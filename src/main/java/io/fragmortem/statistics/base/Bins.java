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
        double[] centre = new double[count];
        double[] median = new double[count];
        Arrays.fill(median, Double.NaN);
        Arrays.setAll(centre, b -> count == 1 ? (t[0] + t[t.length - 1]) / 2 : t[0] + b * width);
        int filled = 0;
        for (int from = 0, to; from < t.length; from = to) {
            int bin = bin(t[from] - t[0], width, count);
            to = from + 1;
            while (to < t.length && bin(t[to] - t[0], width, count) == bin) {
                to++;
            }
            median[bin] = to == from + 1 ? v[from] : Ranks.medianInPlace(Arrays.copyOfRange(v, from, to));
            filled++;
        }
        return new Bins(new Series(centre, median), width, t.length, (double) filled / count);
    }

    private static int bin(double sinceStart, double width, int count) {
        return Math.min(count - 1, nearest(sinceStart, width));
    }

    /** Number of the bin whose centre is next, the later of two. */
    private static int nearest(double sinceStart, double width) {
        return (int) Math.floor(sinceStart / width + 0.5);
    }
}
