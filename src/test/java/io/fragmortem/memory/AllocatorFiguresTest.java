package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllocatorFiguresTest {

    private static final String DUMP = "used_memory:100M used_memory_rss:130M";
    private static final String REPLY = "malloc.allocated:101M malloc.active:105M malloc.resident:120M";

    /** Dumps at 10 and 20 seconds. */
    @ParameterizedTest
    @CsvSource({"4, none", "6, first", "14, first", "15, first", "16, second", "24, second", "26, none"})
    void aReplySpeaksForTheNearestDumpOfFiveSeconds(double seconds, String dump) {
        Timeline timeline =
                new Capture().at(10, DUMP).at(20, DUMP).at(seconds, REPLY).timeline();
        String found = "none";
        for (int i = 0, dumps = 0; i < timeline.size(); i++) {
            boolean isDump = timeline.at(Field.USED_MEMORY_RSS, i).isPresent();
            dumps += isDump ? 1 : 0;
            boolean lent = AllocatorFigures.of(timeline)
                    .at(Field.ALLOCATOR_RESIDENT, i)
                    .isPresent();
            found = isDump && lent ? (dumps == 1 ? "first" : "second") : found;
        }
        assertEquals(dump, found);
    }

    @Test
    void withoutTimesItSpeaksForTheOnlyDump() {
        Timeline one = new Capture().untimed(DUMP).untimed(REPLY).timeline();
        Timeline two = new Capture().untimed(DUMP).untimed(DUMP).untimed(REPLY).timeline();
        assertEquals(
                120 << 20,
                AllocatorFigures.of(one).at(Field.ALLOCATOR_RESIDENT, 0).orElse(-1));
        assertEquals(
                -1, AllocatorFigures.of(two).at(Field.ALLOCATOR_RESIDENT, 0).orElse(-1));
    }
}
