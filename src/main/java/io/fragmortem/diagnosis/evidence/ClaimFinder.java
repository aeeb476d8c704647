package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.evidence.Claim.Held;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Presence;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import java.util.OptionalLong;

/**
 * Reduces a column of bytes to a {@link Claim}. The last row counts as it stands, but for freed pages that were not there yet
 * within the decay before it; where rows have no times there are no seconds, and every row counts as it stands.
 */
final class ClaimFinder {

    private final double[] whole;
    private final long[] time;
    private final boolean timed;
    private final int last;

    /**
     * Looks at rows.
     *
     * @param whole what shares refer to, one value per row
     * @param time microseconds per row
     * @param timed whether these are real
     * @param last the row that counts as now
     */
    ClaimFinder(double[] whole, long[] time, boolean timed, int last) {
        this.whole = whole;
        this.time = time;
        this.timed = timed;
        this.last = last;
    }

    /**
     * The claim of these bytes.
     *
     * @param bytes one value per row, NaN where not known, negative counts as 0
     * @param decayMicros how long {@link Seen#THROUGH_DECAY} is
     * @param least what matters
     */
    Claim of(double[] bytes, Seen seen, long decayMicros, Least least) {
        int now = lastKnown(bytes);
        if (now < 0) {
            return Claim.NONE;
        }
        Held worst = new Held(0, now, 0);
        for (int i = 0; i < bytes.length; i++) {
            // what was held all the time is no more than what there is at its end
            int row = bytes[i] > worst.bytes() ? seen(i, bytes, seen, decayMicros) : -1;
            worst = row >= 0 && bytes[row] > worst.bytes() ? held(bytes, row) : worst;
        }
        Held held = held(bytes, now);
        worst = worst.bytes() < held.bytes() && isProven(bytes, now, seen, decayMicros, held.bytes()) ? held : worst;
        boolean proven = isProven(bytes, now, seen, decayMicros, Math.min(least.bytes(), held.bytes()));
        boolean stands =
                least.isMetBy(held) || (least.isMetBy(worst) && held.bytes() >= least.ongoing() * worst.bytes());
        Presence presence = stands ? (proven ? Presence.STANDS : Presence.UNPROVEN) : of(worst, least);
        Claim claim = new Claim(worst, held, presence, OptionalLong.empty());
        return new Claim(worst, held, presence, timed ? since(bytes, claim.told()) : OptionalLong.empty());
    }

    /** What never mattered is neither over nor to be told by its worst. */
    private static Presence of(Held worst, Least least) {
        return least.isMetBy(worst) ? Presence.OVER : Presence.STANDS;
    }

    private Held held(double[] bytes, int row) {
        double held = Math.max(0, bytes[row]);
        return new Held(held, row, whole[row] > 0 ? held / whole[row] : 0);
    }

    private int lastKnown(double[] bytes) {
        for (int i = Math.min(last, bytes.length - 1); i >= 0; i--) {
            if (!Double.isNaN(bytes[i])) {
                return i;
            }
        }
        for (int i = bytes.length - 1; i > last; i--) {
            if (!Double.isNaN(bytes[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The row of the least that was held up to row i for as long as asked; -1 where that is not known. */
    private int seen(int i, double[] bytes, Seen seen, long decayMicros) {
        if (Double.isNaN(bytes[i])) {
            return -1;
        }
        boolean alone = bytes.length == 1 || !timed;
        return switch (alone ? Seen.ONCE : seen) {
            case ONCE -> i;
            case LASTING, THROUGH_DECAY -> leastThroughDecay(i, bytes, decayMicros);
        };
    }

    private int leastThroughDecay(int i, double[] bytes, long decayMicros) {
        int least = i;
        for (int j = i - 1; j >= 0; j--) {
            if (Double.isNaN(bytes[j])) {
                continue;
            }
            least = bytes[j] < bytes[least] ? j : least;
            // The row that the decay begins after belongs to it: only what was there by then was there all the time.
            if (time[i] - time[j] >= decayMicros) {
                return least;
            }
        }
        return -1;
    }

    /** Whether nothing within the decay before a row shows less than this: of rows further apart nobody knows. */
    private boolean isProven(double[] bytes, int row, Seen seen, long decayMicros, double least) {
        if (seen != Seen.THROUGH_DECAY || !timed) {
            return true;
        }
        for (int j = row - 1; j >= 0 && time[row] - time[j] < decayMicros; j--) {
            if (bytes[j] < least) {
                return false;
            }
        }
        return true;
    }

    private OptionalLong since(double[] bytes, Held told) {
        int first = told.row();
        for (int j = told.row(); j >= 0; j--) {
            if (Double.isNaN(bytes[j])) {
                continue;
            }
            if (bytes[j] < Claim.HALF * told.bytes()) {
                return OptionalLong.of(time[first]);
            }
            first = j;
        }
        return OptionalLong.empty();
    }
}
