package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Time to exhaustion: the first time that the noisy series, not only its line, reaches a limit above it.
 *
 * <p>Slope and level are drawn from their Student t laws with the variance that the noise model implies, the noise is an
 * autoregression started from the last residuals and driven by resampled innovations, its persistence and their scale drawn for
 * each future too; quantiles of the first passage over the simulated futures. (The interval of the line's own crossing, Fieller 1954, JRSS B 16:175, covers the first passage 0 to 91 %:
 * never mix the two.) No date is given when the slope's interval touches zero, or when a saturating curve beats the line; nothing
 * is said beyond a few lengths of the regime.
 *
 * <p>Assumes one regime, cycle removed, future like the past. Minimum n 30 and 8 effective. O(paths x steps).
 */
public final class Forecast {

    /** The name that results carry. */
    public static final String METHOD = "first passage of simulated line plus autoregressive noise";

    private Forecast() {}

    /** Forecasts with the default trend options. */
    public static ForecastResult firstPassage(Series lastRegime, double limit, ForecastOptions options) {
        return firstPassage(
                lastRegime, limit, options, Trend.test(lastRegime, TrendOptions.withDefaults()), Harmonics.NONE);
    }

    /** As above, with the trend of the regime known already and harmonics removed. */
    public static ForecastResult firstPassage(
            Series regime, double limit, ForecastOptions options, TrendResult trend, Harmonics removed) {
        Series present = regime.withoutMissing();
        int n = present.size();
        if (!Series.usable(limit)) {
            return without(ForecastResult.Outcome.NO_LIMIT, 0, trend, EnumSet.noneOf(Caveat.class));
        }
        if (n == 0) {
            return without(ForecastResult.Outcome.TOO_SHORT, limit, trend, EnumSet.of(Caveat.SHORT));
        }
        double end = present.time()[n - 1];
        if (present.value()[n - 1] >= limit) {
            OptionalDouble now = OptionalDouble.of(end);
            return result(ForecastResult.Outcome.REACHED, limit, now, now, now, now, now, false, false, trend);
        }
        if (trend.verdict() == Verdict.CONSTANT) {
            return without(ForecastResult.Outcome.CONSTANT, limit, trend, EnumSet.of(Caveat.CONSTANT));
        }
        // only growth, or what may hide it, can level off
        boolean saturating = trend.slopeHigh().orElse(1) > 0 && Saturation.levelsOff(regime);
        if (saturating && trend.slopeLow().isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return result(ForecastResult.Outcome.LEVELS_OFF, limit, none, none, none, none, none, false, true, trend);
        }
        if (n < Series.LEAST_TO_JUDGE || trend.slopeLow().isEmpty() || !regime.equidistant()) {
            Set<Caveat> why = n < Series.LEAST_TO_JUDGE
                    ? EnumSet.of(Caveat.SHORT)
                    : regime.equidistant() ? EnumSet.of(Caveat.FEW_EFFECTIVE) : EnumSet.of(Caveat.IRREGULAR);
            return without(ForecastResult.Outcome.TOO_SHORT, limit, trend, why);
        }
        if (trend.slopeHigh().orElse(0) < 0) {
            return without(ForecastResult.Outcome.RECEDING, limit, trend, EnumSet.noneOf(Caveat.class));
        }
        FuturePaths futures = new FuturePaths(regime, trend, removed.radians(), options);
        double[] passages = futures.passages(limit);
        return interpret(passages, futures.horizon(), limit, options, saturating, trend);
    }

    private static ForecastResult interpret(
            double[] passages,
            double horizon,
            double limit,
            ForecastOptions options,
            boolean saturating,
            TrendResult trend) {
        Arrays.sort(passages);
        double tail = (1 - options.confidence()) / 2;
        OptionalDouble earliest = quantile(passages, tail);
        OptionalDouble likely = quantile(passages, 0.5);
        OptionalDouble latest = quantile(passages, 1 - tail);
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble end = OptionalDouble.of(horizon);
        OptionalDouble notBefore = earliest.isPresent() ? earliest : end;
        boolean proven = trend.slopeLow().orElse(0) > 0;
        if (earliest.isEmpty()) {
            return result(
                    ForecastResult.Outcome.NOT_WITHIN_HORIZON,
                    limit,
                    none,
                    none,
                    none,
                    notBefore,
                    end,
                    true,
                    saturating,
                    trend);
        }
        if (!proven || saturating || likely.isEmpty()) {
            return result(
                    ForecastResult.Outcome.NOT_BEFORE,
                    limit,
                    earliest,
                    none,
                    none,
                    notBefore,
                    end,
                    latest.isEmpty(),
                    saturating,
                    trend);
        }
        return result(
                ForecastResult.Outcome.EXPECTED,
                limit,
                earliest,
                likely,
                latest,
                notBefore,
                end,
                latest.isEmpty(),
                false,
                trend);
    }

    /** Order statistic of times of which some are infinite (never). */
    private static OptionalDouble quantile(double[] sorted, double share) {
        double value = sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static ForecastResult without(
            ForecastResult.Outcome outcome, double limit, TrendResult trend, Set<Caveat> more) {
        OptionalDouble none = OptionalDouble.empty();
        EnumSet<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        caveats.addAll(trend.caveats());
        caveats.addAll(more);
        return new ForecastResult(
                METHOD,
                outcome,
                limit,
                none,
                none,
                none,
                none,
                none,
                false,
                false,
                trend.slope(),
                trend.n(),
                trend.effectiveN(),
                List.copyOf(caveats));
    }

    private static ForecastResult result(
            ForecastResult.Outcome outcome,
            double limit,
            OptionalDouble earliest,
            OptionalDouble likely,
            OptionalDouble latest,
            OptionalDouble notBefore,
            OptionalDouble horizon,
            boolean beyond,
            boolean saturating,
            TrendResult trend) {
        return new ForecastResult(
                METHOD,
                outcome,
                limit,
                earliest,
                likely,
                latest,
                notBefore,
                horizon,
                beyond,
                saturating,
                trend.slope(),
                trend.n(),
                trend.effectiveN(),
                trend.caveats());
    }
}
