package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the user knows and no capture tells, such as a deployment.
 *
 * @param atMicros when
 * @param text what, in the user's words
 * @param source the option, or the file and line, that it comes from
 */
public record Note(long atMicros, String text, String source) {

    /** Of the longest side of a window: a note this far outside of it still belongs to its story. */
    private static final double NEAR = 0.25;

    /** Whether this note belongs to a window. */
    boolean isNear(long fromMicros, long toMicros) {
        double margin = Math.max(3_600e6, NEAR * ((double) toMicros - fromMicros));
        return atMicros >= fromMicros - margin && atMicros <= toMicros + margin;
    }

    /** The rows of a timeline and those of the notes that belong to its window, in order of time. */
    public static List<TimelineRow> among(List<TimelineRow> rows, List<Note> notes, long fromMicros, long toMicros) {
        List<TimelineRow> all = new ArrayList<>(rows);
        notes.stream()
                .filter(note -> note.isNear(fromMicros, toMicros))
                .map(Note::row)
                .forEach(all::add);
        all.sort(Comparator.comparingLong(TimelineRow::atMicros).thenComparing(TimelineRow::kind));
        return all;
    }

    private TimelineRow row() {
        return new TimelineRow(
                atMicros,
                OptionalLong.empty(),
                TimelineRow.Kind.NOTE,
                TimelineRow.Turn.NONE,
                new TimelineRow.Words(
                        Phrase.of("mark.note", Phrase.name(text)),
                        Phrase.of("story.note", Phrase.name(text)),
                        List.of()),
                source,
                0);
    }
}
