package io.fragmortem.snapshot.time.clock;

import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.ToldTime;
import io.fragmortem.snapshot.time.ToldTime.Kind;

/** An epoch second beside a local time, as a signal handler's line stands beside the log's: it tells zone and year. */
final class Anchor {

    /** All zones differ by whole quarters of an hour. */
    private static final long QUARTER = 900 * Times.SECOND;

    private static final long LARGEST_OFFSET = 18 * 3_600 * Times.SECOND;

    private ToldTime beside = ToldTime.NONE;
    private long epochMicros;
    private int yearsPassed;

    /** Takes the first such pair. */
    void see(long epoch, ToldTime local, int index) {
        if (beside.kind() == Kind.NONE && (local.kind() == Kind.LOCAL || local.kind() == Kind.NO_YEAR)) {
            beside = local;
            epochMicros = epoch;
            yearsPassed = index;
        }
    }

    /** Local time minus UTC, or {@link Times#NONE}. */
    long offset() {
        if (beside.kind() == Kind.NONE) {
            return Times.NONE;
        }
        long wall = beside.kind() == Kind.NO_YEAR ? nearest() : beside.micros();
        long offset = Math.round((wall - epochMicros) / (double) QUARTER) * QUARTER;
        return Math.abs(offset) <= LARGEST_OFFSET ? offset : Times.NONE;
    }

    /** The local time in the year that brings it nearest to the epoch. */
    private long nearest() {
        int year = Times.yearOf(epochMicros);
        long best = Times.inYear(beside.micros(), year);
        for (int y = year - 1; y <= year + 1; y++) {
            long candidate = Times.inYear(beside.micros(), y);
            best = Math.abs(candidate - epochMicros) < Math.abs(best - epochMicros) ? candidate : best;
        }
        return best;
    }

    /** The year in which the count of new years began, given the zone's {@link #offset()}. */
    int firstYear(long offset) {
        return Times.yearOf(epochMicros + offset) - yearsPassed;
    }
}
