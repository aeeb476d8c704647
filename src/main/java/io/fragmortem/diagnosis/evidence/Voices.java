package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Field;
import java.util.Optional;

/**
 * Figures that go to and fro between the same levels from sample to sample, as those of no process do: several servers under one name.
 *
 * @param low the lowest of the levels, bytes of used memory, of RSS where there is none
 * @param high the highest of them
 * @param certain whether peaks fall with them, as they never do; else a job that comes and goes with the sampling looks alike
 */
public record Voices(double low, double high, boolean certain) {

    // What follows is how they are known again; what decides is how far apart they are.

    private static final int FEWEST = 8;
    private static final int MOST_VOICES = 4;

    /** Half of all steps may be small where three servers take turns and two of them are alike. */
    private static final double MOST_STEPS = 0.5;

    /** A figure that is this near to an earlier one, in steps between, came back. */
    private static final double SAME = 0.05;

    /**
     * Looks for them.
     *
     * @param apart share of the larger one by which neighbours differ, and the bytes at least
     */
    public static Optional<Voices> in(Case c, double apart, double bytes) {
        double[] used = c.series().used();
        double[] rss = c.series().rss();
        for (int turn = 2; turn <= MOST_VOICES && c.size() >= FEWEST; turn++) {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            int seen = 0;
            for (int i = 0; i + turn < c.size(); i++) {
                boolean usedTurns = returns(used, i, turn, apart, bytes);
                boolean rssTurns = returns(rss, i, turn, apart, bytes);
                // one that is not told, NaN, is larger than nothing
                boolean both = (usedTurns || !(used[i] > 0)) && (rssTurns || !(rss[i] > 0)) && (usedTurns || rssTurns);
                double told = used[i] > 0 ? used[i] : rss[i];
                low = both ? Math.min(low, told) : low;
                high = both ? Math.max(high, told) : high;
                seen += both ? 1 : 0;
            }
            if (seen >= MOST_STEPS * (c.size() - turn)) {
                Peaks peaks = peaks(c);
                return peaks == Peaks.KEPT ? Optional.empty() : Optional.of(new Voices(low, high, peaks == Peaks.FELL));
            }
        }
        return Optional.empty();
    }

    /** What the peaks of one process never do, if they are told. */
    private enum Peaks {
        UNTOLD,
        KEPT,
        FELL
    }

    private static Peaks peaks(Case c) {
        int told = 0;
        int fell = 0;
        double last = 0;
        for (int i = 0; i < c.size(); i++) {
            double peak = c.timeline().at(Field.USED_MEMORY_PEAK, c.sample(i)).orElse(0);
            told += peak > 0 ? 1 : 0;
            fell += peak > 0 && peak < last ? 1 : 0;
            last = peak > 0 ? peak : last;
        }
        return told < FEWEST ? Peaks.UNTOLD : fell * 2 * MOST_VOICES >= told ? Peaks.FELL : Peaks.KEPT;
    }

    /** Whether the figure jumps, and is back after one turn. */
    private static boolean returns(double[] x, int i, int turn, double apart, double bytes) {
        double jump = Math.abs(x[i + 1] - x[i]);
        return jump >= bytes && jump >= apart * Math.max(x[i], x[i + 1]) && Math.abs(x[i + turn] - x[i]) <= SAME * jump;
    }
}
