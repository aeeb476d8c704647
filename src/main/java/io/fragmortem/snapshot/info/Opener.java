package io.fragmortem.snapshot.info;

/**
 * What a line of a text can be when it is no line of INFO, in the order in which it is asked: the surest sign first, words
 * last. A line is the first of these that it fits.
 */
enum Opener {
    /** The passage of another format begins: MEMORY STATS, CLIENT LIST, {@code free}, lines of a log. */
    PASSAGE,
    /** Somebody asks a server, {@code 10.0.0.1:6379> info}: whoever is asked speaks next. */
    PROMPT,
    /** redis-cli has no connection: an event. */
    UNREACHABLE,
    /** A crash report begins, or its INFO: what follows is the last moment of a process. */
    REPORT_BEGIN,
    /** A heading with a host, or one that tells before from after. */
    HEADING,
    /** A rule or the end of a crash report: what stood above has ended. */
    REPORT_END,
    /** {@code $4050} of the wire protocol, a brace between objects: the next dump follows. */
    FRAME,
    /** {@code ...}: lines of the dump are left out. */
    ELLIPSIS,
    /** Words, perhaps with a time in them. */
    PROSE
}
