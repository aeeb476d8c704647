package io.fragmortem.phrase;

import java.util.List;

/**
 * A sentence, or a part of one, as a key of the message bundles and typed arguments:
 * {@code {0}} in the message stands for the first. The report words it, so that no stage formats anything for people.
 *
 * @param key of the message
 * @param args in order
 */
public record Phrase(String key, List<Arg> args) {

    public Phrase {
        args = List.copyOf(args);
    }

    public static Phrase of(String key, Arg... args) {
        return new Phrase(key, List.of(args));
    }

    /** One argument: a quantity with its kind, or a name. */
    public sealed interface Arg {}

    /** Bytes, shown with a unit, powers of 1024: {@code 6.33 GiB}. */
    public record Bytes(double value) implements Arg {}

    /**
     * A rate of bytes: {@code 1.2 GiB/day}, or per hour or minute where it was seen over a shorter time, since nobody knows
     * what a capture of six minutes does in a day.
     *
     * @param value bytes per day
     * @param seenSeconds the length of the time over which it was seen
     */
    public record BytesPerDay(double value, double seenSeconds) implements Arg {}

    /** A plain ratio with two decimals: {@code 1.43}. */
    public record Ratio(double value) implements Arg {}

    /** A share, 0 to 1, shown in percent: {@code 43 %}. */
    public record Percent(double fraction) implements Arg {}

    /** A count: {@code 1,392}. */
    public record Count(double value) implements Arg {}

    /** A moment, microseconds since the epoch, shown in the report's zone. */
    public record Moment(long epochMicros) implements Arg {}

    /** A length of time in seconds: {@code 3 h 20 min}. */
    public record Span(double seconds) implements Arg {}

    /** Untrusted or technical text shown as it is: a field name, a version, a host. */
    public record Name(String text) implements Arg {}

    /** Another phrase. */
    public record Nested(Phrase phrase) implements Arg {}

    public static Arg bytes(double value) {
        return new Bytes(value);
    }

    public static Arg ratio(double value) {
        return new Ratio(value);
    }

    public static Arg percent(double fraction) {
        return new Percent(fraction);
    }

    public static Arg count(double value) {
        return new Count(value);
    }

    public static Arg name(String text) {
        return new Name(text);
    }

    public static Arg moment(long epochMicros) {
        return new Moment(epochMicros);
    }

    public static Arg span(double seconds) {
        return new Span(seconds);
    }

    public static Arg nested(Phrase phrase) {
        return new Nested(phrase);
    }
}
