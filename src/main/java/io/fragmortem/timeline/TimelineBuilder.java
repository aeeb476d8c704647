package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Assumption;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.UnknownField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects what one instance said and orders it. Whose a finding is was decided before: all that is added is taken for one
 * server's. Built once, since building orders and corrects what was kept.
 *
 * <pre>{@code
 * TimelineBuilder builder = new TimelineBuilder();
 * findings.forEach(builder::add);
 * Timeline timeline = builder.build("cache-7");
 * }</pre>
 */
public final class TimelineBuilder {

    /** A table of exhibits, names and remarks beyond these would only be hostile. */
    private static final int MOST_EXHIBITS = 2000;

    /** Names of unknown fields, and assumptions, that are told at most. */
    public static final int MOST_NAMES = 10_000;

    /** Events that are kept at most; of more, every second one of the most frequent kind is left out. */
    public static final int MOST_EVENTS = KeptEvents.MOST;

    private static final Comparator<Event> BY_TIME =
            Comparator.comparingLong(e -> e.stamp().known() ? e.stamp().epochMicros() : Long.MAX_VALUE);

    private final KeptSamples keptSamples = new KeptSamples();
    private final KeptEvents keptEvents = new KeptEvents();
    private final List<Sample> samples = keptSamples.list();
    private final List<Event> events = keptEvents.list();
    private final List<Exhibit> exhibits = new ArrayList<>();
    private final Set<Phrase> assumptions = new LinkedHashSet<>();
    private final Map<String, Integer> unknown = new TreeMap<>();

    /** Takes what was found; what could not be read belongs to no instance. */
    public void add(Finding finding) {
        if (finding instanceof Sample sample) {
            keptSamples.add(sample);
        } else if (finding instanceof Event event) {
            keptEvents.add(event);
        } else if (finding instanceof Exhibit exhibit) {
            exhibit(exhibit);
        } else if (finding instanceof Assumption assumption) {
            assume(assumption.words());
        } else if (finding instanceof UnknownField field) {
            unknown(field.name(), 1);
        }
    }

    private void exhibit(Exhibit exhibit) {
        if (exhibits.size() < MOST_EXHIBITS) {
            exhibits.add(exhibit);
        }
    }

    /** Says what had to be assumed of the instance. */
    public void assume(Phrase assumption) {
        if (assumptions.size() < MOST_NAMES) {
            assumptions.add(assumption);
        }
    }

    /** Counts a field that nobody here knows. */
    public void unknown(String field, int times) {
        if (unknown.size() < MOST_NAMES || unknown.containsKey(field)) {
            unknown.merge(field, times, Integer::sum);
        }
    }

    /** Events that nobody kept because there were too many. */
    public void leftOut(long count) {
        keptEvents.leftOut(count);
    }

    /** Streams that are the log of another server. */
    public List<String> foreignLogs() {
        return ForeignLogs.among(samples, events);
    }

    /** The timeline of all that was added. */
    public Timeline build(String name) {
        SharedFileTime.withdraw(samples);
        YearAlignment.apply(samples, events, exhibits, assumptions);
        ClockAlignment.apply(samples, events, exhibits, assumptions);
        Map<Fact, String> configuration = new EnumMap<>(Fact.class);
        Map<Field, Double> configured = new EnumMap<>(Field.class);
        List<Sample> rows = new ArrayList<>();
        for (Sample sample : Companions.join(samples)) {
            if (isConfiguration(sample)) {
                configuration.putAll(sample.facts());
                sample.forEach(configured::put);
            } else {
                rows.add(sample);
            }
        }
        if (rows.stream().noneMatch(TimelineBuilder::measures)) {
            edges().forEach(rows::add);
        }
        rows = AllocatorAlone.complete(rows, assumptions::add);
        List<Sample> speaking = speaking(rows);
        boolean timed = speaking.stream().anyMatch(s -> s.stamp().known()) && !isOnlyFileTime(speaking);
        boolean dated = speaking.stream().anyMatch(s -> s.stamp().isDated());
        int untimed = 0;
        long placeless = 0;
        for (Sample row : rows) {
            if (isPlaceless(row, dated)) {
                untimed++;
                placeless += timed && Telling.speaksOfMemory(row) ? 1 : 0;
            }
        }
        if (timed) {
            StrayTimes.straighten(rows, assumptions);
        }
        List<Long> stepsBack = timed ? ClockJumps.of(rows) : List.of();
        if (!timed) {
            ProcessClock.order(rows);
        } else {
            if (!stepsBack.isEmpty()) {
                ProcessClock.align(rows, assumptions);
            }
            if (untimed > 0) {
                keepUntimedLast(rows, configured, dated);
            }
            Set<String> newestFirst = SameSecond.newestFirst(rows);
            rows.sort(Comparator.comparingLong(s -> s.stamp().epochMicros()));
            int spread = SameSecond.spread(rows, newestFirst);
            if (spread > 0) {
                assumptions.add(Phrase.of("input.assumed.same_second", Phrase.count(spread)));
            }
        }
        Rows merged = Rows.merge(rows, timed);
        if (merged.contradicted > 0) {
            assumptions.add(Phrase.of("input.assumed.same_moment", Phrase.count(merged.contradicted)));
        }
        long leftOut = placeless + merged.contradicted;
        Optional<Phrase> most = leftOut > merged.time.length
                ? Optional.of(Phrase.of(
                        "input.assumed.most_left_out",
                        Phrase.count(leftOut),
                        Phrase.count((double) leftOut + merged.time.length)))
                : Optional.empty();
        most.ifPresent(assumptions::add);
        events.sort(BY_TIME);
        List<Run> runs = Runs.find(merged, events);
        if (timed) {
            events.addAll(CommandCounts.events(merged, runs));
            events.sort(BY_TIME);
        }
        long cadence = Gaps.cadence(merged);
        List<Gap> gaps = timed ? Gaps.find(merged, cadence) : List.of();
        if (keptSamples.dropped() > 0) {
            assumptions.add(Phrase.of("input.assumed.thinned", Phrase.count(keptSamples.dropped())));
        }
        if (keptEvents.dropped() > 0) {
            assumptions.add(Phrase.of("input.assumed.events.dropped", Phrase.count(keptEvents.dropped())));
        }
        if (timed && untimed > 0) {
            assumptions.add(Phrase.of("input.assumed.untimed", Phrase.count(untimed)));
        }
        return new Timeline(
                name,
                timed,
                merged.time,
                merged.columns,
                merged.facts,
                merged.origins,
                runs,
                gaps,
                List.copyOf(events),
                List.copyOf(exhibits),
                Collections.unmodifiableMap(configuration),
                Collections.unmodifiableMap(configured),
                quality(rows, merged, cadence, gaps, ClockJumps.withoutRestarts(stepsBack, runs), most));
    }

    /** A log without any sample covers the time from its first to its last event: two rows that tell nothing else. */
    private Stream<Sample> edges() {
        List<Event> dated = events.stream().filter(e -> e.stamp().known()).toList();
        List<Event> known = dated.isEmpty() ? events : dated;
        Comparator<Event> byTime = Comparator.comparingLong(e -> e.stamp().epochMicros());
        Optional<Event> first = known.stream().min(byTime);
        Optional<Event> last = known.stream().max(byTime).filter(e -> e.stamp().known());
        return Stream.concat(first.stream(), last.stream()).map(e -> new SampleBuilder().build(e.origin(), e.stamp()));
    }

    /** Whether a row tells any amount: who only says which process speaks is an edge of the log like its events. */
    private static boolean measures(Sample row) {
        boolean[] any = {false};
        row.forEach((field, value) -> any[0] |= field != Field.PROCESS_ID);
        return any[0];
    }

    /** The samples whose times count: those that say something of memory, or all when none does. */
    private static List<Sample> speaking(List<Sample> rows) {
        List<Sample> speaking = rows.stream().filter(Telling::speaksOfMemory).toList();
        return speaking.isEmpty() ? rows : speaking;
    }

    private static boolean isPlaceless(Sample sample, boolean dated) {
        return !(dated ? sample.stamp().isDated() : sample.stamp().known());
    }

    /** A lone dump's file time says when it was copied, not when it was taken; it would change with every copy. */
    private static boolean isOnlyFileTime(List<Sample> rows) {
        return rows.size() == 1 && rows.get(0).stamp().source() == TimeSource.FILE_MODIFIED;
    }

    /** A sample without a time that only says how the server is configured: it holds for the whole timeline. */
    private static boolean isConfiguration(Sample sample) {
        if (sample.stamp().isTold()) {
            return false;
        }
        boolean says = sample.size() > 0 || !sample.facts().isEmpty();
        boolean more = sample.says(field -> !field.infoName().startsWith("config."))
                || sample.facts().keySet().stream()
                        .anyMatch(fact -> !fact.infoName().startsWith("config."));
        return says && !more;
    }

    /** Beside timed samples, untimed ones cannot be placed; what they alone say about the system is kept. */
    private static void keepUntimedLast(List<Sample> rows, Map<Field, Double> configured, boolean dated) {
        rows.removeIf(sample -> {
            if (isPlaceless(sample, dated)) {
                sample.forEach((field, value) -> {
                    if (!field.inInfo()) {
                        configured.putIfAbsent(field, value);
                    }
                });
                return true;
            }
            return false;
        });
    }

    private Quality quality(
            List<Sample> rows, Rows merged, long cadence, List<Gap> gaps, List<Long> jumps, Optional<Phrase> leftOut) {
        int[] bySource = new int[TimeSource.values().length];
        Map<Sample.Mark, Integer> marks = new EnumMap<>(Sample.Mark.class);
        for (Sample row : rows) {
            bySource[row.stamp().source().ordinal()]++;
            for (Sample.Mark mark : row.marks()) {
                marks.merge(mark, 1, Integer::sum);
            }
        }
        Map<TimeSource, Integer> sources = new EnumMap<>(TimeSource.class);
        for (TimeSource source : TimeSource.values()) {
            if (bySource[source.ordinal()] > 0) {
                sources.put(source, bySource[source.ordinal()]);
            }
        }
        long span = merged.time.length == 0 ? 0 : merged.time[merged.time.length - 1] - merged.time[0];
        long missing =
                gaps.stream().mapToLong(g -> g.toMicros() - g.fromMicros()).sum();
        double coverage = span == 0 ? 1 : 1 - (double) missing / span;
        return new Quality(
                new Quality.Counts(
                        merged.time.length, merged.duplicates, merged.joined, 0, Collections.unmodifiableMap(marks)),
                new Quality.Times(cadence, coverage, Collections.unmodifiableMap(sources), jumps),
                new Quality.Words(
                        List.copyOf(assumptions), leftOut, Collections.unmodifiableMap(new TreeMap<>(unknown))));
    }
}
