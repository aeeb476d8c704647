package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.List;

/**
 * Which slopes matter, and what an interval says about that.
 *
 * @param grow a slope must be proven at least this large to count, per unit of time
 * @param steady a slope proven smaller than this is none
 * @param coarse whether the reading's steps are large against its noise
 */
record Gate(double grow, double steady, boolean coarse) {

    private static final double CYCLE_LEFT_OVER = 0.01;

    /**
     * The caller's gate, but at least two steps of the reading over the window, and one part in a hundred of the amplitude of a
     * cycle that was removed: a few harmonics follow no cycle closer than that. Where the caller names none, steady means: over
     * the whole window the line moves by less than one standard deviation of what is left around it.
     */
    static Gate of(TrendOptions options, Series whole, List<double[]> residuals, Harmonics removed) {
        double span = whole.time()[whole.size() - 1] - whole.time()[0];
        double noise = noise(residuals, whole.size());
        double leftOver = CYCLE_LEFT_OVER * removed.amplitude();
        // a step below both changes nothing
        double matters = Math.min(noise, Math.max(options.minimumEffectPerUnitTime() * span, leftOver)) / 2;
        double quantum = Ranks.quantumAbove(matters, whole.value());
        double visible = Math.max(2 * quantum, leftOver) / span;
        double grow = Math.max(options.minimumEffectPerUnitTime(), visible);
        double steady = options.minimumEffectPerUnitTime() > 0 ? grow : Math.max(grow, noise / span);
        return new Gate(grow, steady, quantum > noise / 2);
    }

    /** Median absolute deviation, as a standard deviation, each run about its own median. */
    private static double noise(List<double[]> residuals, int n) {
        double[] distance = new double[n];
        int k = 0;
        for (double[] run : residuals) {
            double[] left = Ranks.present(run);
            double median = Ranks.medianInPlace(left.clone());
            for (double r : left) {
                distance[k++] = Math.abs(r - median);
            }
        }
        return 1.4826 * Ranks.medianInPlace(distance);
    }

    Verdict verdict(double p, double alpha, double low, double high) {
        if (p <= alpha && low > 0 && low >= grow) {
            return Verdict.GROWS;
        }
        if (p <= alpha && high < 0 && high <= -grow) {
            return Verdict.FALLS;
        }
        return low > -steady && high < steady ? Verdict.STEADY : Verdict.UNDECIDED;
    }
}
