package io.fragmortem.fleet.story;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.phrase.Spelling;

/** What a change of slope means in a word. */
enum Bend {
    STARTS,
    STOPS,
    FASTER,
    SLOWER,
    FALL_STARTS,
    FALL_STOPS,
    FALL_FASTER,
    FALL_SLOWER,
    TURNS_DOWN,
    TURNS_UP;

    /** A slope below this share of the other one is as good as none. */
    private static final double FLAT = 0.1;

    static Bend of(Change change) {
        double largest = Math.max(Math.abs(change.before()), Math.abs(change.after()));
        int before = sign(change.before(), largest);
        int after = sign(change.after(), largest);
        boolean steeper = Math.abs(change.after()) > Math.abs(change.before());
        if (before == 0) {
            return after > 0 ? STARTS : FALL_STARTS;
        }
        if (after == 0) {
            return before > 0 ? STOPS : FALL_STOPS;
        }
        if (before != after) {
            return before > 0 ? TURNS_DOWN : TURNS_UP;
        }
        if (after > 0) {
            return steeper ? FASTER : SLOWER;
        }
        return steeper ? FALL_FASTER : FALL_SLOWER;
    }

    private static int sign(double slope, double largest) {
        return Math.abs(slope) < FLAT * largest ? 0 : (int) Math.signum(slope);
    }

    /** The last part of its message keys. */
    String key() {
        return Spelling.lower(this);
    }
}
