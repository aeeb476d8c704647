package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.List;

/**
 * Levels that lie whole steps apart: memory is taken in extents, so that it jumps over a limit and does not creep up to it.
 *
 * @param level the last one
 * @param step between neighbours; 0 where the levels are no stairs
 */
record Stairs(double level, double step) {

    /** Of a step: so far from a whole number of steps levels may lie, and so far from its level a stretch may stray. */
    private static final double STRAY = 0.1;

    /** Share of the places of a stretch that must lie at its level. */
    private static final double MOST = 0.9;

    /** Looks at the stretches between jumps; O(n log n). */
    static Stairs of(List<Series> stretches) {
        double[] levels = stretches.stream()
                .mapToDouble(s -> Ranks.medianInPlace(Ranks.present(s.value())))
                .toArray();
        double last = levels[levels.length - 1];
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < levels.length; i++) {
            step = Math.min(step, Math.abs(levels[i] - levels[i - 1]));
        }
        boolean stairs = step > 0 && step < Double.POSITIVE_INFINITY;
        for (int i = 0; i < levels.length && stairs; i++) {
            double steps = (levels[i] - last) / step;
            stairs = Math.abs(steps - Math.rint(steps)) <= STRAY
                    && isConstant(stretches.get(i).value(), levels[i], STRAY * step);
        }
        return new Stairs(last, stairs ? step : 0);
    }

    private static boolean isConstant(double[] values, double level, double stray) {
        double[] present = Ranks.present(values);
        long near =
                Arrays.stream(present).filter(v -> Math.abs(v - level) <= stray).count();
        return near >= MOST * present.length;
    }

    /** Where a course that knows of no steps is when the level nearest to it reaches a limit above the last one; at most the limit. */
    double reached(double limit) {
        if (step == 0) {
            return limit;
        }
        double steps = Math.max(1, Math.ceil((limit - level) / step - STRAY));
        return Math.min(limit, level + (steps - 0.5) * step);
    }
}
