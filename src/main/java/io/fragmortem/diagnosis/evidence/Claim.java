package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.OptionalLong;

/**
 * The bytes that one cause holds over time, reduced to what rules decide on. What stands at the moment that counts as now is
 * told by that moment; what is over is told by its worst moment.
 *
 * @param worst the most that it held
 * @param last what it holds at the moment that counts as now
 * @param presence whether it stands
 * @param since when it rose above half of what is told, for the last time before; empty when it was so from the first sample
 *     on or when times are not known
 */
public record Claim(Held worst, Held last, Presence presence, OptionalLong since) {

    /** Half way up is when something began, half of it is enough to know it again: where to draw a line, not what counts. */
    public static final double HALF = 0.5;

    /** Nothing is held. */
    public static final Claim NONE = standing(new Held(0, 0, 0), OptionalLong.empty());

    /**
     * Bytes at one moment.
     *
     * @param row of the series
     * @param share these bytes as share of RSS (or of used memory, if larger) at that moment
     */
    public record Held(double bytes, int row, double share) {}

    /** What has become of it. */
    public enum Presence {
        /** It is there now. */
        STANDS,
        /** It is there now, for so short a time that it may be on its way out. */
        UNPROVEN,
        /** It was there. */
        OVER
    }

    /** What is there, with nothing known of another time. */
    public static Claim standing(Held held, OptionalLong since) {
        return new Claim(held, held, Presence.STANDS, since);
    }

    /** The moment by which it is told. */
    public Held told() {
        return presence == Presence.OVER ? worst : last;
    }

    public double bytes() {
        return told().bytes();
    }

    /** Row of the series by which it is told. */
    public int at() {
        return told().row();
    }

    public double share() {
        return told().share();
    }

    /** Bytes at the moment that counts as now. */
    public double now() {
        return last.bytes();
    }

    public boolean isOver() {
        return presence == Presence.OVER;
    }

    /** Whether there is enough of it to be a suspect, now or at its worst. */
    public boolean isSignificant(Thresholds thresholds) {
        return isSignificant(Least.of(thresholds));
    }

    /** Whether there is enough of it to matter so much, now or at its worst. */
    public boolean isSignificant(Least least) {
        return presence != Presence.UNPROVEN && (least.isMetBy(told()) || least.isMetBy(worst));
    }

    /** Whether it is significant and stands. */
    public boolean isStanding(Thresholds thresholds) {
        return presence == Presence.STANDS && isSignificant(thresholds);
    }

    /**
     * What must be held to matter.
     *
     * @param ongoing from this share of a worst moment that matters on it stands, though less is left than would matter
     */
    public record Least(double bytes, double share, double ongoing) {

        /** What makes a layer significant. */
        public static Least of(Thresholds thresholds) {
            return of(thresholds, thresholds.significantBytes(), thresholds.significantShare());
        }

        /** Other bytes and another share. */
        public static Least of(Thresholds thresholds, double bytes, double share) {
            return new Least(bytes, share, thresholds.of(Thresholds.ONGOING));
        }

        /** A share of a limit: what is below it is below it. */
        public static Least ofLimit(double share) {
            return new Least(0, share, 1);
        }

        boolean isMetBy(Held held) {
            return held.bytes() >= bytes && held.share() >= share;
        }
    }

    /** How long bytes must have been there to count as held at all. */
    public enum Seen {
        /** Once: a counter of live bytes shows what was there. */
        ONCE,
        /** Now, or once for longer than the decay takes: what a mass delete leaves for seconds was never a layer. */
        LASTING,
        /** For longer than the allocator's decay takes: freed pages are on their way out until then. */
        THROUGH_DECAY
    }
}
