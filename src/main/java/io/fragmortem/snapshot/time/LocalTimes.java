package io.fragmortem.snapshot.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * Turns local times of one zone, in the order in which a stream states them, into moments; remembers the offset of the last hour,
 * because neighbours share it.
 *
 * <p>Where clocks are put back at the end of summer time an hour is shown twice. Times in it are of the first passage, until one steps
 * back inside it: {@code 02:59:00} and then {@code 02:00:00} can only be the second.
 */
public final class LocalTimes {

    private static final long HOUR = 3_600 * Times.SECOND;

    /** Lines of one process may swap places by less. */
    private static final long STEP_BACK = 60 * Times.SECOND;

    private final ZoneId zone;
    private long hour = Long.MIN_VALUE;
    private long offsetMicros;
    /** By how much the clocks are put back in this hour, 0 in nearly all. */
    private long repeatedMicros;

    private long lastRepeated = Long.MIN_VALUE;
    private boolean secondPassage;

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

    /** Microseconds since the epoch of a local time given as if it were UTC. */
    public long epochMicros(long localMicros) {
        long h = Math.floorDiv(localMicros, HOUR);
        if (h != hour) {
            enter(h);
        }
        return localMicros - offsetMicros + (repeatedMicros > 0 ? passage(localMicros) : 0);
    }

    private void enter(long h) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(h * 3600, 0, ZoneOffset.UTC);
        offsetMicros = zone.getRules().getOffset(local).getTotalSeconds() * Times.SECOND;
        hour = h;
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        repeatedMicros = transition != null && transition.isOverlap() ? putBack(transition) : 0;
        if (repeatedMicros == 0) {
            lastRepeated = Long.MIN_VALUE;
            secondPassage = false;
        }
    }

    private static long putBack(ZoneOffsetTransition transition) {
        int seconds = transition.getOffsetBefore().getTotalSeconds()
                - transition.getOffsetAfter().getTotalSeconds();
        return seconds * Times.SECOND;
    }

    private long passage(long localMicros) {
        secondPassage |= lastRepeated != Long.MIN_VALUE && localMicros <= lastRepeated - STEP_BACK;
        lastRepeated = localMicros;
        return secondPassage ? repeatedMicros : 0;
    }

    /** Whether the last time stood in an hour that is shown twice, and was taken for one of its second passage. */
    public boolean isSecondPassage() {
        return secondPassage;
    }

    /** What a clock on the wall shows at a moment, as if it were UTC. */
    public long wall(long epochMicros) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(epochMicros, Times.SECOND));
        return epochMicros + zone.getRules().getOffset(instant).getTotalSeconds() * Times.SECOND;
    }
}
