package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
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
    public void accept(Finding finding) {
        sink.accept(finding.from(moved(finding.origin())));
    }
}
