package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.memory.Consistency.Identity;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsistencyTest {

    private static List<Identity> check(String... texts) {
        return Consistency.check(Vectors.model(texts));
    }

    private static Identity identity(String id, String... texts) {
        return find(check(texts), id).orElseThrow();
    }

    private static Optional<Identity> find(List<Identity> identities, String id) {
        return identities.stream().filter(i -> i.law().id().equals(id)).findFirst();
    }

    private static String edited(String text, String field, String value) {
        String changed = text.replaceAll("\\b" + field + ":\\S+", field + ":" + value);
        assertFalse(changed.equals(text), field);
        return changed;
    }

    @Test
    void everyRealDumpHoldsEveryIdentity() {
        for (String text : List.of(
                Vectors.FOUNDING,
                Vectors.DEBIAN_70,
                Vectors.BUNDLED_74,
                Vectors.LIBC_62,
                Vectors.LIBC_74,
                Vectors.LOADING_50,
                Vectors.EMPTY_70,
                Vectors.OLD_28)) {
            for (Identity identity : check(text)) {
                assertEquals(0, identity.violated(), identity + " of " + text);
                assertEquals(-1, identity.firstSample());
            }
        }
    }

    @Test
    void theFoundingDumpIsCheckedInFull() {
        for (Identity identity : check(Vectors.FOUNDING)) {
            assertEquals(1, identity.checked(), identity.toString());
        }
        assertEquals(10, check(Vectors.FOUNDING).size());
    }

    @ParameterizedTest
    @CsvSource({
        "allocator-rss-bytes, allocator_rss_bytes, 6792032257",
        "rss-overhead-bytes, rss_overhead_bytes, -1084432385",
        "allocator-frag-bytes, allocator_frag_bytes, 515409",
        "dataset-bytes, used_memory_dataset, 12981",
        "peak-at-least-used, used_memory_peak, 856559",
        "overhead-at-least-startup, used_memory_overhead, 790927",
        "fragmentation-ratio, mem_fragmentation_ratio, 7002.48",
        "allocator-rss-ratio, allocator_rss_ratio, 2118.79",
        "rss-overhead-ratio, rss_overhead_ratio, 0.85",
        "allocator-frag-ratio, allocator_frag_ratio, 1.2"
    })
    void oneEditedValueBreaksItsIdentity(String id, String field, String value) {
        Identity broken = identity(id, edited(Vectors.FOUNDING, field, value));
        assertEquals(1, broken.violated(), broken.toString());
        assertEquals(0, broken.firstSample());
        assertEquals(Double.parseDouble(value), broken.found());
    }

    @Test
    void theFirstBrokenSampleIsTold() {
        String bad = edited(Vectors.DEBIAN_70, "allocator_rss_bytes", "1");
        Identity broken = identity("allocator-rss-bytes", Vectors.DEBIAN_70, bad, bad);
        assertEquals(3, broken.checked());
        assertEquals(2, broken.violated());
        assertEquals(1, broken.firstSample());
        assertEquals(11_722_752, broken.expected());
        assertEquals(1, broken.found());
    }

    @Test
    void smallBinsHoldAtMostTheWholeGap() {
        assertEquals(0, identity("allocator-frag-bytes", Vectors.BUNDLED_74).violated());
        String more = edited(Vectors.BUNDLED_74, "allocator_frag_bytes", "27608169");
        assertEquals(1, identity("allocator-frag-bytes", more).violated());
        assertTrue(find(check(Vectors.BUNDLED_74), "allocator-frag-ratio").isEmpty(), "Lua's share is not printed");
    }

    @Test
    void theRatioDividesByTheServersOwnSampleOfUsedMemory() {
        assertEquals(0, identity("fragmentation-ratio", Vectors.DEBIAN_70).violated());
        Identity old = identity("fragmentation-ratio", Vectors.OLD_28);
        assertEquals(1, old.checked());
        String without = Vectors.DEBIAN_70.replaceAll("mem_fragmentation_bytes:\\S+", "");
        assertEquals(0, identity("fragmentation-ratio", without).checked());
    }

    @Test
    void aRatioMayBeOffByItsRounding() {
        String base = "redis_version:3.2.12 used_memory:1000 used_memory_rss:1505 mem_fragmentation_ratio:";
        assertEquals(0, identity("fragmentation-ratio", base + "1.51").violated());
        assertEquals(0, identity("fragmentation-ratio", base + "1.50").violated());
        assertEquals(1, identity("fragmentation-ratio", base + "1.52").violated());
        assertEquals(1, identity("fragmentation-ratio", base + "1.49").violated());
    }

    @Test
    void roundedBytesLoosenRatiosAndEndExactIdentities() {
        Capture capture = new Capture()
                .mark(Sample.Mark.ROUNDED)
                .at(
                        0,
                        "redis_version:3.2.12 used_memory:1.00G used_memory_rss:1.50G mem_fragmentation_ratio:1.505 "
                                + "used_memory_peak:0.99G");
        List<Identity> identities = Consistency.check(MemoryModel.of(capture.timeline()));
        assertTrue(find(identities, "peak-at-least-used").isEmpty());
        assertEquals(0, find(identities, "fragmentation-ratio").orElseThrow().violated());
    }

    @Test
    void aDerivedValueIsNotHeldAgainstWhatItCameFrom() {
        assertEquals(
                0,
                identity(
                                "fragmentation-ratio",
                                "used_memory:1000 mem_fragmentation_bytes:515 mem_fragmentation_ratio:9")
                        .checked());
        assertEquals(
                0,
                identity("dataset-bytes", "redis_version:7.0.15 used_memory:1000 used_memory_overhead:200")
                        .checked());
    }

    @Test
    void divisionByNothingIsNotChecked() {
        assertEquals(
                0,
                identity(
                                "allocator-rss-ratio",
                                "used_memory:1 allocator_active:0 allocator_resident:5 allocator_rss_ratio:1")
                        .checked());
    }
}
