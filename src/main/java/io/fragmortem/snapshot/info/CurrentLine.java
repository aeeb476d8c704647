package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/** The line of a stream that is being read: where it stands, how it stood there, and what follows it. */
final class CurrentLine {

    private final String stream;
    private String raw = "";
    private long number;
    private long offset;
    private LineEnd end = LineEnd.PRESENT;
    private Supplier<String> next = () -> "";

    CurrentLine(String stream) {
        this.stream = stream;
    }

    void set(String line, long lineNumber, long lineOffset, LineEnd lineEnd, Supplier<String> following) {
        raw = line;
        number = lineNumber;
        offset = lineOffset;
        end = lineEnd;
        next = following;
    }

    /** Only the last of several lines that share a place can have lost its end. */
    void endsWith(LineEnd lineEnd) {
        end = lineEnd;
    }

    /** As it stands in the stream. */
    String raw() {
        return raw;
    }

    long number() {
        return number;
    }

    long offset() {
        return offset;
    }

    LineEnd end() {
        return end;
    }

    Supplier<String> next() {
        return next;
    }

    /** The place of another line, known by its number only. */
    Origin originOf(long line) {
        return new Origin(stream, line, -1, Optional.empty());
    }

    /** This place, for what a speaker says there; the speaker may be empty. */
    Origin origin(String speaker) {
        return new Origin(stream, number, offset, speaker.isEmpty() ? Optional.empty() : Optional.of(speaker));
    }
}
