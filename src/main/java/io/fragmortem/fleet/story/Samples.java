package io.fragmortem.fleet.story;

import io.fragmortem.memory.RssSeries;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.timeline.TimeOrder;
import io.fragmortem.timeline.Timeline;
import java.util.Optional;

/** Finds the sample of a moment, of several with one time the first. */
final class Samples {

    private Samples() {}

    /** Where the sample of exactly this moment was read, or the next one. */
    static Optional<Origin> origin(Timeline timeline, long atMicros) {
        int row = TimeOrder.firstAt(timeline.timeMicros(), atMicros);
        return row < timeline.origins().size() ? Optional.of(timeline.origins().get(row)) : Optional.empty();
    }

    /** RSS of the last row before this moment, NaN for none. */
    static double rssBefore(RssSeries series, long atMicros) {
        int row = TimeOrder.firstAt(series.timeMicros(), atMicros) - 1;
        return row < 0 ? Double.NaN : series.rss()[row];
    }

    /** RSS of the first row at or after this moment, NaN for none. */
    static double rssAt(RssSeries series, long atMicros) {
        int row = TimeOrder.firstAt(series.timeMicros(), atMicros);
        return row < series.rss().length ? series.rss()[row] : Double.NaN;
    }
}
