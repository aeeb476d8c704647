package io.fragmortem.diagnosis;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemediesTest {

    private static final double GIB = 1 << 30;

    private static Case of(String dump) {
        return Cases.of(new Capture().at(0, "used_memory:1G used_memory_rss:3G " + dump));
    }

    private static Claim claim(double now) {
        return new Claim(GIB, 0, 0.5, now, OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3, true",
        "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0, true",
        "valkey_version:8.1.1 mem_allocator:jemalloc-5.3.0, true",
        "redis_version:6.3.4 storage_provider:none mem_allocator:jemalloc-5.2.1, true",
        "mem_allocator:jemalloc-4.0.3 used_memory_startup:1M, true",
        "mem_allocator:jemalloc-4.0.3 active_defrag_running:0, true",
        "mem_allocator:jemalloc-4.0.3 used_memory_lua:1, false",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, false",
        "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0, false",
        "redis_version:7.4.1 mem_allocator:libc, false",
        "redis_version:7.4.1, false",
        "object_used_memory:1, false"
    })
    void memoryPurgeNeedsJemallocAndVersion40(String server, boolean able) {
        assertEquals(able, Remedies.purge(of(server), GIB).isPresent());
    }

    @Test
    void aFewBytesAreNotPurged() {
        assertTrue(Remedies.purge(of("redis_version:7.0.1 mem_allocator:jemalloc-5.2.1"), 9 * Cases.MIB)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1, active-defrag",
        "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0, no-defrag",
        "redis_version:7.0.15 mem_allocator:libc, no-defrag",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, no-defrag",
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 active_defrag_running:9, let-defrag-work"
    })
    void defragIsOfferedOnlyWhereItCanWork(String server, String id) {
        Optional<Action> action = Remedies.defrag(of(server), claim(GIB));
        assertEquals(id, action.orElseThrow().id());
        boolean sets = action.orElseThrow().command().stream().anyMatch(c -> c.contains("activedefrag yes"));
        assertEquals(id.equals("active-defrag"), sets);
    }

    @Test
    void aBuildThatHasDefraggedBeforeIsSureToHaveIt() {
        Case ran = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 active_defrag_hits:5");
        assertEquals(
                "remedy.defrag",
                Remedies.defrag(ran, claim(GIB)).orElseThrow().what().key());
        Case unknown = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1");
        assertEquals(
                "remedy.defrag.try",
                Remedies.defrag(unknown, claim(GIB)).orElseThrow().what().key());
    }

    @Test
    void whatIsOverNeedsNoDefrag() {
        assertTrue(Remedies.defrag(of("redis_version:7.0.15"), claim(0)).isEmpty());
        Case ran = of("redis_version:7.0.15 active_defrag_running:5");
        assertEquals("keep-defrag", Remedies.defrag(ran, claim(0)).orElseThrow().id());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:6.0.9, remedy.decay.thread",
        "redis_version:5.0.14, remedy.decay.traffic",
        "valkey_version:8.0.1, remedy.decay.thread",
        "server_name:valkey, remedy.decay.thread",
        "lazyfreed_objects:0, remedy.decay.thread",
        "mem_allocator:jemalloc-5.1.0, remedy.decay.traffic"
    })
    void theBackgroundThreadCameWith60(String server, String key) {
        assertEquals(key, Remedies.decay(of(server)).what().key());
    }

    @Test
    void aRestartBeginsWithABackup() {
        Action restart = Remedies.restart(of("redis_version:7.0.15"), GIB);
        assertEquals("remedy.restart.step.backup", restart.steps().get(0).key());
        assertEquals("remedy.restart.step.standalone", restart.steps().get(4).key());
        Action aof = Remedies.restart(of("redis_version:7.0.15 aof_enabled:1"), GIB);
        assertEquals("remedy.restart.step.aof", aof.steps().get(4).key());
        assertTrue(restart.command().isEmpty(), "no command that could be pasted without thinking");
    }

    @Test
    void commandsReadOrAreSaidToChange() {
        for (Action action : List.of(
                Remedies.findOutside(of(QUIET)),
                Remedies.clientList(of(QUIET)),
                Remedies.limitClients(of(QUIET)),
                Remedies.capacity(of(QUIET)),
                Remedies.defragTuning(of(QUIET)),
                Remedies.moreMemory(of(QUIET)),
                Remedies.forkHeadroom(of(QUIET)))) {
            for (String command : action.command()) {
                assertFalse(
                        command.matches(".*\\b(FLUSH\\w*|SET|DEL|SHUTDOWN|DEBUG|KEYS)\\b.*"), action.id() + command);
            }
        }
    }
}
