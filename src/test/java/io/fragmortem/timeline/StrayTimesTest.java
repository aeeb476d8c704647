package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrayTimesTest {

    private static final long DAY = 86_400;

    private final Set<Phrase> notes = new LinkedHashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {-30 * DAY, -3600, 3600, 30 * DAY})
    void aClockThatStoodWrongForOneSampleIsPassedOver(long off) {
        assertEquals(List.of(0L, 300L, 600L, 900L, 1200L, 1500L), straightened(0, 300, 600, 900 + off, 1200, 1500));
        assertEquals(1, notes.size());
    }

    @Test
    void aClockThatWasSetStaysSet() {
        assertStays(0, 300, 600, 900, 4800, 5100, 5400);
        assertStays(7200, 7500, 7800, 4500, 4800, 5100, 5400);
    }

    @Test
    void twoWritersMayHaveDifferentClocksAndAGapIsNone() {
        assertStays(0, -2, 300, 298, 600, 598, 900, 898);
        assertStays(0, 300, 600, 90_000, 90_300, 90_600);
    }

    @Test
    void whatIsOutOfOrderOftenHasAnotherOrder() {
        assertStays(0, 9000, 300, 9300, 600, 9600, 900, 9900);
        assertStays(1500, 1200, 900, 600, 300, 0);
    }

    private void assertStays(long... seconds) {
        assertEquals(LongStream.of(seconds).boxed().toList(), straightened(seconds));
        assertEquals(Set.of(), notes);
    }

    private List<Long> straightened(long... seconds) {
        List<Sample> rows = new ArrayList<>();
        for (long second : seconds) {
            Stamp stamp = new Stamp((1_790_812_800L + second) * 1_000_000, TimeSource.STATED);
            rows.add(new SampleBuilder().build(new Origin("x", 1, -1, Optional.empty()), stamp));
        }
        StrayTimes.straighten(rows, notes);
        return rows.stream()
                .map(row -> row.stamp().epochMicros() / 1_000_000 - 1_790_812_800L)
                .toList();
    }
}
