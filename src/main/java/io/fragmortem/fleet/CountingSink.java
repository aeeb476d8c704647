package io.fragmortem.fleet;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
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
    public void sample(Sample sample) {
        samples++;
        sink.ifPresent(next -> next.sample(sample));
    }

    @Override
    public void event(Event event) {
        events++;
        sink.ifPresent(next -> next.event(event));
    }

    @Override
    public void exhibit(Exhibit exhibit) {
        exhibits++;
        sink.ifPresent(next -> next.exhibit(exhibit));
    }

    @Override
    public void rejected(Rejected region) {
        rejected++;
        sink.ifPresent(next -> next.rejected(region));
    }

    @Override
    public void assumed(Origin origin, Phrase assumption) {
        sink.ifPresent(next -> next.assumed(origin, assumption));
    }

    @Override
    public void unknownField(Origin origin, String name) {
        sink.ifPresent(next -> next.unknownField(origin, name));
    }
}
