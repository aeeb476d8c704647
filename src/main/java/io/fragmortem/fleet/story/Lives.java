package io.fragmortem.fleet.story;

import io.fragmortem.diagnosis.evidence.ConfigChanges;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Begin and end of the capture, and each restart as one row with all that belongs to it: the end before it, the gap, the load. */
final class Lives {

    private static final Set<Event.Kind> OF_A_LIFE = EnumSet.of(
            Event.Kind.SERVER_START,
            Event.Kind.SERVER_STOP,
            Event.Kind.CRASH,
            Event.Kind.KERNEL_OOM_KILL,
            Event.Kind.UNREACHABLE,
            Event.Kind.LOAD);

    /** Clocks of logs and samples need not agree better than this; a server also prints its first line before it answers. */
    private static final long SLACK_MICROS = 10_000_000;

    /** What lies closer together happened at once: servers measure themselves once a second at most. */
    static final long SAME_MICROS = 2_000_000;

    /** A dataset may take this long to load. */
    private static final long LOADING_MICROS = 3_600_000_000L;

    private final Timeline timeline;
    private final RssSeries series;
    private final List<Event> untold;
    private final Set<Gap> toldGaps;
    private final List<ConfigChanges.ConfigChange> settings;

    /**
     * @param untold events that no row has told yet; those told here are taken out
     * @param toldGaps receives the gaps that are told here
     * @param settings that changed, those of a restart among them
     */
    Lives(
            Timeline timeline,
            RssSeries series,
            List<Event> untold,
            Set<Gap> toldGaps,
            List<ConfigChanges.ConfigChange> settings) {
        this.timeline = timeline;
        this.series = series;
        this.untold = untold;
        this.toldGaps = toldGaps;
        this.settings = settings;
    }

    /** Whether a restart is near this moment, so that what moves there is told by its row. */
    boolean isRestart(long atMicros) {
        return timeline.runs().stream()
                .anyMatch(run -> run.index() > 0 && Math.abs(run.fromMicros() - atMicros) <= SAME_MICROS);
    }

    List<TimelineRow> rows() {
        List<TimelineRow> rows = new ArrayList<>();
        boolean measured = series.rss().length > 0; // a log alone has no samples to begin and end with
        if (measured) {
            rows.add(first());
        }
        for (Run run : timeline.runs()) {
            if (run.index() > 0) {
                rows.add(restart(timeline.runs().get(run.index() - 1), run));
            }
        }
        if (measured && timeline.size() > 1) {
            rows.add(last());
        }
        return rows;
    }

    private TimelineRow first() {
        long at = timeline.timeMicros()[0];
        Row row = new Row(
                        at,
                        TimelineRow.Kind.FIRST,
                        Phrase.of("mark.first"),
                        edge("story.first", wholeRows().findFirst()))
                .from(timeline.origins().get(0));
        long end = timeline.runs().size() > 1 ? timeline.runs().get(1).fromMicros() : Long.MAX_VALUE;
        take(at - SLACK_MICROS, Math.min(at + SLACK_MICROS, end - 1), row);
        return row.done();
    }

    private IntStream wholeRows() {
        return IntStream.range(0, series.timeMicros().length).filter(series::isWhole);
    }

    private TimelineRow last() {
        int sample = timeline.size() - 1;
        long at = timeline.timeMicros()[sample];
        Row row = new Row(
                        at,
                        TimelineRow.Kind.LAST,
                        Phrase.of("mark.last"),
                        edge("story.last", wholeRows().reduce((earlier, later) -> later)))
                .from(timeline.origins().get(sample));
        take(at - 1, Long.MAX_VALUE, row);
        return row.done();
    }

    /** With the first (last) numbers that the capture tells; a log may begin before it. */
    private Phrase edge(String key, OptionalInt row) {
        return row.isPresent()
                ? Phrase.of(
                        key, Phrase.bytes(series.used()[row.getAsInt()]), Phrase.bytes(series.rss()[row.getAsInt()]))
                : Phrase.of(key + ".bare");
    }

    private TimelineRow restart(Run before, Run run) {
        List<Event> all = lifeEvents(before.toMicros() - SLACK_MICROS, run);
        untold.removeAll(all);
        Map<Event.Kind, Event> events = new EnumMap<>(Event.Kind.class);
        // One line of a kind is enough: a server that is down does not answer many times.
        all.forEach(event -> events.putIfAbsent(event.kind(), event));
        Optional<Event> start = Optional.ofNullable(events.remove(Event.Kind.SERVER_START));
        Phrase how = Phrase.of("row.restart." + Spelling.lower(run.reason()));
        Row row = new Row(
                run.fromMicros(),
                TimelineRow.Kind.RESTART,
                Phrase.of(events.containsKey(Event.Kind.KERNEL_OOM_KILL) ? "mark.killed" : "mark.restart"),
                start.map(EventWords::of)
                        .map(started -> Phrase.of("story.restart", Phrase.nested(started)))
                        .orElse(how));
        row.from(start.map(Event::origin).orElse(timeline.origins().get(run.from())));
        row.moved(Samples.rssAt(series, run.fromMicros()) - Samples.rssBefore(series, run.fromMicros()));
        events.values().forEach(event -> row.also(EventWords.of(event)));
        gapBefore(before, run).ifPresent(gap -> row.also(gap(gap)));
        settings.stream()
                .filter(changed -> changed.atMicros() == run.fromMicros())
                .forEach(changed -> row.also(changed.text()));
        return row.done();
    }

    /** What belongs to the restart that begins this run; the dataset may be loaded long after it. */
    private List<Event> lifeEvents(long from, Run run) {
        long next = run.index() + 1 < timeline.runs().size()
                ? timeline.runs().get(run.index() + 1).fromMicros() - SLACK_MICROS
                : Long.MAX_VALUE;
        return untold.stream()
                .filter(event -> {
                    boolean load = event.kind() == Event.Kind.LOAD;
                    long to = run.fromMicros() + (load ? LOADING_MICROS : SLACK_MICROS);
                    long at = event.stamp().epochMicros();
                    return OF_A_LIFE.contains(event.kind()) && at >= from && at <= Math.min(to, next);
                })
                .toList();
    }

    private Optional<Gap> gapBefore(Run before, Run run) {
        for (Gap gap : timeline.gaps()) {
            if (gap.fromMicros() >= before.toMicros() - SLACK_MICROS && gap.fromMicros() <= run.fromMicros()) {
                toldGaps.add(gap);
                return Optional.of(gap);
            }
        }
        return Optional.empty();
    }

    static Phrase gap(Gap gap) {
        return Phrase.of(
                "row.gap", Phrase.span((gap.toMicros() - gap.fromMicros()) / 1e6), Phrase.count(gap.missing()));
    }

    /** Tells the events of a life between two moments in this row. */
    private void take(long from, long to, Row row) {
        Iterator<Event> events = untold.iterator();
        while (events.hasNext()) {
            Event event = events.next();
            long at = event.stamp().epochMicros();
            if (OF_A_LIFE.contains(event.kind()) && at >= from && at <= to) {
                row.also(EventWords.of(event));
                events.remove();
            }
        }
    }
}
