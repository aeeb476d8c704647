package io.fragmortem.snapshot.time;

/**
 * A time as one line states it, before year, day and zone are known.
 *
 * @param micros since the epoch ({@link Kind#EPOCH}), as if local time were UTC ({@link Kind#LOCAL}), the same with the
 *     year 2000 in place of the missing one ({@link Kind#NO_YEAR}), or since midnight ({@link Kind#TIME_OF_DAY})
 */
public record ToldTime(Kind kind, long micros) {

    public static final ToldTime NONE = new ToldTime(Kind.NONE, 0);

    /** What a time lacks, surest first. */
    public enum Kind {
        EPOCH,
        LOCAL,
        NO_YEAR,
        TIME_OF_DAY,
        NONE;

        /** Whether this kind needs fewer assumptions. */
        public boolean isSurerThan(Kind other) {
            return compareTo(other) < 0;
        }
    }
}
