package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerDetectorTest {

    private static ServerInfo detect(String text) {
        return Vectors.server("used_memory:9M " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15, REDIS, 7.0.15",
        "redis_version:7.2.4 server_name:valkey valkey_version:8.1.1, VALKEY, 8.1.1",
        "redis_version:7.2.4 valkey_version:7.2.9, VALKEY, 7.2.9",
        "redis_version:7.2.4 server_name:other, REDIS, 7.2.4",
        "redis_version:6.3.4 storage_provider:none, KEYDB, 6.3.4",
        "redis_version:6.3.4 available_system_memory:1G, KEYDB, 6.3.4",
        "redis_version:6.3.4 executable:/usr/bin/keydb-server, KEYDB, 6.3.4",
        "redis_version:6.2.11 executable:/usr/bin/redis-server, REDIS, 6.2.11",
        "redis_version:7.2.0 dragonfly_version:df-v1.14.2, DRAGONFLY, df-v1.14.2",
        "redis_version:4.0.0 kvrocks_version:2.8.0, KVROCKS, 2.8.0",
        "redis_version:7.2.5 garnet_version:1.0.50, GARNET, 1.0.50"
    })
    void aServerIsWhatItSays(String text, Product product, String version) {
        ServerInfo server = detect(text);
        assertEquals(product, server.product());
        assertEquals(Optional.of(version), server.version());
        assertEquals(Optional.empty(), server.versionRange());
    }

    @ParameterizedTest
    @CsvSource({
        "object_used_memory:1, DRAGONFLY",
        "comitted_memory:1, DRAGONFLY",
        "gc_heap_bytes:1, GARNET",
        "mem_allocator:libc, REDIS",
        "mem_fragmentation_ratio:1.1, REDIS",
        "used_memory_lua:1, REDIS",
        "allocator_resident:1, REDIS",
        "server_name:valkey, VALKEY",
        "used_memory_rss:1, UNKNOWN"
    })
    void elseItsFieldsTell(String text, Product product) {
        assertEquals(product, detect(text).product());
    }

    /** What a whole section of memory lacks came later; what an excerpt or an export lacks says nothing. */
    @ParameterizedTest
    @CsvSource({
        "used_memory_lua:1 maxmemory:0, 3.2",
        "used_memory_lua:1, 2.6 to 3.0",
        "used_memory_lua:1 maxmemory:0 used_memory_startup:1 active_defrag_running:0, 4.0",
        "used_memory_lua:1 maxmemory:0 used_memory_startup:1 mem_clients_normal:0 allocator_active:9M, 5.0 to 6.2",
        "used_memory_lua:1 maxmemory:0 used_memory_startup:1 mem_clients_normal:0 lazyfreed_objects:0, 6.2"
    })
    void whatAWholeSectionLacksIsTheOtherEndOfTheRange(String text, String range) {
        ServerInfo server =
                detect("used_memory_rss:9M used_memory_peak:9M mem_fragmentation_ratio:1 mem_allocator:jemalloc-4.0.3 "
                        + text);
        assertEquals(Optional.of(range), server.versionRange().map(English::of));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_peak_time:1 allocator_resident:1, 8.2 or newer",
        "mem_replica_full_sync_buffer:0, 8.0 or newer",
        "mem_overhead_db_hashtable_rehashing:0 mem_cluster_links:0, 7.4 or newer (Valkey 8.0 or newer)",
        "mem_cluster_links:0 allocator_resident:1, 7.0 or newer",
        "used_memory_vm_eval:0, 7.0 or newer",
        "lazyfreed_objects:0 allocator_resident:1, 6.2 or newer",
        "allocator_resident:1 mem_clients_normal:0, 5.0 or newer",
        "allocator_resident:1 used_memory_scripts_eval:0, 7.0 or newer",
        "mem_clients_normal:0, 5.0 or newer",
        "used_memory_startup:1, 4.0 or newer",
        "active_defrag_running:0, 4.0 or newer",
        "maxmemory:0, 3.2 or newer",
        "used_memory_lua:1, 2.6 or newer"
    })
    void withoutAVersionTheFieldsGiveARange(String text, String range) {
        ServerInfo server = detect("mem_fragmentation_ratio:1 " + text);
        assertEquals(Optional.of(range), server.versionRange().map(English::of));
        assertEquals(Optional.empty(), server.version());
    }

    @ParameterizedTest
    @CsvSource({
        "mem_cluster_links:0, ''",
        "clients_hz:10, 8.1 or newer",
        "clients_hz:10 mem_cluster_slot_import:0, 9.0 or newer"
    })
    void aValkeyIsCountedByItsOwnVersions(String text, String range) {
        assertEquals(
                range,
                detect("server_name:valkey mem_fragmentation_ratio:1 " + text)
                        .versionRange()
                        .map(English::of)
                        .orElse(""));
    }

    @Test
    void withoutTellingFieldsThereIsNoRange() {
        assertEquals(Optional.empty(), detect("mem_fragmentation_ratio:1.2").versionRange());
        assertEquals(
                Optional.empty(), detect("object_used_memory:1 maxmemory:0").versionRange());
    }

    @Test
    void theFoundingDumpIsBetween50And62() {
        ServerInfo server = Vectors.server(Vectors.FOUNDING);
        assertEquals(Product.REDIS, server.product());
        assertEquals(Optional.of("5.0 to 6.2"), server.versionRange().map(English::of));
        assertEquals(Optional.of("jemalloc-5.1.0"), server.allocator());
        assertEquals(AllocatorKind.JEMALLOC, server.allocatorKind());
        assertEquals(DefragSupport.UNKNOWN, server.defrag());
    }

    @ParameterizedTest
    @CsvSource({
        "mem_allocator:jemalloc-5.1.0, JEMALLOC",
        "mem_allocator:JEMALLOC-5.1.0, JEMALLOC",
        "mem_allocator:libc, OTHER",
        "mem_allocator:tcmalloc-2.1, OTHER",
        "use_tcmalloc:0 redis_version:2.2.12, OTHER",
        "object_used_memory:1 mem_allocator:mimalloc, MIMALLOC",
        "allocator_active:8M allocator_resident:8M, OTHER",
        "allocator_active:8M allocator_resident:9M, JEMALLOC",
        "allocator_active:0 allocator_resident:0, UNKNOWN",
        "redis_version:2.2.12, UNKNOWN"
    })
    void theAllocatorIsNamedOrFollowsFromItsFields(String text, AllocatorKind kind) {
        assertEquals(kind, detect(text).allocatorKind());
    }

    @Test
    void libcFakesAreSeenWithoutTheAllocatorsName() {
        assertEquals(
                AllocatorKind.OTHER,
                Vectors.server(Vectors.LIBC_62.replace("mem_allocator:libc", ""))
                        .allocatorKind());
        assertEquals(
                AllocatorKind.OTHER,
                Vectors.server(Vectors.LIBC_74.replace("mem_allocator:libc", ""))
                        .allocatorKind());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0, NO",
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1, UNKNOWN",
        "redis_version:7.2.6 mem_allocator:jemalloc-5.3.0, UNKNOWN",
        "redis_version:7.2.6 mem_allocator:jemalloc-5.2.1, NO",
        "redis_version:8.2.0 mem_allocator:jemalloc-5.3.0, UNKNOWN",
        "redis_version:9.0.0 mem_allocator:jemalloc-5.4.0, UNKNOWN",
        "redis_version:6.2.11 mem_allocator:jemalloc-5.1.0, UNKNOWN",
        "redis_version:6.0.16 mem_allocator:jemalloc-5.2.1, NO",
        "redis_version:5.0.3 mem_allocator:jemalloc-3.6.0, NO",
        "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3, UNKNOWN",
        "redis_version:4.0.9 mem_allocator:jemalloc-3.6.0, NO",
        "redis_version:7.2.4 valkey_version:8.0.1 mem_allocator:jemalloc-5.3.0, UNKNOWN",
        "redis_version:7.2.4 valkey_version:8.0.1 mem_allocator:jemalloc-5.2.1, NO",
        "redis_version:7.2.4 valkey_version:255.255.255 mem_allocator:jemalloc-5.4.0, UNKNOWN",
        "redis_version:6.3.4 storage_provider:none mem_allocator:jemalloc-5.2.1, UNKNOWN",
        "redis_version:6.3.4 storage_provider:none mem_allocator:jemalloc-5.3.0, NO",
        "redis_version:6.0.16 storage_provider:none mem_allocator:jemalloc-4.0.3, UNKNOWN",
        "redis_version:7.0.15 mem_allocator:libc, NO",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, NO",
        "mem_allocator:jemalloc-5.3.0, UNKNOWN",
        "object_used_memory:1, NO",
        "kvrocks_version:2.8.0, NO",
        "garnet_version:1.0, NO"
    })
    void defragNeedsTheJemallocThatTheVersionShips(String text, DefragSupport support) {
        assertEquals(support, detect(text).defrag());
    }

    @ParameterizedTest
    @CsvSource({
        "malloc.quantum:8 mem_allocator:jemalloc-5.3.0, YES",
        "malloc.quantum:16 mem_allocator:jemalloc-5.3.0, NO",
        "active_defrag_running:25 mem_allocator:jemalloc-5.3.0, YES",
        "active_defrag_hits:7 redis_version:7.0.15 mem_allocator:jemalloc-5.3.0, YES",
        "active_defrag_hits:0 mem_allocator:jemalloc-5.3.0, UNKNOWN"
    })
    void whatRanOrShowsItsQuantumIsSure(String text, DefragSupport support) {
        assertEquals(support, detect(text).defrag());
    }

    @Test
    void aRefusalByTheServerIsHeard() {
        Capture capture = new Capture()
                .at(0, "used_memory:9M mem_allocator:jemalloc-5.3.0")
                .exhibit(Exhibit.Kind.CONFIG, "DISABLED: Active defragmentation cannot be enabled: it requires");
        assertEquals(DefragSupport.NO, ServerDetector.detect(capture.timeline()).defrag());
        Capture doctor = new Capture()
                .at(0, "used_memory:9M mem_allocator:jemalloc-5.3.0")
                .exhibit(Exhibit.Kind.MEMORY_DOCTOR, "Active defragmentation cannot be enabled");
        assertEquals(
                DefragSupport.UNKNOWN, ServerDetector.detect(doctor.timeline()).defrag());
    }

    @ParameterizedTest
    @CsvSource({"8.1.1, 0, 12M, NO", "8.1.1, 0, 10.5M, UNKNOWN", "8.1.1, 4096, 12M, UNKNOWN", "8.0.1, 0, 12M, UNKNOWN"})
    void valkeyThatCountsNoFreeSlotsHasTheSystemsJemalloc(
            String version, String frag, String active, DefragSupport support) {
        ServerInfo server = detect("mem_allocator:jemalloc-5.3.0 allocator_allocated:10M allocator_resident:20M "
                + "valkey_version:" + version + " allocator_frag_bytes:" + frag + " allocator_active:" + active);
        assertEquals(support, server.defrag());
    }

    @Test
    void roleAndSystemAreTaken() {
        ServerInfo server = ServerDetector.detect(new Capture()
                .fact(Fact.OS, "Linux 6.1.0 x86_64")
                .at(0, "used_memory:1 role:slave")
                .timeline());
        assertEquals(Optional.of(ServerInfo.Role.REPLICA), server.role());
        assertEquals(Optional.of("Linux 6.1.0 x86_64"), server.os());
        assertEquals("unknown", Product.UNKNOWN.display());
    }

    @ParameterizedTest
    @CsvSource({
        "slave, REPLICA",
        "replica, REPLICA",
        "Replica, REPLICA",
        "master, PRIMARY",
        "primary, PRIMARY",
        "witness,"
    })
    void rolesAreKnownByBothWords(String printed, ServerInfo.Role role) {
        assertEquals(Optional.ofNullable(role), detect("role:" + printed).role());
    }
}
