package io.fragmortem.diagnosis.trend;

import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Leaves series untested that move too little for any verdict: a bound on the slope instead of a test. A quarter of the series of a
 * fleet's instances are like that.
 *
 * <p>Of all pairs of evenly spread times fewer than half lie closer together than 1 - sqrt(1/2) of the window, so the median of their slopes,
 * Sen's, is at most the range of the values over that distance. Where this stays below the least slope that counts in the shortest window
 * that is looked at, nothing can grow or fall; and no step inside a range below the least change that is told can be told. O(n).
 */
final class Screen {

    private static final String METHOD = "range below the effect, no test";

    private static final double HALF_OF_THE_PAIRS = 1 - Math.sqrt(0.5);

    /** Whether anything is passed over. */
    enum Use {
        SCREENED,
        /** Everything is tested: what the other must agree with. */
        PLAIN
    }

    /** The least that may be told: of growth over the shortest window, and of a change. */
    private final double leastBytes;

    private Screen(double leastBytes) {
        this.leastBytes = leastBytes;
    }

    /**
     * Prepares for the series of one instance. Where a window holds too few samples for any verdict nothing is passed over.
     *
     * @param days of all samples
     * @param breaks first sample of each run
     * @param leastChange that is told, bytes
     */
    static Screen of(double[] days, List<Integer> breaks, AnalysisOptions options, double leastChange) {
        double last = days[days.length - 1];
        double shortest = last;
        int fewest = days.length;
        for (double window : options.recentWindows()) {
            shortest = Math.min(shortest, window);
            int from = days.length;
            while (from > 0 && days[from - 1] >= last - window) {
                from--;
            }
            fewest = Math.min(fewest, days.length - from);
        }
        for (int r = 0; r < breaks.size(); r++) {
            int end = r + 1 < breaks.size() ? breaks.get(r + 1) : days.length;
            shortest = Math.min(shortest, days[end - 1] - days[breaks.get(r)]);
            fewest = Math.min(fewest, end - breaks.get(r));
        }
        TrendOptions trend = options.trend();
        boolean enough = fewest >= trend.minimumSamples();
        return new Screen(enough ? Math.min(trend.minimumEffectPerUnitTime() * shortest, leastChange) : 0);
    }

    /** Passes over nothing. */
    static Screen none() {
        return new Screen(0);
    }

    /** Whether a series of this range need not be tested. */
    boolean passesOver(double range) {
        return range < HALF_OF_THE_PAIRS * leastBytes;
    }

    /**
     * What is said of such a series.
     *
     * @param present samples
     * @param range of the values
     * @param days of the window
     */
    static TrendResult steady(int present, double range, double days) {
        double most = range / (HALF_OF_THE_PAIRS * days);
        return new TrendResult(
                METHOD,
                present,
                present,
                OptionalDouble.empty(),
                0,
                OptionalDouble.of(-most),
                OptionalDouble.of(most),
                Verdict.STEADY,
                false,
                List.of(Caveat.BELOW_EFFECT),
                Optional.empty());
    }
}
