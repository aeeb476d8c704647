package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.log.Speaker.Remark;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a log told, held back until year and zone are known, or until there is too much of it. */
final class HeldRemarks {

    private static final int MAX_HELD = 50_000;

    private final String stream;
    private final StreamClock clock;
    private final Sink sink;
    private final Predicate<String> isServer;
    private final ProcessesApart processes = new ProcessesApart();
    private List<Remark> held = new ArrayList<>();
    private boolean resolved;

    HeldRemarks(String stream, StreamClock clock, Sink sink, Predicate<String> isServer) {
        this.stream = stream;
        this.clock = clock;
        this.sink = sink;
        this.isServer = isServer;
    }

    /** Makes room for one more. */
    void makeRoom() {
        if (held.size() >= MAX_HELD) {
            release();
        }
    }

    void add(Remark remark) {
        held.add(remark);
    }

    /** Gives them on; what comes later keeps to the year and the zone that this settles. */
    void release() {
        if (!resolved) {
            resolved = true;
            clock.resolve();
        }
        List<Remark> ready = held;
        processes.see(ready);
        held = new ArrayList<>();
        ready.forEach(this::emit);
    }

    private void emit(Remark remark) {
        Stamp stamp = clock.stamp(remark.time(), remark.yearIndex());
        Origin origin = new Origin(
                stream, remark.line(), remark.offset(), remark.speaker(isServer).or(() -> processes.name(remark)));
        if (remark.exhibit().isPresent()) {
            sink.exhibit(remark.exhibit().get().at(origin, stamp));
            return;
        }
        @Nullable Sample sample = remark.sample().orElse(null);
        if (sample == null) {
            sink.event(new Event(remark.kind(), origin, stamp, remark.text(), remark.numbers(), remark.process()));
        } else {
            boolean own = sample.stamp().known();
            sink.sample(sample.from(origin).at(own ? sample.stamp() : stamp));
        }
    }
}
