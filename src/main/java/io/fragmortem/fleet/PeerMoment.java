package io.fragmortem.fleet;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Bytes of one instance at one moment.
 *
 * @param data without overhead where that is known, else used memory
 */
public record PeerMoment(OptionalLong atMicros, double data, double used, double rss) {

    double gap() {
        return rss - used;
    }

    /** The last moment up to another one that tells both RSS and used memory; the last of all where none does until then. */
    public static Optional<PeerMoment> of(InstanceResult result, long untilMicros) {
        return last(result, untilMicros).or(() -> last(result, Long.MAX_VALUE));
    }

    private static Optional<PeerMoment> last(InstanceResult result, long untilMicros) {
        RssSeries series = result.series();
        boolean timed = result.toMicros().isPresent();
        OptionalInt last = timed ? series.lastWholeUntil(untilMicros) : series.lastWhole();
        if (last.isEmpty() || !series.isWhole(last.getAsInt())) {
            return Optional.empty();
        }
        int row = last.getAsInt();
        double dataset = series.column(Component.DATASET)[row];
        double data = Double.isNaN(dataset) ? series.used()[row] : dataset;
        OptionalLong at = timed ? OptionalLong.of(series.timeMicros()[row]) : OptionalLong.empty();
        return Optional.of(new PeerMoment(at, data, series.used()[row], series.rss()[row]));
    }
}
