package io.fragmortem.diagnosis.trend;

import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Metric;
import io.fragmortem.statistics.forecast.ForecastResult;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleToLongFunction;

/** Puts forecasts on the calendar and in order. */
final class Outlooks {

    /** What is reached first comes first; then what may be reached; then what is not. */
    static final Comparator<Trends.Outlook> NEAREST_FIRST = Comparator.comparingInt(Outlooks::urgency)
            .thenComparingLong(o -> o.dates().likely().orElse(Long.MAX_VALUE))
            .thenComparingLong(o -> o.dates().notBefore().orElse(Long.MAX_VALUE))
            .thenComparing(o -> o.bound().limit());

    private Outlooks() {}

    /**
     * One forecast with its limit.
     *
     * @param lastDay time of the last sample, days
     * @param micros from days to the calendar
     */
    static Trends.Outlook of(
            Bound limit, Metric metric, double reserve, ForecastResult f, double lastDay, DoubleToLongFunction micros) {
        return new Trends.Outlook(
                limit,
                metric,
                reserve,
                f.outcome(),
                new Trends.Dates(
                        moment(f.earliest(), micros),
                        moment(f.likely(), micros),
                        moment(f.latest(), micros),
                        moment(f.notBefore(), micros)),
                f.horizon().isPresent()
                        ? OptionalDouble.of(f.horizon().getAsDouble() - lastDay)
                        : OptionalDouble.empty(),
                f.beyondHorizon(),
                f.saturating());
    }

    private static OptionalLong moment(OptionalDouble day, DoubleToLongFunction micros) {
        return day.isPresent() ? OptionalLong.of(micros.applyAsLong(day.getAsDouble())) : OptionalLong.empty();
    }

    private static int urgency(Trends.Outlook outlook) {
        return switch (outlook.outcome()) {
            case REACHED -> 0;
            case EXPECTED -> 1;
            case NOT_BEFORE -> 2;
            case LEVELS_OFF -> 3;
            case NOT_WITHIN_HORIZON -> 4;
            case RECEDING, CONSTANT -> 5;
            case TOO_SHORT, NO_LIMIT -> 6;
        };
    }
}
