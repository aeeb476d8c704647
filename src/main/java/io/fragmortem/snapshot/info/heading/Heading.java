package io.fragmortem.snapshot.info.heading;

/**
 * A line that says of what follows whose it is, or when it was.
 *
 * @param kind what it says
 * @param label who speaks below it; empty unless the kind is a speaker
 */
public record Heading(Kind kind, String label) {

    public static final Heading NONE = new Heading(Kind.NONE, "");

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

    public static Heading speaker(String label) {
        return new Heading(Kind.SPEAKER, label);
    }

    static Heading of(Kind kind) {
        return new Heading(kind, "");
    }
}
