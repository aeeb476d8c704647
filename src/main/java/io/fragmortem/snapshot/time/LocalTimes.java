package io.fragmortem.snapshot.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Turns local times of one zone into moments; remembers the offset of the last hour, because neighbours share it. */
public final class LocalTimes {

    private static final long HOUR = 3_600 * Times.SECOND;

    private final ZoneId zone;
    private long hour = Long.MIN_VALUE;
    private long offsetMicros;

    public LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** The zone as people write it: UTC rather than Z. */
    public static String shown(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    public ZoneId zone() {
        return zone;
    }

    /** Microseconds since the epoch of a local time given as if it were UTC; the earlier one of two. */
    public long epochMicros(long localMicros) {
        long h = Math.floorDiv(localMicros, HOUR);
        if (h != hour) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(h * 3600, 0, ZoneOffset.UTC);
            offsetMicros = zone.getRules().getOffset(local).getTotalSeconds() * Times.SECOND;
            hour = h;
        }
        return localMicros - offsetMicros;
    }

    /** What a clock on the wall shows at a moment, as if it were UTC. */
    public long wall(long epochMicros) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(epochMicros, Times.SECOND));
        return epochMicros + zone.getRules().getOffset(instant).getTotalSeconds() * Times.SECOND;
    }
}
