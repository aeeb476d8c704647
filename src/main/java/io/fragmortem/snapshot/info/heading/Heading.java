package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.time.TimeKeys;
import java.util.Locale;

/**
 * A line that says of what follows whose it is, or when it was.
 *
 * @param kind what it says
 * @param label who speaks below it; empty unless the kind is a speaker, or what it tells the end of has a name
 * @param moment when, as the line has it with the words before it; empty where a moment was not looked for or is none
 */
public record Heading(Kind kind, String label, String moment) {

    public static final Heading NONE = new Heading(Kind.NONE, "");

    public Heading(Kind kind, String label) {
        this(kind, label, "");
    }

    /** What a heading says. */
    public enum Kind {
        /** The line is no heading. */
        NONE,
        /** {@code --- cache-1 ---}: another server. */
        SPEAKER,
        /** A bare word such as {@code cache-1}: another server if a dump follows directly. */
        MAYBE_SPEAKER,
        /** {@code cache-3 | UNREACHABLE! =>}: a server that did not answer. */
        UNREACHABLE,
        /** {@code **Before**}: an earlier moment of the same server. */
        BEFORE,
        /** {@code After the flush:}: a later moment of the same server. */
        AFTER,
        /** Any other heading: what stood above it has ended. */
        OTHER
    }

    /**
     * Whether the line is no field of a server, though it looks like one that nobody knows: {@code cache-1:6379 2026-11-22 08:35:25},
     * {@code capture_time:2026-11-22T08:35:25Z}.
     */
    public boolean isNoField() {
        boolean named = kind == Kind.SPEAKER || kind == Kind.MAYBE_SPEAKER;
        int sign = moment.indexOf('=');
        return !moment.isEmpty()
                && (named
                        || (sign > 0
                                && TimeKeys.isNoField(moment.substring(0, sign).toLowerCase(Locale.ROOT))));
    }

    public static Heading speaker(String label) {
        return new Heading(Kind.SPEAKER, label);
    }

    static Heading of(Kind kind) {
        return new Heading(kind, "");
    }
}
