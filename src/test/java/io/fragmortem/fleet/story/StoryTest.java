package io.fragmortem.fleet.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StoryTest {

    private static List<TimelineRow> rows(Capture capture, Trends trends) {
        Timeline timeline = capture.timeline();
        return Story.of(timeline, MemoryModel.of(timeline).series(), trends);
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
    void theFirstAndTheLastSampleHaveTheirNumbersAndSource() {
        List<TimelineRow> rows = rows(steady(5));
        assertEquals(List.of("story.first", "story.last"), keys(rows));
        assertEquals(
                List.of(Phrase.bytes(10 << 20), Phrase.bytes(20 << 20)),
                rows.get(0).what().args());
        assertEquals("cache-7/info.log:1", rows.get(0).source());
        assertEquals("cache-7/info.log:5", rows.get(1).source());
        assertEquals(List.of("story.first"), keys(rows(steady(1))));
        assertEquals(
                "story.first.bare",
                rows(new Capture().every(60, 2, i -> "used_memory:1M"))
                        .get(0)
                        .what()
                        .key());
    }

    @Test
    void aRestartSaysHowItIsKnown() {
        List<TimelineRow> rows = rows(new Capture().every(60, 4, i -> "used_memory:10M run_id:r" + i / 2));
        assertEquals(List.of("story.first.bare", "row.restart.run_id", "story.last.bare"), keys(rows));
        assertEquals(Capture.micros(120), rows.get(1).atMicros());
        assertEquals(TimelineRow.Kind.RESTART, rows.get(1).kind());
    }

    @Test
    void aRestartIsOneRowWithAllThatBelongsToIt() {
        Capture capture = new Capture()
                .every(1, 20, i -> "used_memory:10M used_memory_rss:90M process_id:7")
                .event(19.5, Event.Kind.SERVER_STOP, "Redis is now ready to exit, bye bye...")
                .event(20, Event.Kind.UNREACHABLE, "refused")
                .event(21, Event.Kind.UNREACHABLE, "refused")
                .event(
                        new Stamp(Capture.micros(59), TimeSource.STATED),
                        Event.Kind.SERVER_START,
                        "Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=1968, just started",
                        Map.of(Amount.PID, 1968.0))
                .event(
                        new Stamp(Capture.micros(61), TimeSource.STATED),
                        Event.Kind.LOAD,
                        "DB loaded from disk: 0.512 seconds",
                        Map.of(Amount.DURATION_SECONDS, 0.512));
        for (int i = 60; i < 80; i++) {
            capture.at(i, "used_memory:10M used_memory_rss:30M process_id:1968");
        }
        List<TimelineRow> rows = rows(capture);
        assertEquals(List.of("story.first", "story.restart", "story.last"), keys(rows));
        TimelineRow restart = rows.get(1);
        assertEquals(
                List.of(Phrase.nested(
                        Phrase.of("story.start", Phrase.name("Redis"), Phrase.name("7.0.15"), Phrase.name("1968")))),
                restart.what().args());
        assertEquals(
                List.of("story.stop", "story.unreachable", "story.load", "row.gap"),
                restart.also().stream().map(Phrase::key).toList());
        assertEquals("redis.log:4", restart.source());
        assertEquals(-60.0 * (1 << 20), restart.movedBytes());
        assertEquals("mark.restart", restart.label().key());
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
    void theHighestRssIsARowUnlessTheCaptureBeginsOrEndsWithIt() {
        Capture capture =
                new Capture().every(60, 5, i -> "used_memory:10M used_memory_rss:" + (i == 3 ? 90 : 20) + "M");
        List<TimelineRow> rows = rows(capture);
        assertEquals(List.of("story.first", "story.peak", "story.last"), keys(rows));
        assertEquals(Capture.micros(180), rows.get(1).atMicros());
        assertEquals("cache-7/info.log:4", rows.get(1).source());
        Capture rising = new Capture().every(60, 5, i -> "used_memory:10M used_memory_rss:" + (20 + i) + "M");
        assertEquals(List.of("story.first", "story.last"), keys(rows(rising)));
    }

    @Test
    void eventsStandAtTheirMomentsAndRepetitionsTogether() {
        List<TimelineRow> rows = rows(steady(3)
                .event(60, Event.Kind.FLUSH, "FLUSHALL")
                .event(61, Event.Kind.FLUSH, "the same again")
                .event(61.5, Event.Kind.ROLE_CHANGE, "another kind")
                .event(65, Event.Kind.FLUSH, "later")
                .event(66, Event.Kind.NOTE, "says nothing")
                .event(-7200, Event.Kind.CRASH, "long before")
                .event(Stamp.NONE, Event.Kind.CRASH, "when", Map.of()));
        assertEquals(
                List.of("story.first", "row.event.flush", "row.event.role_change", "row.event.flush", "story.last"),
                keys(rows));
        assertEquals("redis.log:1", rows.get(1).source());
        assertEquals(List.of(Phrase.name("FLUSHALL")), rows.get(1).what().args());
        assertEquals(
                List.of(Phrase.of("story.again", Phrase.count(1))), rows.get(1).also());
        assertEquals(OptionalLong.of(Capture.micros(61)), rows.get(1).untilMicros());
    }

    @Test
    void forksAreChatterUntilTheyCopyMuch() {
        Capture capture = steady(100);
        for (int i = 0; i < 60; i++) {
            capture.event(i * 60, Event.Kind.FORK_START, "fork " + i);
            capture.event(
                    new Stamp(Capture.micros(i * 60 + 1), TimeSource.STATED),
                    Event.Kind.COPY_ON_WRITE,
                    "RDB: 95 MB of memory used by copy-on-write",
                    Map.of(Amount.COW_BYTES, i * 1e6));
        }
        List<TimelineRow> rows = rows(capture);
        assertEquals(List.of("story.first", "story.forks.copies", "story.last"), keys(rows));
        assertEquals(
                List.of(Phrase.count(60), Phrase.bytes(59e6)),
                rows.get(1).what().args());
        assertEquals(59e6, rows.get(1).movedBytes());
    }

    @Test
    void defragIsToldFromItsBeginToItsEnd() {
        List<TimelineRow> rows = rows(steady(9)
                .event(
                        new Stamp(Capture.micros(60), TimeSource.STATED),
                        Event.Kind.DEFRAG_START,
                        "s",
                        Map.of(Amount.FRAG_PERCENT, 183.0))
                .event(
                        new Stamp(Capture.micros(72), TimeSource.STATED),
                        Event.Kind.DEFRAG_END,
                        "e",
                        Map.of(Amount.FRAG_PERCENT, 65.0))
                .event(
                        new Stamp(Capture.micros(72), TimeSource.STATED),
                        Event.Kind.DEFRAG_START,
                        "s",
                        Map.of(Amount.FRAG_PERCENT, 65.0))
                .event(
                        new Stamp(Capture.micros(90), TimeSource.STATED),
                        Event.Kind.DEFRAG_END,
                        "e",
                        Map.of(Amount.FRAG_PERCENT, 2.0)));
        assertEquals(
                Phrase.of("story.defrags", Phrase.count(2), Phrase.percent(1.83), Phrase.percent(0.02)),
                rows.get(1).what());
    }

    @Test
    void changesOfOneMomentAreOneRowWithWhatExplainsThem() {
        double mib = 1 << 20;
        long at = Capture.micros(61);
        Change used = new Change(Total.USED_MEMORY, at, at, at, ChangePoint.Kind.LEVEL, 610 * mib, 4 * mib);
        Change rss = new Change(Total.USED_MEMORY_RSS, at, at, at, ChangePoint.Kind.LEVEL, 630 * mib, 30 * mib);
        Change dataset = new Change(Component.DATASET, at, at, at, ChangePoint.Kind.LEVEL, 600 * mib, mib);
        Capture capture = steady(5).event(60, Event.Kind.FLUSH, "FLUSHALL");
        List<TimelineRow> rows = rows(capture, new Trends(List.of(), List.of(used, rss, dataset), Map.of(), List.of()));
        assertEquals(List.of("story.first", "story.step.down", "story.last"), keys(rows));
        TimelineRow step = rows.get(1);
        assertEquals(-606 * mib, step.movedBytes());
        assertEquals(
                List.of("story.step.down", "story.right_after"),
                step.also().stream().map(Phrase::key).toList());
        assertEquals("redis.log:1", step.source(), "the event is the source");
        assertEquals("mark.step.after.down", step.label().key());
    }

    private static String metricOfMark(int usedAfter, String partBefore, String partAfter) {
        double mib = 1 << 20;
        long at = Capture.micros(180);
        Change used = new Change(Total.USED_MEMORY, at, at, at, ChangePoint.Kind.LEVEL, 500 * mib, usedAfter * mib);
        Capture capture = new Capture()
                .every(
                        60,
                        6,
                        i -> "redis_version:7.0.15 used_memory_rss:600M used_memory_startup:1M "
                                + (i < 3
                                        ? "used_memory:500M " + partBefore
                                        : "used_memory:" + usedAfter + "M " + partAfter));
        TimelineRow step = rows(capture, new Trends(List.of(), List.of(used), Map.of(), List.of())).stream()
                .filter(row -> row.kind() == TimelineRow.Kind.CHANGE)
                .findFirst()
                .orElseThrow();
        assertEquals("mark.step.down", step.label().key());
        return ((Phrase.Nested) step.label().args().get(0)).phrase().key();
    }

    @Test
    void buffersThatAreGoneAreNotCalledData() {
        assertEquals(
                "mark.metric.clients",
                metricOfMark(
                        90,
                        "used_memory_overhead:420M used_memory_dataset:80M mem_clients_normal:410M mem_clients_slaves:0",
                        "used_memory_overhead:10M used_memory_dataset:80M mem_clients_normal:0 mem_clients_slaves:0"));
        assertEquals(
                "mark.metric.dataset",
                metricOfMark(
                        90,
                        "used_memory_overhead:10M used_memory_dataset:490M mem_clients_normal:0 mem_clients_slaves:0",
                        "used_memory_overhead:10M used_memory_dataset:80M mem_clients_normal:0 mem_clients_slaves:0"));
        assertEquals("mark.metric.used", metricOfMark(90, "", ""), "not split by this input");
    }

    @Test
    void bendsSayWhatTheyMeanAndWeighWhatCameOfThem() {
        double mib = 1 << 20;
        Change starts = new Change(
                Total.USED_MEMORY_RSS,
                Capture.micros(120),
                0,
                Capture.micros(120),
                ChangePoint.Kind.SLOPE,
                mib,
                1440 * mib);
        List<TimelineRow> rows = rows(steady(5), new Trends(List.of(), List.of(starts), Map.of(), List.of()));
        assertEquals("story.bend.starts", rows.get(1).what().key());
        assertEquals(
                new Phrase.BytesPerDay(1440 * mib, 240),
                rows.get(1).what().args().get(2));
        assertEquals(1439.0 * mib * 120 / 86_400, rows.get(1).movedBytes(), 1);
        assertEquals("mark.bend.starts", rows.get(1).label().key());
    }

    @Test
    void everyBendHasItsWord() {
        assertEquals(Bend.STARTS, bend(0, 9));
        assertEquals(Bend.FALL_STARTS, bend(0.1, -9));
        assertEquals(Bend.STOPS, bend(9, 0.5));
        assertEquals(Bend.FALL_STOPS, bend(-9, 0.5));
        assertEquals(Bend.FASTER, bend(3, 9));
        assertEquals(Bend.SLOWER, bend(9, 3));
        assertEquals(Bend.FALL_FASTER, bend(-3, -9));
        assertEquals(Bend.FALL_SLOWER, bend(-9, -3));
        assertEquals(Bend.TURNS_DOWN, bend(9, -3));
        assertEquals(Bend.TURNS_UP, bend(-9, 3));
    }

    private static Bend bend(double before, double after) {
        return Bend.of(new Change(Total.USED_MEMORY, 0, 0, 0, ChangePoint.Kind.SLOPE, before, after));
    }

    @Test
    void startsThatAreNotUnderstoodKeepTheirLine() {
        Event odd = new Event(
                Event.Kind.SERVER_START, new Origin("x", 1, 0, Optional.empty()), Stamp.NONE, "It lives", Map.of());
        assertEquals(Phrase.of("row.event.server_start", Phrase.name("It lives")), EventWords.of(odd));
        Event old = new Event(
                Event.Kind.SERVER_START, odd.origin(), Stamp.NONE, "Server started, Redis version 2.8.24", Map.of());
        assertEquals(Phrase.of("story.start.bare", Phrase.name("Redis"), Phrase.name("2.8.24")), EventWords.of(old));
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
            assertEquals(!silent, Happenings.isTelling(event), kind.name());
            assertFalse(EventWords.of(event).key().isEmpty());
        }
    }

    private static List<String> bendsBeside(double amplitudeMib) {
        double mib = 1 << 20;
        Change turns = new Change(
                Total.USED_MEMORY,
                Capture.micros(120),
                Capture.micros(60),
                Capture.micros(120),
                ChangePoint.Kind.SLOPE,
                0,
                14_400 * mib); // 20 MiB until the end
        Trends.Shape shape = new Trends.Shape(
                Optional.of(new SeriesAnalysis.RemovedCycle(1, amplitudeMib * mib, 0.001)), List.of(), false);
        return keys(
                rows(steady(5), new Trends(List.of(), List.of(turns), Map.of(Total.USED_MEMORY, shape), List.of())));
    }

    @Test
    void aTurnOfACycleIsNoNewsAndGrowthBesideItIs() {
        assertEquals(List.of("story.first", "story.last"), bendsBeside(50));
        assertEquals(List.of("story.first", "story.bend.starts", "story.last"), bendsBeside(5));
    }
}
