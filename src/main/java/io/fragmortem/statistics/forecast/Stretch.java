package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;

/**
 * A stretch of places that futures go on from; of a long one each place is the median of several samples.
 *
 * @param radians per place of harmonics that were removed before
 * @param excess of the highest sample of each place over the median, ascending; empty where each place is one sample
 */
record Stretch(Series places, double[] radians, double[] excess) {

    private static final int MOST_PLACES = 600;

    static Stretch of(Series all, double[] radiansPerSample) {
        int block = (all.size() + MOST_PLACES - 1) / MOST_PLACES;
        Series places = Blocks.medians(all, block);
        return new Stretch(
                places,
                Arrays.stream(radiansPerSample).map(w -> w * block).toArray(),
                block > 1 ? excess(all.value(), places.value(), block) : new double[0]);
    }

    private static double[] excess(double[] samples, double[] medians, int block) {
        int first = samples.length - medians.length * block;
        double[] excess = new double[medians.length];
        for (int b = 0; b < excess.length; b++) {
            for (int t = first + b * block; t < first + (b + 1) * block; t++) {
                // not true where either is missing
                excess[b] = samples[t] - medians[b] > excess[b] ? samples[t] - medians[b] : excess[b];
            }
        }
        Arrays.sort(excess);
        return excess;
    }

    double end() {
        return places.time()[places.size() - 1];
    }

    double span() {
        return end() - places.time()[0];
    }

    double step() {
        return span() / (places.size() - 1);
    }
}
