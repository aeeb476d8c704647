package io.fragmortem.snapshot;

/** Where the time of a sample or event came from, surest first. */
public enum TimeSource {
    /** {@code server_time_usec} inside the dump. */
    SERVER_CLOCK(Certainty.CERTAIN),
    /** A time with a zone, or an epoch number, on a line of its own, in a record or in a transport prefix. */
    STATED(Certainty.CERTAIN),
    /** A local time without a zone: read in the zone of {@code --timezone}. */
    ZONE_ASSUMED(Certainty.ZONE_ASSUMED),
    /** A time without a zone and without a year: both assumed. */
    YEAR_ASSUMED(Certainty.YEAR_ASSUMED),
    /** Taken from the name of the file or of a folder above it. */
    FILE_NAME(Certainty.ZONE_ASSUMED),
    /** Counted from a neighbour by the known or given interval. */
    INTERVAL(Certainty.GUESSED),
    /** The modification time of the file: the last resort. */
    FILE_MODIFIED(Certainty.GUESSED),
    /** No time at all; only the order is known. */
    NONE(Certainty.UNKNOWN);

    private final Certainty certainty;

    TimeSource(Certainty certainty) {
        this.certainty = certainty;
    }

    public Certainty certainty() {
        return certainty;
    }

    /** How far a time can be trusted. */
    public enum Certainty {
        CERTAIN,
        ZONE_ASSUMED,
        YEAR_ASSUMED,
        GUESSED,
        UNKNOWN
    }
}
