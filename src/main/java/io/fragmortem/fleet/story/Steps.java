package io.fragmortem.fleet.story;

import io.fragmortem.diagnosis.evidence.MetricWords;
import io.fragmortem.diagnosis.evidence.Triggers;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Certified changes of used memory and RSS, those of one moment in one row, with the event that explains them. */
final class Steps {

    private static final double MICROS_PER_DAY = 86_400e6;

    private final Timeline timeline;
    private final List<Event> untold;
    private final Lives lives;
    private final Movers movers;

    /**
     * @param untold events that no row has told yet; those that explain a change are taken out
     */
    Steps(Timeline timeline, RssSeries series, List<Event> untold, Lives lives) {
        this.timeline = timeline;
        this.untold = untold;
        this.lives = lives;
        this.movers = new Movers(series);
    }

    List<TimelineRow> rows(Trends trends) {
        List<Change> certified = trends.changes().stream()
                .filter(change -> change.metric() instanceof Total && !lives.isRestart(change.atMicros()))
                .sorted(Comparator.comparingLong(Change::atMicros))
                .toList();
        List<Change> changes = certified.stream()
                .filter(change -> !isOfCycle(change, certified, trends))
                .toList();
        List<TimelineRow> rows = new ArrayList<>();
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && together(changes.get(from), changes.get(to))) {
                to++;
            }
            long since =
                    from == 0 ? timeline.timeMicros()[0] : changes.get(from - 1).atMicros();
            rows.add(row(since, changes.subList(from, to), changes.subList(to, changes.size())));
            from = to;
        }
        return rows;
    }

    private static boolean together(Change one, Change other) {
        return other.atMicros() - one.atMicros() <= Lives.SAME_MICROS && isBend(one) == isBend(other);
    }

    private static boolean isBend(Change change) {
        return change.kind() == ChangePoint.Kind.SLOPE;
    }

    /** Until when a bend lasts: the next change of the same metric, or the end. */
    private long until(Change bend, List<Change> later) {
        return later.stream()
                .filter(change -> change.metric() == bend.metric())
                .findFirst()
                .map(Change::atMicros)
                .orElse(timeline.timeMicros()[timeline.size() - 1]);
    }

    /** Whether a bend moves no more than the cycle of its metric does anyway: then it is a turn of that cycle, and no news. */
    private boolean isOfCycle(Change change, List<Change> all, Trends trends) {
        return isBend(change)
                && trends.shape(change.metric())
                        .flatMap(Trends.Shape::cycle)
                        .filter(cycle -> Math.abs(moved(change, all)) <= 2 * cycle.amplitude())
                        .isPresent();
    }

    /** Bytes: the step, or what the other slope makes until the next change. */
    private double moved(Change change, List<Change> all) {
        double moved = change.after() - change.before();
        List<Change> later = all.stream()
                .filter(other -> other.atMicros() > change.atMicros())
                .toList();
        return isBend(change) ? moved * (until(change, later) - change.atMicros()) / MICROS_PER_DAY : moved;
    }

    private TimelineRow row(long sinceMicros, List<Change> group, List<Change> later) {
        // What moves more is told first; a second of the same metric within a moment is the same fact.
        List<Change> parts = new ArrayList<>();
        group.stream()
                .sorted(Comparator.comparingDouble((Change c) -> -Math.abs(c.after() - c.before())))
                .filter(c -> parts.stream().noneMatch(told -> told.metric() == c.metric()))
                .forEach(parts::add);
        Change main = parts.get(0);
        double moved = moved(main, later);
        Optional<Event> trigger =
                parts.stream().flatMap(c -> Triggers.of(c, timeline).stream()).findFirst();
        Phrase label = label(main, metric(main, sinceMicros, until(main, later)), trigger);
        Row row = new Row(main.atMicros(), TimelineRow.Kind.CHANGE, label, what(main))
                .turns(isBend(main) ? TimelineRow.Turn.NONE : TimelineRow.Turn.STEP);
        parts.stream().skip(1).forEach(other -> row.also(what(other)));
        Samples.origin(timeline, main.atMicros()).ifPresent(row::from);
        trigger.ifPresent(event -> {
            row.also(Phrase.of(
                    event.isCounted() ? "story.in_this_time" : "story.right_after",
                    Phrase.nested(EventWords.of(event))));
            if (!event.isCounted()) {
                row.from(event.origin());
            }
            untold.remove(event);
        });
        return row.moved(moved).done();
    }

    private Phrase what(Change change) {
        Phrase.Arg metric = Phrase.nested(MetricWords.of(change.metric()));
        if (isBend(change)) {
            return Phrase.of(
                    "story.bend." + Bend.of(change).key(),
                    metric,
                    new Phrase.BytesPerDay(change.before(), timeline.spanSeconds()),
                    new Phrase.BytesPerDay(change.after(), timeline.spanSeconds()));
        }
        return Phrase.of(
                change.after() < change.before() ? "story.step.down" : "story.step.up",
                metric,
                Phrase.bytes(change.before()),
                Phrase.bytes(change.after()),
                Phrase.bytes(change.after() - change.before()));
    }

    /** What moved, as short as a mark has it: a part of used memory where one of them did. */
    private Phrase metric(Change change, long sinceMicros, long untilMicros) {
        Optional<Component> mover =
                change.metric() == Total.USED_MEMORY ? movers.of(change, sinceMicros, untilMicros) : Optional.empty();
        return Phrase.of("mark.metric."
                + mover.map(Component::jsonName).orElse(change.metric().jsonName()));
    }

    private static Phrase label(Change change, Phrase moved, Optional<Event> trigger) {
        Phrase.Arg metric = Phrase.nested(moved);
        if (isBend(change)) {
            return Phrase.of("mark.bend." + Bend.of(change).key(), metric);
        }
        double step = change.after() - change.before();
        Phrase.Arg bytes = Phrase.bytes(Math.abs(step));
        String way = step < 0 ? ".down" : ".up";
        return trigger.map(event ->
                        Phrase.of("mark.step.after" + way, Phrase.nested(EventWords.label(event)), metric, bytes))
                .orElseGet(() -> Phrase.of("mark.step" + way, metric, bytes));
    }
}
