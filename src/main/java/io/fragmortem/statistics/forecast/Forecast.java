package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Time to exhaustion: the first time that the noisy series, not only its line, reaches a limit above it.
 *
 * <p>Each simulated future draws a course by its weight (a line, growth that gets faster, growth that levels off: {@link Curves}), the
 * course's coefficients from their Student t laws, and noise that is an autoregression started from the last residuals and driven by
 * resampled innovations and by {@link Bursts}, its persistence and their scale drawn too; the cycle that was removed comes back at its hour. A
 * run that moves in jumps repeats whole stretches of its past along its net trend instead ({@link RegimePaths}). Quantiles of the first passage over the
 * simulated futures. (The interval of the line's own crossing, Fieller 1954, JRSS B 16:175, covers the first passage 0 to 91 %:
 * never mix the two.)
 *
 * <p>No date is given when the slope's interval touches zero, when fewer than {@value #LEAST_FOR_A_DATE} independent samples would know as
 * much, when growth only repeats what earlier regimes did, or when it may well level off below the limit; then only a time before which
 * the limit will not be reached. Nothing is said beyond a few lengths of the regime.
 *
 * <p>Assumes a future like the past. Minimum n 30 and 8 effective. O(paths x steps).
 */
public final class Forecast {

    /** The name that results carry. */
    public static final String METHOD = "first passage of simulated courses plus autoregressive noise";

    /** With fewer effective samples the slope's law is too uncertain for a date. */
    static final int LEAST_FOR_A_DATE = 12;

    /** So many futures may level off below the limit before a date would mislead. */
    private static final double MOST_STRANDED = 0.1;

    /** Weight of levelling off that is worth a word where nothing else can be said. */
    private static final double CLEARLY = 0.9;

    private Forecast() {}

    /** Forecasts with the default trend options. */
    public static ForecastResult firstPassage(Series lastRegime, double limit, ForecastOptions options) {
        return firstPassage(
                lastRegime, limit, options, Trend.test(lastRegime, TrendOptions.withDefaults()), Harmonics.NONE);
    }

    /** As above, with the trend of the regime known already and harmonics removed. */
    static ForecastResult firstPassage(
            Series regime, double limit, ForecastOptions options, TrendResult trend, Harmonics removed) {
        return firstPassage(Past.of(regime, trend, removed), limit, options);
    }

    /** Forecasts from a past with its changes and its cycle. */
    public static ForecastResult firstPassage(Past past, double limit, ForecastOptions options) {
        return known(past, limit).orElseGet(() -> simulated(past, limit, options));
    }

    /** What needs no futures to be simulated. */
    private static Optional<ForecastResult> known(Past past, double limit) {
        TrendResult trend = past.trend();
        Series present = past.last().withoutMissing();
        int n = present.size();
        if (!Series.usable(limit)) {
            return Optional.of(without(Outcome.NO_LIMIT, 0, trend, Set.of()));
        }
        if (n == 0) {
            return Optional.of(without(Outcome.TOO_SHORT, limit, trend, Set.of(Caveat.SHORT)));
        }
        double end = present.time()[n - 1];
        if (present.value()[n - 1] + past.clock().applyAsDouble(end) >= limit) {
            OptionalDouble now = OptionalDouble.of(end);
            return Optional.of(result(Outcome.REACHED, limit, new Dates(now, now, now, now, now), false, false, trend));
        }
        if (trend.verdict() == Verdict.CONSTANT) {
            return Optional.of(without(Outcome.CONSTANT, limit, trend, Set.of(Caveat.CONSTANT)));
        }
        if (!past.jumpy() && trend.slopeLow().isEmpty() && levels(past)) {
            return Optional.of(result(Outcome.LEVELS_OFF, limit, Dates.NONE, false, true, trend));
        }
        return unsuited(past)
                .map(why -> without(Outcome.TOO_SHORT, limit, trend, Set.of(why)))
                .or(() -> trend.slopeHigh().orElse(0) < 0
                        ? Optional.of(without(Outcome.RECEDING, limit, trend, Set.of()))
                        : Optional.empty());
    }

    private static boolean levels(Past past) {
        return Curves.weight(Curves.weighed(past.last(), past.kink()), Curves.Course.SLOWER) > CLEARLY;
    }

    private static Optional<Caveat> unsuited(Past past) {
        TrendResult basis = past.jumpy() ? past.net() : past.now();
        if (past.regime().present() < Series.LEAST_TO_JUDGE && !past.jumpy()) {
            return Optional.of(Caveat.SHORT);
        }
        if (!past.jumps().stream().allMatch(Series::equidistant)) {
            return Optional.of(Caveat.IRREGULAR);
        }
        return basis.slopeLow().isEmpty() ? Optional.of(Caveat.FEW_EFFECTIVE) : Optional.empty();
    }

    private static ForecastResult simulated(Past past, double limit, ForecastOptions options) {
        Futures futures =
                past.jumpy() ? new RegimePaths(past, options).futures(limit) : Futures.of(past, limit, options);
        TrendResult trend = past.trend();
        double tail = (1 - options.confidence()) / 2;
        OptionalDouble earliest = finite(futures.by(tail));
        OptionalDouble likely = finite(futures.by(0.5));
        OptionalDouble latest = finite(futures.by(1 - tail));
        OptionalDouble end = OptionalDouble.of(futures.horizon());
        boolean saturating = futures.levelling() > 0.5;
        OptionalDouble none = OptionalDouble.empty();
        if (earliest.isEmpty()) {
            return result(
                    Outcome.NOT_WITHIN_HORIZON, limit, new Dates(none, none, none, end, end), true, saturating, trend);
        }
        boolean dated = grows(past)
                && likely.isPresent()
                && futures.stranded() <= MOST_STRANDED
                && futures.effective() >= LEAST_FOR_A_DATE;
        return dated
                ? result(
                        Outcome.EXPECTED,
                        limit,
                        new Dates(earliest, likely, latest, earliest, end),
                        latest.isEmpty(),
                        saturating,
                        trend)
                : result(
                        Outcome.NOT_BEFORE,
                        limit,
                        new Dates(earliest, none, none, earliest, end),
                        latest.isEmpty(),
                        saturating,
                        trend);
    }

    /** Whether growth is proven, and is news. */
    private static boolean grows(Past past) {
        return past.jumpy()
                ? past.overall().verdict() == Verdict.GROWS
                : past.now().slopeLow().orElse(0) > 0 && !past.now().caveats().contains(Caveat.WITHIN_RANGE);
    }

    private static OptionalDouble finite(double time) {
        return Double.isInfinite(time) ? OptionalDouble.empty() : OptionalDouble.of(time);
    }

    /** The five times of a result. */
    private record Dates(
            OptionalDouble earliest,
            OptionalDouble likely,
            OptionalDouble latest,
            OptionalDouble notBefore,
            OptionalDouble horizon) {

        static final Dates NONE = new Dates(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static ForecastResult without(Outcome outcome, double limit, TrendResult trend, Set<Caveat> more) {
        TrendResult told = trend.with(trend.verdict(), more.toArray(Caveat[]::new));
        return result(outcome, limit, Dates.NONE, false, false, told);
    }

    private static ForecastResult result(
            Outcome outcome, double limit, Dates dates, boolean beyond, boolean saturating, TrendResult trend) {
        return new ForecastResult(
                METHOD,
                outcome,
                limit,
                dates.earliest,
                dates.likely,
                dates.latest,
                dates.notBefore,
                dates.horizon,
                beyond,
                saturating,
                trend.slope(),
                trend.n(),
                trend.effectiveN(),
                trend.caveats());
    }
}
