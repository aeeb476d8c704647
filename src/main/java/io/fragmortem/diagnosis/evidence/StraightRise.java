package io.fragmortem.diagnosis.evidence;

import java.util.Arrays;
import java.util.Optional;

/**
 * A stretch of a column that rises along a line.
 *
 * @param column bytes by row
 * @param time microseconds by row
 * @param at the mean time of the stretch
 * @param level the mean of its bytes, where the line passes at that time
 * @param slope bytes per microsecond
 */
record StraightRise(double[] column, long[] time, double at, double level, double slope) {

    /** Fewer rows are on a line by chance. */
    private static final int LEAST = 8;

    /** The line explains at least this share of the variance; a stair or two on the way do not come up to it. */
    private static final double STRAIGHT = 0.9;

    /** The line through these rows, both included; empty where it is none. */
    static Optional<StraightRise> of(double[] column, long[] time, int from, int to) {
        int n = 0;
        double at = 0;
        double level = 0;
        for (int row = from; row <= to; row++) {
            if (!Double.isNaN(column[row])) {
                n++;
                at += (time[row] - time[from] - at) / n;
                level += (column[row] - level) / n;
            }
        }
        double tt = 0;
        double tv = 0;
        double vv = 0;
        for (int row = from; row <= to; row++) {
            if (!Double.isNaN(column[row])) {
                double t = time[row] - time[from] - at;
                double v = column[row] - level;
                tt += t * t;
                tv += t * v;
                vv += v * v;
            }
        }
        boolean straight = n >= LEAST && tv > 0 && tv * tv >= STRAIGHT * tt * vv;
        return straight
                ? Optional.of(new StraightRise(column, time, time[from] + at, level, tv / tt))
                : Optional.empty();
    }

    /**
     * When it left its ground: at once where the line passes through the first rows, else where it meets the ground.
     *
     * @param start the first row that it may have begun at
     * @param ground the last row that is on the ground
     * @param tolerance how far below the first rows the line may pass, bytes
     */
    long began(int start, int ground, double tolerance) {
        if (start >= ground) {
            return time[start];
        }
        if (level(time[start]) >= median(start, (start + ground) / 2) - tolerance) {
            return time[start];
        }
        long meets = (long) (at - (level - median(start, ground)) / slope);
        return Math.max(time[start], meets);
    }

    /** Where the line passes at a moment, bytes. */
    double level(long micros) {
        return level - slope * (at - micros);
    }

    private double median(int from, int to) {
        double[] sorted = Arrays.stream(column, from, to + 1)
                .filter(bytes -> !Double.isNaN(bytes))
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
