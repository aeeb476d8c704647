package io.fragmortem.fleet;

import io.fragmortem.diagnosis.evidence.ConfigChanges;
import io.fragmortem.diagnosis.evidence.Triggers;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.TimelineRow;
import io.fragmortem.fleet.InstanceResult.TimelineRow.Kind;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The facts of a timeline in order of time: restarts, gaps, events, peaks and certified changes, each with its source. */
final class TimelineRows {

    /** More rows of one kind of event than this are news only as a number. */
    private static final int MOST_OF_A_KIND = 40;

    /** Events that tell a reader of a postmortem nothing. */
    private static final Set<Event.Kind> SILENT = EnumSet.of(
            Event.Kind.CLOCK_ANCHOR,
            Event.Kind.NOTE,
            Event.Kind.COMMAND,
            Event.Kind.PARTIAL_SYNC,
            Event.Kind.CONFIG_WARNING);

    /** Neighbouring events of one kind within this time are one row. */
    private static final long SAME_MICROS = 2_000_000;

    private TimelineRows() {}

    static List<TimelineRow> of(Timeline timeline, RssSeries series, Trends trends) {
        List<TimelineRow> rows = new ArrayList<>();
        if (!timeline.timed()) {
            return List.of();
        }
        if (series.rss().length > 0) {
            edges(timeline, rows);
        }
        for (Run run : timeline.runs()) {
            if (run.index() > 0) {
                rows.add(row(
                        run.fromMicros(),
                        Kind.RESTART,
                        restart(run),
                        source(timeline.origins().get(run.from()))));
            }
        }
        for (Gap gap : timeline.gaps()) {
            Phrase what = Phrase.of(
                    "row.gap", Phrase.span((gap.toMicros() - gap.fromMicros()) / 1e6), Phrase.count(gap.missing()));
            rows.add(new TimelineRow(gap.fromMicros(), OptionalLong.of(gap.toMicros()), Kind.GAP, what, ""));
        }
        peak(series, rows);
        events(timeline, rows);
        ConfigChanges.of(timeline)
                .forEach(changed -> rows.add(row(
                        changed.atMicros(), Kind.EVENT, Phrase.of("row.config", Phrase.nested(changed.text())), "")));
        for (Change change : trends.changes()) {
            if (change.metric() instanceof Total) {
                rows.add(row(change.atMicros(), Kind.CHANGE, change(change, timeline), ""));
            }
        }
        rows.sort(Comparator.comparingLong(TimelineRow::atMicros).thenComparing(TimelineRow::kind));
        return List.copyOf(rows);
    }

    private static TimelineRow row(long at, Kind kind, Phrase what, String source) {
        return new TimelineRow(at, OptionalLong.empty(), kind, what, source);
    }

    private static String source(Origin origin) {
        return origin.line() > 0 ? origin.stream() + ":" + origin.line() : origin.stream();
    }

    private static void edges(Timeline timeline, List<TimelineRow> rows) {
        int last = timeline.size() - 1;
        rows.add(row(
                timeline.timeMicros()[0],
                Kind.FIRST,
                Phrase.of("row.first"),
                source(timeline.origins().get(0))));
        if (last > 0) {
            rows.add(row(
                    timeline.timeMicros()[last],
                    Kind.LAST,
                    Phrase.of("row.last"),
                    source(timeline.origins().get(last))));
        }
    }

    private static Phrase restart(Run run) {
        return Phrase.of("row.restart." + Spelling.lower(run.reason()));
    }

    private static void peak(RssSeries series, List<TimelineRow> rows) {
        int at = -1;
        for (int i = 0; i < series.rss().length; i++) {
            if (series.rss()[i] > (at < 0 ? 0 : series.rss()[at])) {
                at = i;
            }
        }
        if (at > 0 && series.rss().length > 2) {
            Phrase what = Phrase.of("row.peak", Phrase.bytes(series.rss()[at]), Phrase.bytes(series.used()[at]));
            rows.add(row(series.timeMicros()[at], Kind.PEAK, what, ""));
        }
    }

    private static Phrase change(Change change, Timeline timeline) {
        boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
        Phrase.Arg metric = Phrase.name(change.metric().jsonName());
        Phrase.Arg before =
                bend ? new Phrase.BytesPerDay(change.before(), timeline.spanSeconds()) : Phrase.bytes(change.before());
        Phrase.Arg after =
                bend ? new Phrase.BytesPerDay(change.after(), timeline.spanSeconds()) : Phrase.bytes(change.after());
        String key = bend ? "row.bend" : "row.step";
        return Triggers.of(change, timeline)
                .map(event ->
                        Phrase.of(key + ".explained", metric, before, after, Phrase.nested(Triggers.phrase(event))))
                .orElseGet(() -> Phrase.of(key, metric, before, after));
    }

    private static void events(Timeline timeline, List<TimelineRow> rows) {
        Map<Event.Kind, Integer> shown = new EnumMap<>(Event.Kind.class);
        Map<Event.Kind, Long> last = new EnumMap<>(Event.Kind.class);
        long from = timeline.timeMicros()[0] - 3600L * 1_000_000;
        for (Event event : timeline.events()) {
            long at = event.stamp().epochMicros();
            boolean inWindow = event.stamp().known() && at >= from;
            boolean repeated = at - last.getOrDefault(event.kind(), Long.MIN_VALUE / 2) < SAME_MICROS;
            if (!isTelling(event) || !inWindow) {
                continue;
            }
            last.put(event.kind(), at);
            if (!repeated && shown.merge(event.kind(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                rows.add(row(at, Kind.EVENT, Triggers.phrase(event), source(event.origin())));
            }
        }
    }

    /** Whether an event belongs into a postmortem's timeline. */
    static boolean isTelling(Event event) {
        return !SILENT.contains(event.kind());
    }
}
