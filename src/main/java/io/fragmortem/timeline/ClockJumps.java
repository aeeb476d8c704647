package io.fragmortem.timeline;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the moments at which somebody set a server's clock back. */
final class ClockJumps {

    private static final long SECOND = 1_000_000;

    /** How near to the first sample of a process its log may state figures out of order. */
    private static final long RESTART_MICROS = 10 * SECOND;

    private ClockJumps() {}

    /** Moments at which the times of one stream step back by more than a second although its order is that of time. */
    static List<Long> of(List<Sample> rows) {
        Map<String, Clock> byStream = new LinkedHashMap<>();
        for (Sample row : rows) {
            if (isReading(row)) {
                byStream.computeIfAbsent(row.origin().stream(), stream -> new Clock())
                        .see(row.stamp().epochMicros());
            }
        }
        List<Long> jumps = new ArrayList<>();
        byStream.values().forEach(clock -> jumps.addAll(clock.jumps()));
        return List.copyOf(jumps);
    }

    /** What a log says of a new process it may date back, to when it loaded: the clock was not set for that. */
    static List<Long> withoutRestarts(List<Long> jumps, List<Run> runs) {
        return jumps.stream()
                .filter(jump ->
                        runs.stream().skip(1).noneMatch(run -> Math.abs(run.fromMicros() - jump) < RESTART_MICROS))
                .toList();
    }

    /** Whether a sample has a time of the clock of its stream; a log's back-dated figures (the age of an RDB) have not. */
    static boolean isReading(Sample row) {
        return row.stamp().isDated() && !row.has(Field.RDB_USED_MEM);
    }

    /** The times of one stream in its order. */
    private static final class Clock {
        private final List<Long> before = new ArrayList<>();
        private int seen;
        private long last;

        void see(long micros) {
            if (seen > 0 && micros < last - SECOND) {
                before.add(last);
            }
            seen++;
            last = micros;
        }

        /** The times before each step back. */
        List<Long> jumps() {
            // A stream that is newest first steps back at every row: that is an order, not a clock.
            return 2 * before.size() >= seen ? List.of() : before;
        }
    }
}
