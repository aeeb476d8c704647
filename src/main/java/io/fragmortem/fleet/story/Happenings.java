package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Events that no other row tells: one row each, but what repeats without anything else between is one row together. */
final class Happenings {

    private static final int MOST = 120;

    /** They explain other rows at most. */
    private static final Set<Event.Kind> SILENT = EnumSet.of(
            Event.Kind.CLOCK_ANCHOR,
            Event.Kind.NOTE,
            Event.Kind.COMMAND,
            Event.Kind.PARTIAL_SYNC,
            Event.Kind.CONFIG_WARNING);

    private static final Set<Event.Kind> FORKS =
            EnumSet.of(Event.Kind.FORK_START, Event.Kind.FORK_END, Event.Kind.COPY_ON_WRITE);

    private static final Set<Event.Kind> DEFRAGS = EnumSet.of(Event.Kind.DEFRAG_START, Event.Kind.DEFRAG_END);

    /** What happens again and again and means the same each time. */
    private enum Family {
        FORKS,
        DEFRAG,
        OTHER
    }

    private Happenings() {}

    /**
     * Rows of these events, in order of time.
     *
     * @param told rows that stand between them and end a repetition
     */
    static List<TimelineRow> rows(List<Event> events, List<TimelineRow> told) {
        List<Event> telling = events.stream().filter(Happenings::isTelling).toList();
        long[] borders = told.stream().mapToLong(TimelineRow::atMicros).sorted().toArray();
        List<TimelineRow> rows = new ArrayList<>();
        int from = 0;
        while (from < telling.size() && rows.size() < MOST) {
            int to = from + 1;
            while (to < telling.size() && repeats(telling.get(from), telling.get(to), borders)) {
                to++;
            }
            rows.add(row(telling.subList(from, to)));
            from = to;
        }
        return rows;
    }

    /** Whether an event belongs into a postmortem's timeline by itself. */
    static boolean isTelling(Event event) {
        return !SILENT.contains(event.kind());
    }

    private static Family family(Event event) {
        return FORKS.contains(event.kind())
                ? Family.FORKS
                : DEFRAGS.contains(event.kind()) ? Family.DEFRAG : Family.OTHER;
    }

    private static boolean repeats(Event first, Event next, long[] borders) {
        boolean same = family(first) == Family.OTHER ? first.kind() == next.kind() : family(first) == family(next);
        if (!same) {
            return false;
        }
        for (long border : borders) {
            if (border > first.stamp().epochMicros() && border <= next.stamp().epochMicros()) {
                return false;
            }
        }
        return true;
    }

    private static TimelineRow row(List<Event> events) {
        Event first = events.get(0);
        Event last = events.get(events.size() - 1);
        Row row = new Row(
                        first.stamp().epochMicros(),
                        TimelineRow.Kind.EVENT,
                        EventWords.label(first),
                        switch (family(first)) {
                            case FORKS -> forks(events);
                            case DEFRAG -> defrag(events);
                            case OTHER -> EventWords.of(first);
                        })
                .until(last.stamp().epochMicros())
                .from(first.origin());
        if (family(first) == Family.OTHER && events.size() > 1) {
            row.also(Phrase.of("story.again", Phrase.count(events.size() - 1)));
        }
        if (first.kind() == Event.Kind.DEFRAG_START) {
            row.turns(TimelineRow.Turn.DEFRAGMENTATION);
        }
        return row.moved(copies(events)).done();
    }

    private static Phrase forks(List<Event> events) {
        Phrase.Arg count = Phrase.count(Math.max(1, count(events, Event.Kind.FORK_START)));
        double copies = copies(events);
        return copies > 0
                ? Phrase.of("story.forks.copies", count, Phrase.bytes(copies))
                : Phrase.of("story.forks", count);
    }

    private static double copies(List<Event> events) {
        return events.stream()
                .mapToDouble(event -> Math.max(
                        event.number(Amount.COW_BYTES).orElse(0),
                        event.number(Amount.COW_PEAK_BYTES).orElse(0)))
                .max()
                .orElse(0);
    }

    private static Phrase defrag(List<Event> events) {
        Phrase.Arg count = Phrase.count(Math.max(1, count(events, Event.Kind.DEFRAG_START)));
        Double before = events.get(0).numbers().get(Amount.FRAG_PERCENT);
        Double after = events.get(events.size() - 1).numbers().get(Amount.FRAG_PERCENT);
        return before == null || after == null || events.size() < 2
                ? Phrase.of("story.defrags.bare", count)
                : Phrase.of("story.defrags", count, Phrase.percent(before / 100), Phrase.percent(after / 100));
    }

    private static long count(List<Event> events, Event.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
