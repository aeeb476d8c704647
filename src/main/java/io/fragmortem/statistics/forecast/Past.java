package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * What a forecast starts from: a run without its cycle, and what was said of it.
 *
 * @param jumps the run's stretches between jumps of level, the last one up to today; at least one
 * @param bend place in the last stretch at which its last certified bend lies, if there is one
 * @param now trend since the last change
 * @param overall trend of the run, judged over its changes; asked only where it is {@link #jumpy}
 * @param net trend of the run as if nothing had cut it; the same
 * @param removed harmonics that were taken out
 * @param clock what they add at any time
 */
public record Past(
        List<Series> jumps,
        OptionalInt bend,
        TrendResult now,
        TrendResult overall,
        TrendResult net,
        Harmonics removed,
        DoubleUnaryOperator clock) {

    /** With fewer stretches a jump is an event; with as many, it is the way in which the series moves. */
    public static final int LEAST_TO_RECUR = 4;

    /** Takes a copy. */
    public Past {
        jumps = List.copyOf(jumps);
    }

    /** One regime and its trend, nothing removed but harmonics. */
    static Past of(Series regime, TrendResult trend, Harmonics removed) {
        return new Past(List.of(regime), OptionalInt.empty(), trend, trend, trend, removed, t -> 0);
    }

    /** Since the last jump. */
    Series last() {
        return jumps.get(jumps.size() - 1);
    }

    /** Since the last change. */
    Series regime() {
        return bend.isPresent() ? last().slice(bend.getAsInt(), last().size()) : last();
    }

    /** The bend as a share of the last stretch. */
    OptionalDouble kink() {
        return bend.isPresent() ? OptionalDouble.of((double) bend.getAsInt() / last().size()) : OptionalDouble.empty();
    }

    /** Whether it moves in jumps: a saw, stairs, plateaus. */
    public boolean jumpy() {
        return jumps.size() >= LEAST_TO_RECUR;
    }

    /** The trend that decides whether there may be a date. */
    TrendResult trend() {
        return jumpy() ? overall : now;
    }
}
