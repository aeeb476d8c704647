package io.fragmortem.fleet.story;

import io.fragmortem.memory.RssSeries;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.Optional;

/** Finds the sample of a moment. */
final class Samples {

    private Samples() {}

    /** Where the sample of exactly this moment was read, or the next one. */
    static Optional<Origin> origin(Timeline timeline, long atMicros) {
        int found = Arrays.binarySearch(timeline.timeMicros(), atMicros);
        int row = found < 0 ? -found - 1 : found;
        return row < timeline.origins().size() ? Optional.of(timeline.origins().get(row)) : Optional.empty();
    }

    /** RSS of the last row before this moment, NaN for none. */
    static double rssBefore(RssSeries series, long atMicros) {
        int row = firstAt(series, atMicros) - 1;
        return row < 0 ? Double.NaN : series.rss()[row];
    }

    /** RSS of the first row at or after this moment, NaN for none. */
    static double rssAt(RssSeries series, long atMicros) {
        int row = firstAt(series, atMicros);
        return row < series.rss().length ? series.rss()[row] : Double.NaN;
    }

    private static int firstAt(RssSeries series, long atMicros) {
        int found = Arrays.binarySearch(series.timeMicros(), atMicros);
        return found < 0 ? -found - 1 : found;
    }
}
