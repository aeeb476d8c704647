package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimelineBuilderTest {

    private static double[] used(Timeline timeline) {
        return timeline.column(Field.USED_MEMORY);
    }

    @Test
    void samplesStandInOrderOfTime() {
        Timeline timeline = new Capture()
                .at(20, "used_memory:3")
                .at(0, "used_memory:1")
                .at(10, "used_memory:2")
                .timeline();
        assertTrue(timeline.timed());
        assertArrayEquals(new double[] {1, 2, 3}, used(timeline));
        assertArrayEquals(
                new long[] {Capture.micros(0), Capture.micros(10), Capture.micros(20)}, timeline.timeMicros());
        assertEquals(3, timeline.origins().size());
        assertEquals(2, timeline.origins().get(0).line());
    }

    @Test
    void withoutAnyTimeTheOrderOfTheInputStays() {
        Timeline timeline = new Capture()
                .untimed("used_memory:3")
                .untimed("used_memory:1")
                .untimed("used_memory:1")
                .timeline();
        assertFalse(timeline.timed());
        assertArrayEquals(new double[] {3, 1, 1}, used(timeline));
        assertArrayEquals(new long[] {0, 1_000_000, 2_000_000}, timeline.timeMicros());
        assertTrue(timeline.gaps().isEmpty());
        assertEquals(Map.of(TimeSource.NONE, 3), timeline.quality().timeSources());
    }

    @Test
    void aRepeatedDumpIsADuplicate() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1 used_memory_rss:2")
                .at(0, "used_memory:1 used_memory_rss:2")
                .at(0, "used_memory:1")
                .timeline();
        assertEquals(1, timeline.size());
        assertEquals(2, timeline.quality().duplicates());
        assertEquals(0, timeline.quality().merged());
    }

    @Test
    void samplesOfOneMomentCompleteEachOtherAndTheFirstWins() {
        Timeline timeline = new Capture()
                .at(0.5, "used_memory:1 role:master redis_version:7.0.15")
                .at(0.5, "used_memory:9 used_memory_rss:2 role:slave run_id:x")
                .timeline();
        assertEquals(1, timeline.size());
        assertEquals(1, timeline.quality().merged());
        assertEquals(0, timeline.quality().duplicates());
        assertEquals(1, used(timeline)[0]);
        assertEquals(2, timeline.column(Field.USED_MEMORY_RSS)[0]);
        assertEquals("master", timeline.fact(Fact.ROLE).orElseThrow());
        assertEquals("7.0.15", timeline.fact(Fact.REDIS_VERSION).orElseThrow());
        assertEquals("x", timeline.fact(Fact.RUN_ID).orElseThrow());
    }

    @Test
    void whatIsNotToldIsNotFilledFromANeighbour() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1 used_memory_rss:5")
                .at(10, "used_memory:2")
                .timeline();
        assertTrue(Double.isNaN(timeline.column(Field.USED_MEMORY_RSS)[1]));
    }

    @Test
    void untimedSamplesBesideTimedOnesAreLeftOutButTellOfTheSystem() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .untimed("used_memory:9 os.vm_swap:4096")
                .timeline();
        assertEquals(1, timeline.size());
        assertEquals(4096, timeline.last(Field.OS_VM_SWAP).getAsDouble());
        assertEquals(1, timeline.last(Field.USED_MEMORY).getAsDouble());
        assertTrue(
                English.of(timeline.quality().assumptions().get(0)).startsWith("1 sample without a time of its own"));
    }

    @Test
    void timesThatSayNothingOfMemoryDoNotMakeTheDumpsTimed() {
        Timeline timeline = new Capture()
                .at(0, "os.vm_swap:0")
                .untimed("used_memory:9 used_memory_rss:12")
                .timeline();
        assertFalse(timeline.timed());
        assertEquals(9, timeline.last(Field.USED_MEMORY).getAsDouble());
    }

    @Test
    void aLoneDumpsFileTimeIsNoTime() {
        Timeline timeline = new Capture()
                .source(TimeSource.FILE_MODIFIED)
                .at(0, "used_memory:1")
                .timeline();
        assertFalse(timeline.timed());
        assertEquals(0, timeline.timeMicros()[0]);
    }

    @Test
    void aLoneDumpsFileTimeIsNoTimeBesideOtherReadingsEither() {
        Timeline timeline = new Capture()
                .at(0, "os.vm_swap:5")
                .source(TimeSource.FILE_MODIFIED)
                .at(9, "used_memory:1")
                .timeline();
        assertFalse(timeline.timed());
        assertEquals(1, timeline.last(Field.USED_MEMORY).getAsDouble());
        assertEquals(5, timeline.last(Field.OS_VM_SWAP).getAsDouble());
    }

    @Test
    void besideRealTimesAFileTimePlacesNothing() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .source(TimeSource.FILE_MODIFIED)
                .at(86_400, "used_memory:9 os.vm_swap:5")
                .timeline();
        assertArrayEquals(new double[] {1}, used(timeline));
        assertEquals(5, timeline.last(Field.OS_VM_SWAP).getAsDouble());
        assertEquals(1, timeline.quality().assumptions().size());
    }

    @Test
    void fileTimesOfSeveralDumpsOrderThem() {
        Timeline timeline = new Capture()
                .source(TimeSource.FILE_MODIFIED)
                .at(60, "used_memory:2")
                .at(0, "used_memory:1")
                .timeline();
        assertTrue(timeline.timed());
        assertArrayEquals(new double[] {1, 2}, used(timeline));
        assertTrue(timeline.quality().clockJumps().isEmpty());
    }

    @Test
    void aLoneDumpWithAStatedTimeIsTimed() {
        assertTrue(new Capture().at(0, "used_memory:1").timeline().timed());
    }

    @Test
    void configurationHoldsForTheWholeTimeline() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .at(10, "used_memory:2")
                .untimed("config.maxmemory:1G config.activedefrag:1 config.appendonly:yes")
                .timeline();
        assertEquals(2, timeline.size());
        assertEquals(1 << 30, timeline.last(Field.CONFIG_MAXMEMORY).getAsDouble());
        assertEquals("yes", timeline.fact(Fact.CONFIG_APPENDONLY).orElseThrow());
        assertTrue(timeline.quality().assumptions().isEmpty());
        assertEquals(Map.of(Fact.CONFIG_APPENDONLY, "yes"), timeline.configuration());
    }

    @Test
    void configurationWithItsFilesTimeIsStillConfiguration() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .source(TimeSource.FILE_MODIFIED)
                .at(99, "config.maxmemory:1G")
                .source(TimeSource.FILE_NAME)
                .at(98, "config.activedefrag:1")
                .timeline();
        assertEquals(1, timeline.size());
        assertEquals(2, timeline.configured().size());
    }

    @Test
    void configurationAtAStatedTimeIsASample() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .at(99, "config.maxmemory:1G")
                .timeline();
        assertEquals(2, timeline.size());
        assertTrue(timeline.configured().isEmpty());
    }

    @Test
    void aClockThatWasSetBackIsTold() {
        Timeline timeline = new Capture()
                .every(10, 6, i -> "used_memory:1 used_memory_rss:2")
                .at(30.5, "used_memory:2 used_memory_rss:2")
                .at(60, "used_memory:2 used_memory_rss:2")
                .timeline();
        assertEquals(List.of(Capture.micros(50)), timeline.quality().clockJumps());
        assertEquals(8, timeline.size());
    }

    @Test
    void aBackDatedFigureIsNoReadingOfTheClock() {
        Timeline timeline = new Capture()
                .every(10, 6, i -> "used_memory:1 used_memory_rss:2")
                .at(-9000, "used_memory:2 rdb.used_mem:2")
                .at(60, "used_memory:1 used_memory_rss:2")
                .timeline();
        assertTrue(timeline.quality().clockJumps().isEmpty());
    }

    @Test
    void aStepBackOfASecondIsNoClockJump() {
        Timeline timeline = new Capture()
                .every(10, 6, i -> "used_memory:1 used_memory_rss:2")
                .at(49, "used_memory:2 used_memory_rss:2")
                .timeline();
        assertTrue(timeline.quality().clockJumps().isEmpty());
    }

    @Test
    void aStreamThatIsNewestFirstHasNoClockJumps() {
        Capture capture = new Capture();
        for (int i = 5; i >= 0; i--) {
            capture.at(i * 10, "used_memory_rss:2 used_memory:" + i);
        }
        capture.stream("cache-7/after.log").every(7, 40, i -> "used_memory:1 used_memory_rss:2");
        Timeline timeline = capture.timeline();
        assertTrue(timeline.quality().clockJumps().isEmpty());
        Timeline two = new Capture()
                .at(10, "used_memory:1 used_memory_rss:2")
                .at(0, "used_memory:1 used_memory_rss:2")
                .timeline();
        assertTrue(two.quality().clockJumps().isEmpty());
    }

    @Test
    void streamsOfOtherTimesAreNoClockJumps() {
        Timeline timeline = new Capture()
                .every(10, 6, i -> "used_memory:1 used_memory_rss:2").stream("cache-7/before.log")
                        .at(-500, "used_memory:1 used_memory_rss:2")
                        .timeline();
        assertTrue(timeline.quality().clockJumps().isEmpty());
    }

    @Test
    void eventsStandInOrderOfTimeUnknownOnesLast() {
        Timeline timeline = new Capture()
                .at(0, "used_memory:1")
                .event(Stamp.NONE, Event.Kind.NOTE, "when", Map.of())
                .event(9, Event.Kind.FLUSH, "second")
                .event(3, Event.Kind.LOAD, "first")
                .timeline();
        assertEquals(
                List.of("first", "second", "when"),
                timeline.events().stream().map(Event::text).toList());
    }

    @Test
    void marksAreCounted() {
        Capture capture = new Capture().at(0, "used_memory:1");
        for (Sample.Mark mark : Sample.Mark.values()) {
            capture.mark(mark);
            capture.at(10 * (mark.ordinal() + 1), "used_memory:1");
        }
        Quality quality = capture.timeline().quality();
        assertEquals(7, quality.samples());
        assertEquals(6, quality.partial());
        assertEquals(5, quality.wrapped());
        assertEquals(4, quality.notFinite());
        assertEquals(0, quality.derived());
        assertEquals(2, quality.rounded());
    }

    @Test
    void coverageIsTheShareOfTheWindowOutsideOfGaps() {
        Quality quality = new Capture()
                .every(10, 6, i -> "used_memory:1")
                .at(100, "used_memory:1")
                .timeline()
                .quality();
        assertEquals(10_000_000, quality.cadenceMicros());
        assertEquals(0.5, quality.coverage(), 1e-12);
        assertEquals(
                1, new Capture().at(0, "used_memory:1").timeline().quality().coverage());
    }

    /** Data and overhead add up to what is used. */
    @Test
    void bothPartsOfUsedMemorySpeakOfIt() {
        assertEquals(
                1,
                new Capture()
                        .at(0, "used_memory_dataset:10M used_memory_overhead:5M")
                        .timeline()
                        .size());
        assertThrows(
                IllegalStateException.class,
                () -> new Capture().at(0, "used_memory_dataset:10M").timeline());
    }
}
