package io.fragmortem.fleet;

import io.fragmortem.diagnosis.evidence.MetricWords;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.fleet.InstanceResult.ForecastLine;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.List;

/** When limits are reached, in words that claim no more than the statistics do. */
final class Forecasts {

    private static final double SECONDS_PER_DAY = 86_400;

    private Forecasts() {}

    static List<ForecastLine> of(Trends trends) {
        return trends.outlooks().stream().map(o -> new ForecastLine(o, note(o))).toList();
    }

    /** What is reached when, then what to know before believing it. */
    static Phrase note(Outlook o) {
        Phrase.Arg metric = Phrase.nested(MetricWords.of(o.metric()));
        Phrase.Arg limit = Phrase.nested(limit(o));
        Phrase.Arg caveat = Phrase.nested(caveat(o));
        Phrase.Arg horizon = Phrase.span(o.horizonDays().orElse(0) * SECONDS_PER_DAY);
        boolean dated = o.outcome() == Outcome.EXPECTED
                && o.dates().likely().isPresent()
                && o.dates().earliest().isPresent();
        if (dated) {
            Phrase.Arg likely = Phrase.moment(o.dates().likely().getAsLong());
            Phrase.Arg earliest = Phrase.moment(o.dates().earliest().getAsLong());
            return o.dates().latest().isPresent()
                    ? Phrase.of(
                            "forecast.expected",
                            metric,
                            limit,
                            likely,
                            earliest,
                            Phrase.moment(o.dates().latest().getAsLong()),
                            caveat)
                    : Phrase.of("forecast.expected.open", metric, limit, likely, earliest, caveat);
        }
        if (o.outcome() == Outcome.NOT_BEFORE && o.dates().notBefore().isPresent()) {
            return Phrase.of(
                    "forecast.not_before",
                    metric,
                    limit,
                    Phrase.moment(o.dates().notBefore().getAsLong()),
                    caveat);
        }
        return switch (o.outcome()) {
            case REACHED -> Phrase.of("forecast.reached", metric, limit);
            case EXPECTED, NOT_BEFORE, NOT_WITHIN_HORIZON ->
                Phrase.of("forecast.not_within", metric, limit, horizon, caveat);
            case LEVELS_OFF -> Phrase.of("forecast.levels_off", metric, limit);
            case RECEDING -> Phrase.of("forecast.receding", metric, limit);
            case CONSTANT -> Phrase.of("forecast.constant", metric, limit);
            case TOO_SHORT, NO_LIMIT -> Phrase.of("forecast.too_short", metric, limit);
        };
    }

    private static Phrase limit(Outlook o) {
        Phrase.Arg name =
                Phrase.nested(Phrase.of("forecast.limit." + o.bound().limit().id()));
        return o.reserve() > 0
                ? Phrase.of(
                        "forecast.limit.reserve", name, Phrase.bytes(o.bound().bytes()), Phrase.bytes(o.reserve()))
                : Phrase.of("forecast.limit.plain", name, Phrase.bytes(o.bound().bytes()));
    }

    private static Phrase caveat(Outlook o) {
        if (o.saturating()) {
            return Phrase.of("forecast.caveat.saturating");
        }
        return Phrase.of(o.beyondHorizon() ? "forecast.caveat.beyond" : "none");
    }
}
