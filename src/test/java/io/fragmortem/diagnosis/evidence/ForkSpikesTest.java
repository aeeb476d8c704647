package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RSS in MiB by the minute, - where it is not told; a child copied 100 MiB at most. */
final class ForkSpikesTest {

    private static Capture rss(String mebibytes, String childAtMinute1) {
        String[] values = mebibytes.split(" ", -1);
        return new Capture()
                .every(
                        60,
                        values.length,
                        i -> "redis_version:7.0.15 used_memory:100M"
                                + (values[i].equals("-") ? "" : " used_memory_rss:" + values[i] + "M")
                                + (i == 1 ? " " + childAtMinute1 : ""));
    }

    private static long explained(Capture capture, double... minutes) {
        List<Long> spikes = Arrays.stream(minutes)
                .mapToObj(minute -> Capture.micros(60 * minute))
                .toList();
        Trends trends = new Trends(
                List.of(),
                List.of(),
                Map.of(Total.USED_MEMORY_RSS, new Trends.Shape(Optional.empty(), spikes, false)),
                List.of());
        Case c = new Case(MemoryModel.of(capture.timeline()), Thresholds.defaults(), trends);
        return new ForkSpikes(c, 100 * Cases.MIB).explained();
    }

    @ParameterizedTest
    @CsvSource({
        "rdb_bgsave_in_progress:1, 1",
        "aof_rewrite_in_progress:1, 1",
        "current_cow_size:1M, 1",
        "rdb_bgsave_in_progress:0, 0",
        "connected_clients:5, 0"
    })
    void aSpikeWhileAChildExistsIsItsCopies(String dump, long explained) {
        assertEquals(explained, explained(rss("200 290 200", dump), 1));
    }

    /** A quarter more than a child ever copied, above the last moment without one. */
    @ParameterizedTest
    @CsvSource({"200 325 200, 1", "200 326 200, 0", "- 325 200, 0"})
    void itIsNoLargerThanCopiesAreAboveTheLastCalmMoment(String mebibytes, long explained) {
        assertEquals(explained, explained(rss(mebibytes, "rdb_bgsave_in_progress:1"), 1));
    }

    @Test
    void aCalmMomentTellsRss() {
        Capture capture = rss("200 - 290 290", "connected_clients:5").event(100, Event.Kind.FORK_START, "started");
        assertEquals(1, explained(capture, 2));
    }

    @Test
    void theLogTellsFromWhenToWhenAChildExists() {
        Capture capture = rss("200 290 290 290 290", "connected_clients:5")
                .event(50, Event.Kind.FORK_START, "Background saving started")
                .event(110, Event.Kind.NOTE, "x")
                .event(180, Event.Kind.FORK_END, "Background saving terminated");
        assertEquals(2, explained(capture, 1, 2, 3, 4));
        assertEquals(0, explained(capture, 9), "after the last dump");
        assertEquals(0, explained(capture));
    }

    @ParameterizedTest
    @CsvSource({"FORK_END, 0", "CHILD_KILLED, 0", "SERVER_START, 0", "FORK_START, 1", "NOTE, 1"})
    void aChildEndsByItselfOrWithTheServer(Event.Kind kind, long explained) {
        Capture capture = rss("200 290 290", "connected_clients:5")
                .event(50, Event.Kind.FORK_START, "Background saving started")
                .event(100, kind, "x");
        assertEquals(explained, explained(capture, 2));
    }
}
