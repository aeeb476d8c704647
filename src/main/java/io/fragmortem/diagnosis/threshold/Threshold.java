package io.fragmortem.diagnosis.threshold;

import io.fragmortem.phrase.Phrase;

/**
 * One number that a rule decides on. What it means and where it comes from are the messages {@code threshold.NAME} and
 * {@code threshold.NAME.origin}.
 *
 * @param name stable name, as a configuration file has it, for example {@code significant-bytes}
 * @param value the default
 * @param unit what the value counts
 * @param origin what kind of source stands behind the value
 */
public record Threshold(String name, double value, Unit unit, Origin origin) {

    /** What a value counts. */
    public enum Unit {
        BYTES,
        /** A part of a whole, 0 to 1. */
        SHARE,
        /** How many times as much. */
        RATIO,
        SECONDS,
        COUNT
    }

    /** What kind of source stands behind a value. */
    public enum Origin {
        /** What the server itself uses: reproduced, so it cannot be set. */
        SERVER,
        /** Derived from the source code of Redis, Valkey or jemalloc. */
        SOURCE,
        /** What maintainers said in issues. */
        EXPERT,
        /** Seen on captures whose cause is known. */
        MEASURED,
        /** Nobody says so: our own judgement. */
        JUDGEMENT
    }

    public static Threshold bytes(String name, double value, Origin origin) {
        return new Threshold(name, value, Unit.BYTES, origin);
    }

    public static Threshold share(String name, double value, Origin origin) {
        return new Threshold(name, value, Unit.SHARE, origin);
    }

    public static Threshold ratio(String name, double value, Origin origin) {
        return new Threshold(name, value, Unit.RATIO, origin);
    }

    public static Threshold seconds(String name, double value, Origin origin) {
        return new Threshold(name, value, Unit.SECONDS, origin);
    }

    public static Threshold count(String name, double value, Origin origin) {
        return new Threshold(name, value, Unit.COUNT, origin);
    }

    /** Whether a user may set it. */
    public boolean isSettable() {
        return origin != Origin.SERVER;
    }

    /** The default as an argument of a sentence, with its unit. */
    public Phrase.Arg shown() {
        return switch (unit) {
            case BYTES -> Phrase.bytes(value);
            case SHARE -> Phrase.percent(value);
            case RATIO -> Phrase.ratio(value);
            case SECONDS -> Phrase.span(value);
            case COUNT -> Phrase.count(value);
        };
    }
}
