package io.fragmortem.snapshot.time.clock;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.time.Reading;
import io.fragmortem.snapshot.time.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what has an open time, and everything behind it, until the end of the stream tells. After too many it decides with
 * what is known by then.
 */
final class Settling implements Sink {

    private static final int MOST_HELD = 20_000;
    private static final int MOST_OPEN = 100_000;

    /** No time is as early. */
    private static final long FIRST_OPEN = Times.NONE + 1;

    private record Open(Reading reading, int index, long line, long shift) {}

    private final Sink sink;
    private final StreamClock clock;
    private final List<Open> open = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean settled;

    Settling(Sink sink, StreamClock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** A stamp whose time is decided later; its number stands in place of a time, before all times. */
    Stamp open(Reading reading, int index, long line) {
        if (open.size() >= MOST_OPEN) {
            settle();
        }
        return settled ? clock.place(reading, index, line) : add(new Open(reading, index, line, 0));
    }

    Stamp shifted(Stamp stamp, long micros) {
        if (!isOpen(stamp)) {
            return new Stamp(stamp.epochMicros() + micros, TimeSource.INTERVAL);
        }
        Open from = numbered(stamp);
        return add(new Open(from.reading(), from.index(), from.line(), from.shift() + micros));
    }

    private Stamp add(Open one) {
        open.add(one);
        return new Stamp(FIRST_OPEN + open.size() - 1, TimeSource.YEAR_ASSUMED);
    }

    private static boolean isOpen(Stamp stamp) {
        return stamp.epochMicros() < FIRST_OPEN + Integer.MAX_VALUE;
    }

    private Open numbered(Stamp stamp) {
        return open.get((int) (stamp.epochMicros() - FIRST_OPEN));
    }

    private Stamp closed(Stamp stamp) {
        if (!isOpen(stamp)) {
            return stamp;
        }
        Open one = numbered(stamp);
        Stamp placed = clock.place(one.reading(), one.index(), one.line());
        return placed.known() && one.shift() != 0
                ? new Stamp(placed.epochMicros() + one.shift(), TimeSource.INTERVAL)
                : placed;
    }

    /** Decides what is open and lets go of what was held; from now on nothing is open. */
    void settle() {
        if (!settled && !open.isEmpty()) {
            settled = true;
            clock.decide();
        }
        List<Runnable> ready = new ArrayList<>(held);
        held.clear();
        ready.forEach(Runnable::run);
    }

    /** Whether what has this stamp can be given at once. */
    private boolean passes(Stamp stamp) {
        return held.isEmpty() && !isOpen(stamp);
    }

    private void hold(Runnable give) {
        if (settled) {
            give.run();
            return;
        }
        held.add(give);
        if (held.size() > MOST_HELD) {
            settle();
        }
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Sample sample && !passes(sample.stamp())) {
            hold(() -> sink.sample(sample.at(closed(sample.stamp()))));
        } else if (finding instanceof Event event && !passes(event.stamp())) {
            hold(() -> sink.event(event.at(closed(event.stamp()))));
        } else if (finding instanceof Exhibit exhibit && !passes(exhibit.stamp())) {
            hold(() -> sink.exhibit(exhibit.at(exhibit.origin(), closed(exhibit.stamp()))));
        } else {
            sink.accept(finding);
        }
    }
}
