package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import java.util.Optional;

/** Counts what passes through to another sink, or to none. */
final class CountingSink implements Sink {

    private final Optional<Sink> sink;
    private long samples;
    private long events;
    private long exhibits;
    private long rejected;

    private CountingSink(Optional<Sink> sink) {
        this.sink = sink;
    }

    static CountingSink to(Sink sink) {
        return new CountingSink(Optional.of(sink));
    }

    /** Only counts. */
    static CountingSink toNobody() {
        return new CountingSink(Optional.empty());
    }

    long samples() {
        return samples;
    }

    long events() {
        return events;
    }

    long exhibits() {
        return exhibits;
    }

    long rejected() {
        return rejected;
    }

    /** Everything of use. */
    long found() {
        return samples + events + exhibits;
    }

    @Override
    public void accept(Finding finding) {
        samples += finding instanceof Sample ? 1 : 0;
        events += finding instanceof Event ? 1 : 0;
        exhibits += finding instanceof Exhibit ? 1 : 0;
        rejected += finding instanceof Rejected ? 1 : 0;
        sink.ifPresent(next -> next.accept(finding));
    }
}
