package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SemanticsTest {

    private static Semantics of(String text) {
        return Vectors.model("used_memory:9M used_memory_rss:10M allocator_resident:9M allocator_active:8M " + text)
                .semantics();
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.2.6, false, false",
        "redis_version:7.4.0, true, true",
        "redis_version:8.2.0, true, true",
        "redis_version:7.2.4 valkey_version:7.2.9, false, false",
        "redis_version:7.2.4 valkey_version:8.0.1, true, false",
        "redis_version:6.3.4 storage_provider:none, false, false",
        "allocator_muzzy:0, true, true",
        "mem_overhead_db_hashtable_rehashing:0, true, false",
        "server_name:valkey allocator_muzzy:0, true, false",
        "lazyfreed_objects:0, false, false"
    })
    void meaningsChangeWithTheVersion(String server, boolean smallBins, boolean luaInside) {
        Semantics semantics = of(server + " mem_allocator:jemalloc-5.3.0");
        assertEquals(smallBins, semantics.fragCountsSmallBins(), "small bins");
        assertEquals(luaInside, semantics.luaInsideUsed(), "Lua");
        assertTrue(semantics.allocatorFieldsReal());
    }

    @Test
    void withLibcNothingIsMeasured() {
        Semantics semantics = Vectors.model(Vectors.LIBC_74).semantics();
        assertFalse(semantics.allocatorFieldsReal());
        assertTrue(semantics.fragCountsSmallBins(), "or none at all, but never active minus allocated");
        assertFalse(semantics.luaInsideUsed());
        assertFalse(Vectors.model(Vectors.LIBC_62).semantics().fragCountsSmallBins());
    }

    @Test
    void allocatorFieldsThatReadZeroAreNotReal() {
        assertFalse(Vectors.model(Vectors.LOADING_50).semantics().allocatorFieldsReal());
    }

    @Test
    void before50TheRatioDividesByThePrintedUsedMemory() {
        assertTrue(of("redis_version:4.0.14").ratioFromFresh());
        assertFalse(of("redis_version:5.0.3").ratioFromFresh());
        assertTrue(of("").ratioFromFresh());
        assertFalse(of("mem_fragmentation_bytes:5").ratioFromFresh());
    }
}
