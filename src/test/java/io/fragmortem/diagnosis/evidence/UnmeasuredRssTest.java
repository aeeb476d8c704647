package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnmeasuredRssTest {

    private static boolean isIn(Capture capture, String rows) {
        String[] dumps = rows.split(" ; ", -1);
        return UnmeasuredRss.isIn(Cases.of(capture.every(60, dumps.length, i -> dumps[i])));
    }

    private static boolean isIn(String rows) {
        return isIn(new Capture().always("redis_version:3.2.100"), rows);
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory:1000000 used_memory_rss:1000000, true",
        "used_memory:1048576 used_memory_rss:1048576, true",
        // a copy that was taken a moment apart, of no whole pages
        "used_memory:1000000 used_memory_rss:1001000, true",
        "used_memory:1000000 used_memory_rss:1001001, false",
        "used_memory:1000000 used_memory_rss:999000, true",
        "used_memory:1000000 used_memory_rss:998999, false",
        "used_memory:1000000 used_memory_rss:1000448, false",
        "used_memory:1000000 used_memory_rss:1500160 mem_fragmentation_bytes:0, true",
        "used_memory:1000000 used_memory_rss:1500160 mem_fragmentation_bytes:500160, false",
        // in every sample that tells both
        "used_memory:5000 used_memory_rss:5000 ; used_memory:6000 used_memory_rss:9216, false",
        "used_memory:5000 used_memory_rss:5000 ; used_memory:6000 used_memory_rss:0, true",
        "used_memory:5000 used_memory_rss:5000 ; used_memory:0 used_memory_rss:9216, true",
        "used_memory:5000 ; used_memory:6000, false",
        "used_memory:0 used_memory_rss:5000, false",
        "used_memory:5000 used_memory_rss:0, false"
    })
    void anRssThatIsUsedMemoryItselfWasNotMeasured(String rows, boolean copied) {
        assertEquals(copied, isIn(rows));
    }

    @Test
    void roundedAndComputedValuesShowNothingOfTheKind() {
        String equal = "used_memory:1000000 used_memory_rss:1000000";
        assertEquals(false, isIn(new Capture().mark(Sample.Mark.ROUNDED), equal));
        assertEquals(false, isIn("used_memory:1000000 mem_fragmentation_ratio:1.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_rss:820M malloc.resident:820M, true",
        "used_memory_rss:830M malloc.resident:820M, false",
        "used_memory_rss:830M, false"
    })
    void whatTheAllocatorHoldsStandsForRssWhereNothingElseWasTold(String dump, boolean allocators) {
        assertEquals(allocators, UnmeasuredRss.isAllocators(Cases.of(new Capture().at(0, "used_memory:300M " + dump))));
    }
}
