package io.fragmortem.snapshot;

import java.io.Serializable;

/**
 * A moment and how it is known.
 *
 * @param epochMicros microseconds since 1970-01-01T00:00:00Z; 0 when {@code source} is {@link TimeSource#NONE}
 * @param source where it came from
 */
public record Stamp(long epochMicros, TimeSource source) implements Serializable {

    /** The answer where no time is known. */
    public static final Stamp NONE = new Stamp(0, TimeSource.NONE);

    public Stamp {
        if (source == TimeSource.NONE && epochMicros != 0) {
            throw new IllegalArgumentException("a stamp without a source has no time: " + epochMicros);
        }
    }

    public boolean known() {
        return source != TimeSource.NONE;
    }

    /** Whether it is more than the date of a file: that is the time of some copy, and beside real times it places nothing. */
    public boolean isDated() {
        return known() && source != TimeSource.FILE_MODIFIED;
    }

    /** Whether the input itself says it, not the name or the date of its file. */
    public boolean isTold() {
        return isDated() && source != TimeSource.FILE_NAME;
    }
}
