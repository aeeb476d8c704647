package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;

/**
 * The label that multilog and svlogd put in front of a line: {@code @}, 16 hexadecimal digits of seconds from 2^62 on, and 8
 * of nanoseconds. Both add ten seconds to the system's clock and no leap seconds.
 */
public final class Tai64n {

    public static final int LENGTH = 25;

    private static final int SECONDS_END = 17;
    private static final long ORIGIN = 1L << 62;
    private static final long AHEAD = 10;

    private Tai64n() {}

    /** Whether the line begins with such a label of this century. */
    public static boolean starts(String line) {
        if (line.length() < LENGTH || !line.startsWith("@40000000")) {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            if (Character.digit(line.charAt(i), 16) < 0) {
                return false;
            }
        }
        return line.length() == LENGTH || line.charAt(LENGTH) == ' ';
    }

    /** The label's time, which {@link #starts} must have found. */
    public static Stamp stamp(String line) {
        long seconds = Long.parseLong(line.substring(1, SECONDS_END), 16) - ORIGIN - AHEAD;
        long nanos = Long.parseLong(line.substring(SECONDS_END, LENGTH), 16);
        return new Stamp(seconds * 1_000_000L + nanos / 1000, TimeSource.STATED);
    }
}
