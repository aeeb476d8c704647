package io.fragmortem.snapshot.time;

import java.util.Arrays;

/**
 * The time line read last, for the many that differ from it in their clock only: {@code Sat Oct  3 00:01:00 UTC 2026}. Then
 * all that the {@link Grammar} found holds on, but for the time of day.
 */
final class LastClock {

    private static final int LONGEST = 64;

    /** {@code 00:01:00}. */
    private static final int CLOCK = 8;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private int clockAt;

    void forget() {
        length = 0;
    }

    /** Keeps a line and what was read from it, when a clock of six digits stands in it by itself. */
    void keep(byte[] bytes, int from, int to, Parts parts) {
        length = 0;
        if (to - from > LONGEST || parts.half >= 0) {
            return;
        }
        int at = -1;
        for (int i = from; i + CLOCK <= to; i++) {
            if (bytes[i] < 0 || (bytes[i] == ':' && at >= 0 && i > at + CLOCK)) {
                return;
            }
            boolean alone = i > from && bytes[i - 1] == ' ' && (i + CLOCK == to || isEdge(bytes[i + CLOCK]));
            if (at < 0 && alone && isClock(bytes, i)) {
                at = i;
            }
        }
        if (at >= 0 && parts.hour == number(bytes, at) && parts.microsOfHour == microsOfHour(bytes, at)) {
            length = to - from;
            clockAt = at - from;
            System.arraycopy(bytes, from, line, 0, length);
        }
    }

    /** Whether the line is the one before with another clock; that clock is then in the parts. */
    boolean moves(byte[] bytes, int from, int to, Parts parts) {
        if (length == 0 || to - from != length) {
            return false;
        }
        int at = from + clockAt;
        boolean same = Arrays.equals(bytes, from, at, line, 0, clockAt)
                && Arrays.equals(bytes, at + CLOCK, to, line, clockAt + CLOCK, length);
        if (!same || !isClock(bytes, at)) {
            return false;
        }
        parts.hour = number(bytes, at);
        parts.microsOfHour = microsOfHour(bytes, at);
        return true;
    }

    private static boolean isEdge(byte c) {
        return c == ' ' || c == '\r';
    }

    private static boolean isClock(byte[] bytes, int at) {
        return bytes[at + 2] == ':'
                && bytes[at + 5] == ':'
                && isBelow(bytes, at, 24)
                && isBelow(bytes, at + 3, 60)
                && isBelow(bytes, at + 6, 60);
    }

    private static boolean isBelow(byte[] bytes, int at, int bound) {
        boolean digits = bytes[at] >= '0' && bytes[at] <= '9' && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
        return digits && number(bytes, at) < bound;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
    }

    private static long microsOfHour(byte[] bytes, int at) {
        return (number(bytes, at + 3) * 60L + number(bytes, at + 6)) * Times.SECOND;
    }
}
