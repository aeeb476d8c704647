package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** What follows from the numbers that an input tells. */
final class DerivedTest {

    @Test
    void rssFollowsFromUsedMemoryAndTheRatio() {
        Timeline whole = complete("used_memory:1000 mem_fragmentation_ratio:1.5");
        assertEquals(1500, at(whole, Field.USED_MEMORY_RSS), 1e-9);
        assertEquals(1, whole.quality().derived());
        assertTrue(said(whole).contains("mem_fragmentation_ratio"), said(whole));
    }

    @Test
    void rssFollowsFromTheFragmentationBytesSoonerThanFromTheRatio() {
        Timeline whole = complete("used_memory:1000 mem_fragmentation_bytes:512 mem_fragmentation_ratio:1.5");
        assertEquals(1512, at(whole, Field.USED_MEMORY_RSS));
        assertEquals(1, whole.quality().derived());
    }

    @Test
    void rssFollowsExactlyFromTheAllocatorAndWhatIsOutsideOfIt() {
        Timeline whole =
                complete("used_memory:1000 allocator_resident:1400 rss_overhead_bytes:-20 mem_fragmentation_ratio:9");
        assertEquals(1380, at(whole, Field.USED_MEMORY_RSS));
        assertEquals(0, whole.quality().derived());
    }

    @Test
    void usedMemoryFollowsFromRss() {
        assertEquals(988, at(complete("used_memory_rss:1500 mem_fragmentation_bytes:512"), Field.USED_MEMORY));
        assertEquals(1000, at(complete("used_memory_rss:1500 mem_fragmentation_ratio:1.5"), Field.USED_MEMORY), 1e-9);
        assertEquals(
                1100,
                at(
                        complete("used_memory_rss:1500 used_memory_dataset:900 used_memory_overhead:200"),
                        Field.USED_MEMORY));
    }

    @Test
    void theDatasetFollowsFromTheOverheadOrFromItsShare() {
        assertEquals(800, at(complete("used_memory:1000 used_memory_overhead:200"), Field.USED_MEMORY_DATASET));
        assertEquals(
                450,
                at(
                        complete("used_memory:1000 used_memory_startup:100 used_memory_dataset_perc:50"),
                        Field.USED_MEMORY_DATASET));
        assertEquals(500, at(complete("used_memory:1000 used_memory_dataset_perc:50"), Field.USED_MEMORY_DATASET));
    }

    @Test
    void theRatioAndItsBytesTellBothUnlessTheRatioIsNearlyOne() {
        Timeline whole = complete("mem_fragmentation_ratio:1.25 mem_fragmentation_bytes:250");
        assertEquals(1000, at(whole, Field.USED_MEMORY), 1e-9);
        assertEquals(1250, at(whole, Field.USED_MEMORY_RSS), 1e-9);
        assertTrue(!complete("mem_fragmentation_ratio:1.02 mem_fragmentation_bytes:250")
                .has(Field.USED_MEMORY));
    }

    @Test
    void theAllocatorsFiguresFollowFromRssAndTheRatiosBetweenThem() {
        Timeline whole =
                complete("used_memory:900 used_memory_rss:4000 rss_overhead_ratio:2.00 allocator_rss_ratio:1.60 "
                        + "allocator_frag_ratio:1.25");
        assertEquals(2000, at(whole, Field.ALLOCATOR_RESIDENT));
        assertEquals(1250, at(whole, Field.ALLOCATOR_ACTIVE));
        assertEquals(1000, at(whole, Field.ALLOCATOR_ALLOCATED));
        assertEquals(1, whole.quality().derived());
    }

    @Test
    void usedMemoryStandsForWhatTheAllocatorHandedOut() {
        Timeline whole = complete(
                "used_memory:1000 used_memory_rss:2000 allocator_active:1800 allocator_resident:1900 mem_allocator:jemalloc-5.2.1");
        assertEquals(1000, at(whole, Field.ALLOCATOR_ALLOCATED));
        assertEquals(1, whole.quality().derived());
        assertTrue(!complete("used_memory:1000 used_memory_rss:2000 allocator_active:900 allocator_resident:1900")
                .has(Field.ALLOCATOR_ALLOCATED));
    }

    @Test
    void aRatioDoesNotFillHolesAmongExactValues() {
        Timeline whole = Derived.complete(new Capture()
                .at(0, "used_memory:1000 used_memory_rss:1496 mem_fragmentation_ratio:1.5")
                .at(1, "used_memory:1000 mem_fragmentation_ratio:1.5")
                .at(2, "used_memory:1000 mem_fragmentation_bytes:497 mem_fragmentation_ratio:1.5")
                .timeline());
        assertTrue(whole.at(Field.USED_MEMORY_RSS, 1).isEmpty());
        assertEquals(1497, whole.at(Field.USED_MEMORY_RSS, 2).orElseThrow());
        assertEquals(1, whole.quality().derived());
    }

    @Test
    void whatIsToldStaysAsItIs() {
        Timeline told = new Capture()
                .at(0, "used_memory:1000 used_memory_rss:0 mem_fragmentation_ratio:1.5 used_memory_dataset:1")
                .timeline();
        assertSame(told, Derived.complete(told));
    }

    private static Timeline complete(String text) {
        return Derived.complete(new Capture().at(0, text).timeline());
    }

    private static double at(Timeline timeline, Field field) {
        return timeline.at(field, 0).orElseThrow();
    }

    private static String said(Timeline timeline) {
        return timeline.quality().assumptions().stream()
                .map(English::of)
                .toList()
                .toString();
    }
}
