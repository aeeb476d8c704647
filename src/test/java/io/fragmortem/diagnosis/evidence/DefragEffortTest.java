package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefragEffortTest {

    private static final double BUSY = 0.8;

    /** Percent of a core by the minute, a new run behind a semicolon; the gap falls by a MiB each minute, from 500. */
    private static DefragEffort of(String running) {
        Capture capture = new Capture();
        int run = 0;
        int minute = 0;
        for (String word : running.split(" ", -1)) {
            if (word.equals(";")) {
                run++;
                continue;
            }
            capture.at(
                    60 * minute,
                    "redis_version:6.0.16 used_memory:100M used_memory_rss:" + (600 - minute)
                            + "M active_defrag_running:" + word + " run_id:r" + run);
            minute++;
        }
        return DefragEffort.of(Cases.of(capture), BUSY);
    }

    /** In four of five dumps of the last run, from one on in which it runs. */
    @ParameterizedTest
    @CsvSource({
        "0 9 9 9 9, 180, 499, 496, 9",
        "9 0 9 9 9, 240, 500, 496, 9",
        "9 0 9 9, 60, 498, 497, 9",
        "0 0 9 9 9 9 9 9 9 9, 420, 498, 491, 9",
        "9 9 0, 0, 498, 498, 0",
        "9 9 9 9 0, 240, 500, 496, 0",
        "9 9 ; 9 7, 60, 498, 497, 7"
    })
    void itIsAtWorkForAsLongAsItRunsInMostDumps(
            String running, double seconds, double before, double now, double percent) {
        assertEquals(new DefragEffort(seconds, before * Cases.MIB, now * Cases.MIB, percent), of(running));
    }

    @Test
    void withoutDumpsNothingIsAtWork() {
        Case c = Cases.of(new Capture().event(0, Event.Kind.KERNEL_OOM_KILL, "Out of memory: Killed process 7"));
        assertEquals(new DefragEffort(0, 0, 0, 0), DefragEffort.of(c, BUSY));
    }

    /** Nine tenths of 1,000 bytes are left after 600 seconds. */
    @ParameterizedTest
    @CsvSource({"600, 900, 5, true", "599, 900, 5, false", "600, 899, 5, false", "600, 900, 0, false"})
    void muchWorkThatLeavesNearlyAllIsInVain(double seconds, double now, double percent, boolean inVain) {
        assertEquals(inVain, new DefragEffort(seconds, 1000, now, percent).isInVain(600, 0.9));
    }
}
