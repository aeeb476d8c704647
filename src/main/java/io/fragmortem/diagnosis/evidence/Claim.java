package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.OptionalLong;

/**
 * The bytes that one cause holds over time, reduced to what rules decide on.
 *
 * @param bytes the most that it held for longer than the allocator's decay takes
 * @param at row of the series where it held just that: the least of the stretch that it was held for
 * @param share these bytes as share of RSS (or of used memory, if larger) at that moment
 * @param now bytes at the end
 * @param since when it rose above half of {@code bytes} for the last time before {@code at}; empty when it was so from
 *     the first sample on or when times are not known
 */
public record Claim(double bytes, int at, double share, double now, OptionalLong since) {

    /** Half way up is when something began, half of it is enough to know it again: where to draw a line, not what counts. */
    static final double HALF = 0.5;

    /** Nothing is held. */
    public static final Claim NONE = new Claim(0, 0, 0, 0, OptionalLong.empty());

    public boolean isOngoing(Thresholds thresholds) {
        return now >= thresholds.of(Thresholds.ONGOING) * bytes;
    }

    public boolean isRecovered(Thresholds thresholds) {
        return now < thresholds.of(Thresholds.RECOVERED) * bytes;
    }

    public boolean isSignificant(Thresholds thresholds) {
        return bytes >= thresholds.significantBytes() && share >= thresholds.significantShare();
    }

    /**
     * Reduces a column of bytes.
     *
     * @param bytes one value per row, NaN where not known, negative counts as 0
     * @param whole what the share refers to, one value per row
     * @param time microseconds per row
     * @param windowMicros how long the bytes must have been seen to be held, from row to row
     */
    public static Claim of(double[] bytes, double[] whole, long[] time, long windowMicros, boolean timed) {
        int n = bytes.length;
        double best = 0;
        int at = -1;
        double now = 0;
        for (int i = 0; i < n; i++) {
            if (Double.isNaN(bytes[i])) {
                continue;
            }
            now = Math.max(0, bytes[i]);
            int least = leastUntil(i, bytes, time, windowMicros);
            if (least >= 0 && bytes[least] > best) {
                best = bytes[least];
                at = least;
            }
        }
        if (at < 0) {
            return NONE;
        }
        double share = whole[at] > 0 ? best / whole[at] : 0;
        return new Claim(best, at, share, now, timed ? since(bytes, best, at, time) : OptionalLong.empty());
    }

    /** The row of the smallest value in the window that ends at row i: what was there all the time; -1 if not known. */
    private static int leastUntil(int i, double[] bytes, long[] time, long windowMicros) {
        int least = i;
        for (int j = i - 1; j >= 0; j--) {
            if (Double.isNaN(bytes[j])) {
                continue;
            }
            least = bytes[j] < bytes[least] ? j : least;
            // The row that the window begins after belongs to it: only what was there by then was there all the time.
            if (time[i] - time[j] >= windowMicros) {
                return least;
            }
        }
        // The window reaches back beyond the first row. One dump alone is all there is; of a capture that is shorter
        // than the window all rows must agree; else nothing shows what was held before.
        return isLast(i, bytes) ? least : -1;
    }

    private static boolean isLast(int i, double[] bytes) {
        for (int j = i + 1; j < bytes.length; j++) {
            if (!Double.isNaN(bytes[j])) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong since(double[] bytes, double best, int at, long[] time) {
        int first = at;
        for (int j = at; j >= 0; j--) {
            if (Double.isNaN(bytes[j])) {
                continue;
            }
            if (bytes[j] < HALF * best) {
                return OptionalLong.of(time[first]);
            }
            first = j;
        }
        return OptionalLong.empty();
    }
}
