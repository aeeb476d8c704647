package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Caveat;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When a series will first reach a limit. Times are on the axis of the series.
 *
 * @param method name of the method
 * @param outcome what can be said
 * @param limit the limit asked about
 * @param earliest 5 % of the simulated futures (at 90 % confidence) are there by then; absent when fewer get there
 * @param likely half of them are; only for {@link Outcome#EXPECTED} and {@link Outcome#REACHED}
 * @param latest 95 % of them are; absent when that is beyond the horizon
 * @param notBefore no earlier than this: the earliest time, or the horizon when even the earliest future does not get there
 * @param horizon how far was looked: a few lengths of the regime after its end
 * @param beyondHorizon whether part of the interval lies beyond the horizon
 * @param saturating whether a curve that levels off explains the regime better than the straight line
 * @param slope per unit of time that the futures start from
 * @param n samples of the regime
 * @param effectiveN how many independent samples would know as much
 * @param caveats what to know
 */
public record ForecastResult(
        String method,
        Outcome outcome,
        double limit,
        OptionalDouble earliest,
        OptionalDouble likely,
        OptionalDouble latest,
        OptionalDouble notBefore,
        OptionalDouble horizon,
        boolean beyondHorizon,
        boolean saturating,
        double slope,
        int n,
        double effectiveN,
        List<Caveat> caveats) {

    /** What can be said about the limit. */
    public enum Outcome {
        /** The regime is there already. */
        REACHED,
        /** It grows, and an interval can be given. */
        EXPECTED,
        /** Growth is not proven, or levels off: only a time before which it will not happen. */
        NOT_BEFORE,
        /** It follows a curve that levels off, from which no line can be drawn on. */
        LEVELS_OFF,
        /** No simulated future gets there within the horizon. */
        NOT_WITHIN_HORIZON,
        /** It falls away from the limit. */
        RECEDING,
        /** Too few samples, or too few effective ones, to say anything. */
        TOO_SHORT,
        /** The regime is a constant below the limit. */
        CONSTANT,
        /** The limit is not a number one can reach. */
        NO_LIMIT
    }

    /** Takes a copy of the caveats. */
    public ForecastResult {
        caveats = List.copyOf(caveats);
    }
}
