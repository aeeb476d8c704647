package io.fragmortem.fleet;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.Figure;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The headline figures of an instance, each with what it refers to. */
final class Figures {

    private Figures() {}

    static List<Figure> of(MemoryModel model, Optional<Breakdown> now, Trends trends) {
        List<Figure> figures = new ArrayList<>();
        Timeline timeline = model.timeline();
        now.ifPresent(b -> current(b, figures));
        timeline.last(Field.USED_MEMORY_PEAK)
                .ifPresent(peak -> figures.add(figure("figure.peak", Phrase.of("value", Phrase.bytes(peak)))));
        now.filter(b -> b.has(Component.FRAGMENTATION)).ifPresent(b -> {
            double allocated = b.used() + b.bytes(Component.ALLOCATOR_CACHE);
            double ratio = (allocated + b.bytes(Component.FRAGMENTATION)) / allocated;
            figures.add(new Figure(
                    Phrase.of("figure.allocator.ratio"),
                    Phrase.of("value", Phrase.ratio(ratio)),
                    Optional.of(Phrase.of("figure.allocator.note"))));
        });
        growth(model, trends, figures);
        trends.outlooks().forEach(o -> outlook(o, figures));
        for (Map.Entry<Limit, Double> limit : model.limits().entrySet()) {
            now.ifPresent(b -> figures.add(new Figure(
                    Phrase.of("figure.limit." + limit.getKey().id()),
                    Phrase.of("value", Phrase.bytes(limit.getValue())),
                    Optional.of(Phrase.of(
                            "figure.limit.note",
                            Phrase.percent((limit.getKey().isHard() ? b.rss() : b.used()) / limit.getValue()))))));
        }
        if (timeline.runs().size() > 1) {
            figures.add(new Figure(
                    Phrase.of("figure.restarts"),
                    Phrase.of("value", Phrase.count(timeline.runs().size() - 1)),
                    timeline.timed()
                            ? Optional.of(Phrase.of(
                                    "figure.restarts.note",
                                    Phrase.moment(timeline.lastRun().fromMicros())))
                            : Optional.empty()));
        }
        return List.copyOf(figures);
    }

    private static Figure figure(String label, Phrase value) {
        return new Figure(Phrase.of(label), value, Optional.empty());
    }

    private static void current(Breakdown b, List<Figure> figures) {
        if (b.split() == Breakdown.Split.USED_ONLY) {
            figures.add(figure("figure.used", Phrase.of("value", Phrase.bytes(b.used()))));
            return;
        }
        figures.add(figure("figure.rss", Phrase.of("value", Phrase.bytes(b.rss()))));
        if (b.split() == Breakdown.Split.RSS_ONLY) {
            return;
        }
        figures.add(figure("figure.used", Phrase.of("value", Phrase.bytes(b.used()))));
        figures.add(new Figure(
                Phrase.of(b.gap() >= 0 ? "figure.gap" : "figure.missing"),
                Phrase.of("value", Phrase.bytes(Math.abs(b.gap()))),
                Optional.of(Phrase.of("figure.gap.note", Phrase.ratio(b.rss() / Math.max(1, b.used()))))));
    }

    private static void growth(MemoryModel model, Trends trends, List<Figure> figures) {
        Optional<TrendResult> rss = trends.of(Total.USED_MEMORY_RSS);
        if (rss.isEmpty()) {
            return;
        }
        TrendResult t = rss.get();
        double seen = model.timeline().spanSeconds();
        boolean moves = Trends.isMove(t);
        if (moves && t.slopeLow().isPresent() && t.slopeHigh().isPresent()) {
            figures.add(new Figure(
                    Phrase.of("figure.growth"),
                    Phrase.of("value", new Phrase.BytesPerDay(t.slope(), seen)),
                    Optional.of(Phrase.of(
                            "figure.growth.note",
                            new Phrase.BytesPerDay(t.slopeLow().getAsDouble(), seen),
                            new Phrase.BytesPerDay(t.slopeHigh().getAsDouble(), seen)))));
        } else if (model.timeline().size() > 1) {
            figures.add(new Figure(
                    Phrase.of("figure.growth"),
                    Phrase.of(t.verdict() == Verdict.STEADY ? "figure.growth.steady" : "figure.growth.none"),
                    Optional.of(Phrase.of(
                            "figure.growth.n", Phrase.count(t.n()), Phrase.count(Math.round(t.effectiveN()))))));
        }
    }

    /** A date where there is one; "not before" only where it is further away than a day, else it says nothing. */
    private static void outlook(Trends.Outlook o, List<Figure> figures) {
        Phrase label = Phrase.of("figure.forecast." + o.bound().limit().id());
        boolean dated = o.outcome() == Outcome.EXPECTED
                && o.dates().likely().isPresent()
                && o.dates().earliest().isPresent();
        if (o.outcome() == Outcome.REACHED) {
            figures.add(new Figure(label, Phrase.of("figure.forecast.now"), Optional.empty()));
        } else if (dated) {
            Phrase.Arg earliest = Phrase.moment(o.dates().earliest().getAsLong());
            Phrase note = o.dates().latest().isPresent()
                    ? Phrase.of(
                            "figure.forecast.between",
                            earliest,
                            Phrase.moment(o.dates().latest().getAsLong()))
                    : Phrase.of("figure.forecast.from", earliest);
            figures.add(new Figure(
                    label,
                    Phrase.of(
                            "figure.forecast.about",
                            Phrase.moment(o.dates().likely().getAsLong())),
                    Optional.of(note)));
        } else if (o.outcome() == Outcome.NOT_BEFORE
                && o.dates().notBefore().isPresent()
                && o.horizonDays().orElse(0) >= 1) {
            figures.add(new Figure(
                    label,
                    Phrase.of(
                            "figure.forecast.not_before",
                            Phrase.moment(o.dates().notBefore().getAsLong())),
                    Optional.of(Phrase.of("figure.forecast.unproven"))));
        }
    }
}
