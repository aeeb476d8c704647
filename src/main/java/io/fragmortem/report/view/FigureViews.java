package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few numbers that people ask for first, each with what it refers to. */
final class FigureViews {

    private static final double SECONDS_PER_DAY = 86_400;

    private final InstanceResult result;
    private final Wording wording;
    private final List<Answer.Figure> figures = new ArrayList<>();

    private FigureViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    static List<Answer.Figure> of(InstanceResult result, Wording wording) {
        return new FigureViews(result, wording).figures();
    }

    private List<Answer.Figure> figures() {
        result.now().ifPresent(this::current);
        if (result.samples() > 1) {
            growth();
            outlook();
        }
        restarts();
        return List.copyOf(figures);
    }

    private void current(Breakdown now) {
        switch (now.split()) {
            case USED_ONLY -> figure("figure.used", wording.bytes(now.used()), wording.text("figure.no_rss"));
            case RSS_ONLY -> figure("figure.rss", wording.bytes(now.rss()), wording.text("figure.no_used"));
            case FULL, USED_AND_RSS -> both(now);
        }
    }

    private void both(Breakdown now) {
        Optional<Suspect> apart =
                SinceViews.lead(result).filter(suspect -> suspect.cause().isCountedApart());
        apart.ifPresent(suspect -> counted(suspect, now));
        boolean below = now.gap() < 0;
        figure(
                below ? "figure.missing" : "figure.gap",
                wording.bytes(Math.abs(now.gap())),
                wording.text("figure.of", Phrase.bytes(now.rss()), Phrase.bytes(now.used())));
        result.worst()
                .filter(worst -> apart.isEmpty())
                .ifPresent(worst -> figure(
                        worst.gap() < 0 ? "figure.worst_missing" : "figure.worst",
                        wording.bytes(Math.abs(worst.gap())),
                        totals(worst)));
        String ratio = Quantities.ratio(now.rss() / Math.max(1, now.used()));
        if (now.has(Component.FRAGMENTATION)) {
            double allocated = now.used() + now.bytes(Component.ALLOCATOR_CACHE);
            double active = allocated + now.bytes(Component.FRAGMENTATION);
            figure(
                    "figure.ratios",
                    ratio + " · " + Quantities.ratio(active / Math.max(1, allocated)),
                    wording.text("figure.ratios.note"));
        } else {
            figure("figure.ratio", ratio, wording.text("figure.ratio.note"));
        }
    }

    /** What leads has bytes of its own: these now, and at their most. */
    private void counted(Suspect suspect, Breakdown now) {
        Phrase.Arg cause = Phrase.name(wording.cause(suspect.cause()));
        labelled(
                wording.text("figure.cause.now", cause),
                wording.bytes(suspect.held().now()),
                // before Redis 7.4 the interpreter's memory lies outside of used memory
                suspect.cause() == Cause.LUA_SCRIPTS && now.has(Component.LUA)
                        ? wording.text("figure.cause.of_rss", Phrase.bytes(now.rss()))
                        : wording.text("figure.cause.of", Phrase.bytes(now.used())));
        result.worst()
                .ifPresent(worst -> labelled(
                        wording.text("figure.cause.worst", cause),
                        wording.bytes(suspect.held().worst().bytes()),
                        totals(worst)));
    }

    /** RSS and used memory of a moment, and when that was where it is known. */
    private String totals(Breakdown worst) {
        boolean untimed = worst.atMicros() == 0;
        return wording.text(
                untimed ? "figure.of" : "figure.of_at",
                Phrase.bytes(worst.rss()),
                Phrase.bytes(worst.used()),
                Phrase.name(untimed ? "" : Moments.of(worst.atMicros(), result, wording)));
    }

    private void growth() {
        Optional<TrendLine> rss = result.trendNow(Total.USED_MEMORY_RSS).or(() -> result.trendNow(Total.USED_MEMORY));
        if (rss.isEmpty()) {
            return;
        }
        TrendResult trend = rss.get().trend();
        double seen = result.seenSeconds();
        boolean moves = Trends.isMove(trend);
        String value = moves
                ? wording.slope(trend.slope(), seen)
                : wording.text(
                        trend.verdict() == Verdict.STEADY || trend.verdict() == Verdict.CONSTANT
                                ? "figure.growth.steady"
                                : "figure.growth.none");
        figure("figure.growth." + rss.get().metric().jsonName(), value, range(trend, seen));
    }

    /** The interval of the slope, where it tells anything: how many samples there are otherwise. */
    private String range(TrendResult trend, double seen) {
        double low = trend.slopeLow().orElse(0);
        double high = trend.slopeHigh().orElse(0);
        String from = wording.slope(low, seen);
        String to = wording.slope(high, seen);
        if (from.equals(to) && from.equals(wording.slope(0, seen))) {
            return wording.text("figure.growth.n", Phrase.count(trend.n()));
        }
        boolean oneSided = low > 0 || high < 0;
        boolean doubted = oneSided && !Trends.isMove(trend);
        return wording.text(
                doubted ? "figure.growth.doubted" : "figure.growth.between", Phrase.name(from), Phrase.name(to));
    }

    /** When the nearest limit is reached, or that no trend says so. */
    private void outlook() {
        if (result.forecasts().isEmpty()) {
            boolean none = result.series().limits().isEmpty();
            figure(
                    "figure.limit",
                    wording.text(none ? "figure.limit.unknown" : "figure.limit.no_trend"),
                    wording.text(none ? "figure.limit.none" : "figure.limit.far"));
            return;
        }
        Outlook nearest = result.forecasts().stream()
                .map(InstanceResult.ForecastLine::outlook)
                .filter(outlook -> outlook.outcome() == Outcome.EXPECTED || outlook.outcome() == Outcome.REACHED)
                .findFirst()
                .orElse(result.forecasts().get(0).outlook());
        String limit = limit(nearest.bound());
        boolean dated = nearest.outcome() == Outcome.EXPECTED
                && nearest.dates().likely().isPresent()
                && result.toMicros().isPresent();
        if (nearest.outcome() == Outcome.REACHED) {
            figure("figure.limit", wording.text("figure.limit.reached"), limit);
        } else if (dated) {
            long end = result.toMicros().getAsLong();
            double likely = (nearest.dates().likely().getAsLong() - end) / 1e6;
            String between = nearest.dates().earliest().isPresent()
                            && nearest.dates().latest().isPresent()
                    ? wording.text(
                            "figure.limit.between",
                            Phrase.span((nearest.dates().earliest().getAsLong() - end) / 1e6),
                            Phrase.span((nearest.dates().latest().getAsLong() - end) / 1e6),
                            Phrase.name(limit))
                    : limit;
            figure("figure.limit", wording.text("figure.limit.likely", Phrase.span(likely)), between);
        } else {
            figure("figure.limit", wording.text(undated(nearest.outcome())), room(nearest, limit));
        }
    }

    /** Without a date: it grows and is far away, it moves away, or nothing can be said. */
    private String undated(Outcome outcome) {
        boolean moves = result.trendNow(Total.USED_MEMORY_RSS)
                .or(() -> result.trendNow(Total.USED_MEMORY))
                .filter(line -> Trends.isMove(line.trend()))
                .isPresent();
        return outcome == Outcome.RECEDING
                ? "figure.limit.receding"
                : moves && outcome == Outcome.NOT_WITHIN_HORIZON ? "figure.limit.far_off" : "figure.limit.no_trend";
    }

    /** Without a date: how far the forecast looked, where it could look at all. */
    private String room(Outlook outlook, String limit) {
        return outlook.horizonDays().isPresent() && outlook.outcome() == Outcome.NOT_WITHIN_HORIZON
                ? wording.text(
                        "figure.limit.not_within",
                        Phrase.span(outlook.horizonDays().getAsDouble() * SECONDS_PER_DAY),
                        Phrase.name(limit))
                : limit;
    }

    private String limit(Bound bound) {
        Phrase.Arg name = Phrase.nested(Phrase.of("limit." + bound.limit().id()));
        return wording.text("chart.limit", name, Phrase.bytes(bound.bytes()));
    }

    private void restarts() {
        if (result.runs().size() > 1) {
            long last = result.runs().get(result.runs().size() - 1).fromMicros();
            figure(
                    "figure.restarts",
                    wording.count(result.runs().size() - 1),
                    result.fromMicros().isPresent() ? wording.text("figure.restarts.note", Phrase.moment(last)) : "");
        }
    }

    private void figure(String key, String value, String note) {
        labelled(wording.text(key), value, note);
    }

    private void labelled(String label, String value, String note) {
        figures.add(new Answer.Figure(label, value, note));
    }
}
