package io.fragmortem.fleet;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;

/**
 * Gives what a reader found in a later part of a stream its place in the whole stream.
 *
 * @param sink receives it
 * @param lines before the part, -1 when not known: then its lines have none
 * @param bytes before the part
 */
record MovedSink(Sink sink, long lines, long bytes) implements Sink {

    private Origin moved(Origin origin) {
        long line = lines < 0 || origin.line() == 0 ? 0 : lines + origin.line();
        long offset = origin.byteOffset() < 0 ? -1 : bytes + origin.byteOffset();
        return new Origin(origin.stream(), line, offset, origin.label());
    }

    @Override
    public void sample(Sample sample) {
        sink.sample(sample.from(moved(sample.origin())));
    }

    @Override
    public void event(Event event) {
        sink.event(new Event(event.kind(), moved(event.origin()), event.stamp(), event.text(), event.numbers()));
    }

    @Override
    public void exhibit(Exhibit e) {
        sink.exhibit(new Exhibit(e.kind(), moved(e.origin()), e.stamp(), e.columns(), e.rows(), e.text()));
    }

    @Override
    public void rejected(Rejected region) {
        sink.rejected(new Rejected(moved(region.origin()), region.found(), region.expected()));
    }

    @Override
    public void assumed(Origin origin, Phrase assumption) {
        sink.assumed(moved(origin), assumption);
    }

    @Override
    public void unknownField(Origin origin, String name) {
        sink.unknownField(moved(origin), name);
    }
}
