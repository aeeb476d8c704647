package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WindowTest {

    private static final String FIRST = " run_id:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa uptime_in_seconds:";
    private static final String SECOND = " run_id:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb uptime_in_seconds:";

    /** Ten samples a minute apart with a restart before the sixth; the first two know the peak. */
    private static Capture capture() {
        Capture capture = new Capture();
        for (int i = 0; i < 10; i++) {
            String run = i < 5 ? FIRST + (100 + 60 * i) : SECOND + (1 + 60 * (i - 5));
            capture.at(60 * i, "used_memory:" + (100 + i) + "M" + (i < 2 ? " used_memory_peak:500M" : "") + run);
        }
        return capture;
    }

    private static Window between(double from, double to) {
        return new Window(Capture.micros(from), Capture.micros(to));
    }

    private static Timeline cut(Capture capture, double from, double to) {
        return between(from, to).cut(capture.timeline()).orElseThrow();
    }

    private static Exhibit exhibit(Stamp stamp) {
        return new Exhibit(
                Exhibit.Kind.CLIENT_LIST,
                new Origin("c.txt", 1, 0, Optional.empty()),
                stamp,
                List.of("id"),
                List.of(),
                "");
    }

    private static Stamp stated(double seconds) {
        return new Stamp(Capture.micros(seconds), TimeSource.STATED);
    }

    @Test
    void itsBeginningBelongsToItAndItsEndDoesNot() {
        Timeline part = cut(capture(), 120, 240);
        assertArrayEquals(new long[] {Capture.micros(120), Capture.micros(180)}, part.timeMicros());
        assertEquals(102.0 * (1 << 20), Capture.value(part, "used_memory", 0).orElseThrow());
        assertEquals(2, part.facts().size());
        assertEquals(2, part.origins().size());
        assertTrue(part.timed());
    }

    @Test
    void aFieldThatNoSampleOfItTellsIsNone() {
        assertTrue(cut(capture(), 0, 240).columns().containsKey(Field.USED_MEMORY_PEAK));
        assertTrue(!cut(capture(), 120, 240).columns().containsKey(Field.USED_MEMORY_PEAK));
    }

    @Test
    void runsAreThoseOfItsSamples() {
        Timeline both = cut(capture(), 240, 420);
        assertEquals(2, both.runs().size());
        Run before = both.runs().get(0);
        Run after = both.runs().get(1);
        assertEquals(List.of(0, 0, 1), List.of(before.index(), before.from(), before.to()));
        assertEquals(List.of(1, 1, 3), List.of(after.index(), after.from(), after.to()));
        assertEquals(List.of(Capture.micros(300), Capture.micros(360)), List.of(after.fromMicros(), after.toMicros()));
        assertEquals(Run.Reason.FIRST, before.reason());
        assertTrue(after.reason() != Run.Reason.FIRST);
        Timeline second = cut(capture(), 300, 420);
        assertEquals(1, second.runs().size());
        assertEquals(Run.Reason.FIRST, second.runs().get(0).reason(), "nothing of it shows what was before");
    }

    @Test
    void eventsAndTablesOfAnotherTimeStayOutside() {
        Capture capture = capture()
                .event(100, Event.Kind.FLUSH, "before")
                .event(150, Event.Kind.FLUSH, "within")
                .event(240, Event.Kind.FLUSH, "after")
                .event(Stamp.NONE, Event.Kind.FLUSH, "sometime", Map.of())
                .exhibit(exhibit(stated(150)))
                .exhibit(exhibit(stated(300)));
        Timeline part = cut(capture, 120, 240);
        assertEquals(
                List.of("within", "sometime"),
                Stream.concat(
                                part.events().stream().filter(e -> e.stamp().known()),
                                part.events().stream().filter(e -> !e.stamp().known()))
                        .map(Event::text)
                        .toList());
        assertEquals(
                List.of(stated(150)),
                part.exhibits().stream().map(Exhibit::stamp).toList());
    }

    @Test
    void aGapBelongsToItWhereBothItsEndsDo() {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:100M")
                .at(9000, "used_memory:101M")
                .at(9060, "used_memory:101M")
                .at(9120, "used_memory:101M");
        assertEquals(1, capture.timeline().gaps().size());
        assertEquals(1, cut(capture, 0, 9100).gaps().size());
        assertEquals(0, cut(capture, 0, 1100).gaps().size());
        assertEquals(0, cut(capture, 8000, 9200).gaps().size());
    }

    @Test
    void withoutASampleThereIsNothing() {
        assertEquals(Optional.empty(), between(121, 179).cut(capture().timeline()));
        assertEquals(Optional.empty(), between(5000, 6000).cut(capture().timeline()));
    }

    @Test
    void withoutTimesOrLimitsNothingIsCut() {
        Timeline timed = capture().timeline();
        assertSame(timed, Window.ALWAYS.cut(timed).orElseThrow());
        Timeline untimed = new Capture().untimed("used_memory:100M").timeline();
        assertSame(untimed, between(0, 1).cut(untimed).orElseThrow());
    }

    @Test
    void anEmptyOneIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> new Window(5, 5));
        assertThrows(IllegalArgumentException.class, () -> new Window(6, 5));
        assertEquals(1, new Window(5, 6).toMicros() - new Window(5, 6).fromMicros());
    }
}
