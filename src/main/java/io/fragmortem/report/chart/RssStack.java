package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The series of a stacked chart: layers, positions on the time axis, and the stretches that may be joined by a line.
 * Negative parts take nothing off the stack: where it then exceeds RSS, bytes are counted that are not resident.
 *
 * @param timed whether positions are microseconds; otherwise they are sample numbers
 * @param at position of each sample, ascending
 * @param layers from the bottom up
 * @param tops one column per layer: upper edge in bytes, NaN where unknown
 * @param rss one value per sample, NaN where unknown
 * @param stretches neighbours within one may be joined; gaps and restarts end one
 * @param split the samples that tell the layers; where two sources take turns, those of the one that tells more
 * @param peaks asked for again and again
 */
public record RssStack(
        boolean timed,
        double[] at,
        List<Layer> layers,
        double[][] tops,
        double[] rss,
        List<Stretch> stretches,
        int[] split,
        Peaks peaks) {

    /**
     * The largest there ever is.
     *
     * @param highest that anything reaches
     * @param rss alone
     * @param largest of each layer, among the samples that tell the layers; NaN when it is never known
     */
    public record Peaks(double highest, double rss, double[] largest) {

        static Peaks of(double[][] tops, double[] rss, int[] split) {
            double ofRss = highest(rss);
            double[] largest = new double[tops.length];
            for (int k = 0; k < tops.length; k++) {
                largest[k] = largest(tops[k], k == 0 ? new double[0] : tops[k - 1], split);
            }
            double highest = tops.length == 0 ? ofRss : Math.max(ofRss, highest(tops[tops.length - 1]));
            return new Peaks(highest, ofRss, largest);
        }

        private static double highest(double[] values) {
            double highest = 0;
            for (double value : values) {
                highest = value > highest ? value : highest;
            }
            return highest;
        }

        private static double largest(double[] top, double[] below, int[] split) {
            double largest = Double.NEGATIVE_INFINITY;
            boolean known = false;
            for (int sample : split) {
                double bytes = top[sample] - (below.length == 0 ? 0 : below[sample]);
                known |= !Double.isNaN(bytes);
                largest = bytes > largest ? bytes : largest;
            }
            return known ? largest : Double.NaN;
        }
    }

    /**
     * Samples that may be joined.
     *
     * @param from index of the first
     * @param to index after the last
     */
    record Stretch(int from, int to) {}

    /** The stack of one instance's series. */
    public static RssStack of(InstanceResult result) {
        return new Stacking(result).stack();
    }

    public int size() {
        return at.length;
    }

    /** Numbers of all samples. */
    int[] all() {
        if (split.length == size()) {
            return split;
        }
        int[] all = new int[size()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** Upper edge of the whole stack. */
    double top(int sample) {
        return tops.length == 0 ? Double.NaN : tops[tops.length - 1][sample];
    }

    /** Bytes of one layer, NaN where unknown. */
    public double bytes(int layer, int sample) {
        return tops[layer][sample] - (layer == 0 ? 0 : tops[layer - 1][sample]);
    }

    /** The highest that anything reaches. */
    public double highest() {
        return peaks.highest;
    }

    /** The highest that RSS reaches. */
    double highestRss() {
        return peaks.rss;
    }

    /** The last sample that tells the layers, -1 for none. */
    public int lastSplit() {
        for (int i = split.length - 1; i >= 0; i--) {
            if (!Double.isNaN(top(split[i]))) {
                return split[i];
            }
        }
        return -1;
    }

    /** The last sample that tells RSS, -1 for none. */
    public int lastRss() {
        for (int i = rss.length - 1; i >= 0; i--) {
            if (!Double.isNaN(rss[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The largest that a layer ever is, NaN when it is never known. */
    double largest(int layer) {
        return peaks.largest[layer];
    }

    /** The stretches as ranges of {@link #split}. */
    List<Stretch> splitStretches() {
        List<Stretch> ranges = new ArrayList<>();
        for (Stretch stretch : stretches) {
            int from = lowerBound(stretch.from());
            int to = lowerBound(stretch.to());
            if (from < to) {
                ranges.add(new Stretch(from, to));
            }
        }
        return ranges;
    }

    private int lowerBound(int sample) {
        int found = Arrays.binarySearch(split, sample);
        return found < 0 ? -found - 1 : found;
    }
}
