package io.fragmortem.memory;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.stream.DoubleStream;

/** What forks cost, as the fields and the log tell it. */
public final class Forks {

    private Forks() {}

    /** The largest copy-on-write of a child in bytes, NaN when neither fields nor log tell one. */
    public static double copied(Timeline timeline) {
        DoubleStream fields = DoubleStream.of(
                timeline.max(Field.RDB_LAST_COW_SIZE).orElse(Double.NaN),
                timeline.max(Field.AOF_LAST_COW_SIZE).orElse(Double.NaN),
                timeline.max(Field.CURRENT_COW_PEAK).orElse(Double.NaN),
                timeline.max(Field.CURRENT_COW_SIZE).orElse(Double.NaN),
                timeline.max(Field.CHILD_PRIVATE_DIRTY).orElse(Double.NaN));
        DoubleStream logged = timeline.events().stream()
                .filter(e -> e.kind() == Event.Kind.COPY_ON_WRITE)
                .mapToDouble(e -> e.number(Amount.COW_BYTES).orElse(Double.NaN));
        return DoubleStream.concat(fields, logged)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
    }
}
