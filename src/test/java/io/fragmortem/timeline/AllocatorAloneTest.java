package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AllocatorAloneTest {

    private static final String MALLOC = "malloc.allocated:100M malloc.active:150M malloc.resident:180M";

    private final List<Phrase> assumed = new ArrayList<>();

    private List<Sample> complete(Capture capture) {
        return AllocatorAlone.complete(capture.samples(), assumed::add);
    }

    private static double mib(Sample sample, Field field) {
        return sample.get(field).orElse(0) / (1 << 20);
    }

    @Test
    void itsOwnFiguresStandForTheServers() {
        Sample completed = complete(new Capture().untimed(MALLOC)).get(0);
        assertEquals(100, mib(completed, Field.USED_MEMORY));
        assertEquals(180, mib(completed, Field.USED_MEMORY_RSS));
        assertEquals(100, mib(completed, Field.ALLOCATOR_ALLOCATED));
        assertEquals(150, mib(completed, Field.ALLOCATOR_ACTIVE));
        assertEquals(180, mib(completed, Field.ALLOCATOR_RESIDENT));
        assertEquals(180, mib(completed, Field.MALLOC_RESIDENT));
        assertEquals(
                List.of("input.assumed.allocator_alone"),
                assumed.stream().map(Phrase::key).toList());
    }

    @Test
    void besideInfoNothingIsAssumed() {
        List<Sample> rows = new Capture()
                .untimed(MALLOC)
                .untimed("used_memory:100M used_memory_rss:190M")
                .samples();
        assertSame(rows, AllocatorAlone.complete(rows, assumed::add));
        assertEquals(List.of(), assumed);
    }

    @Test
    void aPartOfItIsNotEnough() {
        for (String part : List.of(
                "malloc.allocated:100M malloc.active:150M",
                "malloc.allocated:100M malloc.resident:180M",
                "malloc.active:150M malloc.resident:180M")) {
            List<Sample> rows = new Capture().untimed(part).samples();
            assertSame(rows, AllocatorAlone.complete(rows, assumed::add), part);
        }
    }

    @Test
    void whatIsNotWholeStaysAsItIs() {
        List<Sample> completed = complete(new Capture().untimed(MALLOC).untimed("malloc.allocated:90M"));
        assertEquals(100, mib(completed.get(0), Field.USED_MEMORY));
        assertEquals(0, mib(completed.get(1), Field.USED_MEMORY));
    }
}
