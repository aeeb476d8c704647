package io.fragmortem.snapshot.time;

/**
 * A time as one log line states it, before year and zone are known.
 *
 * @param micros since the epoch ({@link Kind#EPOCH}), as if local time were UTC ({@link Kind#LOCAL}), or the same
 *     with the year 2000 in place of the missing one ({@link Kind#NO_YEAR})
 */
public record LogTime(Kind kind, long micros) {

    public static final LogTime NONE = new LogTime(Kind.NONE, 0);

    /** What a time lacks. */
    public enum Kind {
        EPOCH,
        LOCAL,
        NO_YEAR,
        NONE
    }
}
