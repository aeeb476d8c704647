package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;

/**
 * A stretch of places that futures go on from; of a long one each place is the median of several samples.
 *
 * @param radians per place of harmonics that were removed before
 */
record Stretch(Series places, double[] radians) {

    private static final int MOST_PLACES = 600;

    static Stretch of(Series all, double[] radiansPerSample) {
        int block = (all.size() + MOST_PLACES - 1) / MOST_PLACES;
        return new Stretch(
                Blocks.medians(all, block),
                Arrays.stream(radiansPerSample).map(w -> w * block).toArray());
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
