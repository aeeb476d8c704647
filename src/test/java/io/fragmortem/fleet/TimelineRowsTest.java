package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.TimelineRow;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TimelineRowsTest {

    private static List<TimelineRow> rows(Capture capture, Trends trends) {
        Timeline timeline = capture.timeline();
        return TimelineRows.of(timeline, MemoryModel.of(timeline).series(), trends);
    }

    private static List<TimelineRow> rows(Capture capture) {
        return rows(capture, Trends.none());
    }

    private static List<String> keys(List<TimelineRow> rows) {
        return rows.stream().map(r -> r.what().key()).toList();
    }

    private static Capture steady(int n) {
        return new Capture().every(60, n, i -> "used_memory:10M used_memory_rss:20M");
    }

    @Test
    void theFirstAndTheLastSampleHaveTheirSource() {
        List<TimelineRow> rows = rows(steady(5));
        assertEquals(List.of("row.first", "row.last"), keys(rows));
        assertEquals("cache-7/info.log:1", rows.get(0).source());
        assertEquals("cache-7/info.log:5", rows.get(1).source());
        assertEquals(List.of("row.first"), keys(rows(steady(1))));
    }

    @Test
    void aRestartSaysHowItIsKnown() {
        List<TimelineRow> rows = rows(new Capture().every(60, 4, i -> "used_memory:10M run_id:r" + i / 2));
        assertEquals(List.of("row.first", "row.restart.run_id", "row.last"), keys(rows));
        assertEquals(Capture.micros(120), rows.get(1).atMicros());
        assertEquals(TimelineRow.Kind.RESTART, rows.get(1).kind());
    }

    @Test
    void aGapHasALength() {
        List<TimelineRow> rows = rows(steady(6).at(3600, "used_memory:10M used_memory_rss:20M"));
        TimelineRow gap = rows.get(1);
        assertEquals("row.gap", gap.what().key());
        assertEquals(new Phrase.Span(3300), gap.what().args().get(0));
        assertEquals(OptionalLong.of(Capture.micros(3600)), gap.untilMicros());
    }

    @Test
    void theHighestRssIsARow() {
        Capture capture =
                new Capture().every(60, 5, i -> "used_memory:10M used_memory_rss:" + (i == 3 ? 90 : 20) + "M");
        List<TimelineRow> rows = rows(capture);
        assertEquals(List.of("row.first", "row.peak", "row.last"), keys(rows));
        assertEquals(Capture.micros(180), rows.get(1).atMicros());
    }

    @Test
    void eventsStandAtTheirMoments() {
        List<TimelineRow> rows = rows(steady(3)
                .event(60, Event.Kind.FLUSH, "FLUSHALL")
                .event(61, Event.Kind.FLUSH, "the same again")
                .event(61.5, Event.Kind.LOAD, "another kind")
                .event(65, Event.Kind.FLUSH, "later")
                .event(66, Event.Kind.NOTE, "says nothing")
                .event(-7200, Event.Kind.CRASH, "long before")
                .event(Stamp.NONE, Event.Kind.CRASH, "when", Map.of()));
        assertEquals(
                List.of("row.first", "row.event.flush", "row.event.load", "row.event.flush", "row.last"), keys(rows));
        assertEquals("redis.log:1", rows.get(1).source());
        assertEquals(List.of(Phrase.name("FLUSHALL")), rows.get(1).what().args());
    }

    @Test
    void manyEventsOfAKindAreCut() {
        Capture capture = steady(100);
        for (int i = 0; i < 60; i++) {
            capture.event(i * 60, Event.Kind.FORK_START, "fork " + i);
        }
        assertEquals(42, rows(capture).size());
    }

    @Test
    void changesOfUsedMemoryAndRssAreRows() {
        Change step = new Change(Total.USED_MEMORY_RSS, Capture.micros(60), 0, 0, ChangePoint.Kind.LEVEL, 5, 9);
        Change bend = new Change(Total.USED_MEMORY, Capture.micros(120), 0, 0, ChangePoint.Kind.SLOPE, 5, 9);
        Change other = new Change(Component.DATASET, Capture.micros(60), 0, 0, ChangePoint.Kind.LEVEL, 5, 9);
        List<TimelineRow> rows =
                rows(steady(5), new Trends(List.of(), List.of(step, bend, other), Map.of(), List.of()));
        assertEquals(List.of("row.first", "row.step", "row.bend", "row.last"), keys(rows));
        assertEquals(Phrase.bytes(5), rows.get(1).what().args().get(1));
        assertEquals(new Phrase.BytesPerDay(9, 240), rows.get(2).what().args().get(2));
    }

    @Test
    void withoutTimesThereAreNoRows() {
        assertTrue(rows(new Capture().untimed("used_memory:1").untimed("used_memory:2"))
                .isEmpty());
    }

    @Test
    void whatBelongsIntoAPostmortemIsTelling() {
        for (Event.Kind kind : Event.Kind.values()) {
            Event event = new Event(kind, new Origin("x", 0, 0, Optional.empty()), Stamp.NONE, "", Map.of());
            boolean silent = List.of("CLOCK_ANCHOR", "NOTE", "COMMAND", "PARTIAL_SYNC", "CONFIG_WARNING")
                    .contains(kind.name());
            assertEquals(!silent, TimelineRows.isTelling(event), kind.name());
        }
        assertFalse(Event.Kind.values().length == 0);
    }
}
