package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.OLD;
import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Used memory without keys: the share of 15 % and the 32 MiB that make any layer significant decide here too. */
final class KeylessTest {

    /** A quiet instance whose overhead is what an empty server needs: no tables. */
    private static final String BARE = QUIET + " used_memory_overhead:3M used_memory_dataset:997M";

    private static String key(String fields) {
        return Cases.diagnose(fields).verdict().sentence().key();
    }

    @ParameterizedTest
    @CsvSource({
        "keyspace.keys:0, cannottell.keyless",
        "keyspace.keys:1, healthy.claim",
        "connected_clients:1, healthy.claim",
        "keyspace.keys:0 used_memory_dataset:100M used_memory_overhead:900M, keyspace.claim",
        "keyspace.keys:0 lazyfree_pending_objects:7, healthy.claim",
        "keyspace.keys:0 loading:1, healthy.claim",
        "keyspace.keys:0 master_sync_in_progress:1, healthy.claim",
        "keyspace.keys:0 mem_clients_normal:800M used_memory_dataset:100M used_memory_overhead:900M, buffers.claim"
    })
    void dataWithoutAKeyBelongToNobodyKnown(String more, String key) {
        assertEquals(key, key(BARE + " " + more));
    }

    /** A keyspace section that lost its lines is not an empty one: the tables of its keys are still counted. */
    @ParameterizedTest
    @CsvSource({"11, cannottell.keyless", "13, healthy.claim"})
    void tablesBelongToKeys(int overhead, String key) {
        String split = " used_memory_overhead:" + overhead + "M used_memory_dataset:" + (1000 - overhead) + "M";
        assertEquals(key, key(QUIET + split + " keyspace.keys:0"));
    }

    @Test
    void aNoteDoesNotHideIt() {
        assertEquals("cannottell.keyless", key(BARE + " keyspace.keys:0 maxmemory:600M"));
    }

    /** Nobody swapped out data that were not there. */
    @Test
    void whatIsNotResidentIsNotCalledSwappedThen() {
        String missing = "redis_version:4.0.14 used_memory:1000M used_memory_rss:600M used_memory_overhead:5M "
                + "used_memory_dataset:995M mem_clients_normal:1M keyspace.keys:";
        assertEquals("swapped.likely", key(missing + "100000"));
        assertEquals("cannottell.keyless", key(missing + "0"));
    }

    /** Before 4.0 nothing sorts used memory; the backlog is all that is known to be none of it. */
    @ParameterizedTest
    @CsvSource({
        "keyspace.keys:0, buffers.keyless.claim",
        "keyspace.keys:0 repl_backlog_active:0 repl_backlog_size:980M, buffers.keyless.claim",
        "keyspace.keys:0 repl_backlog_active:1 repl_backlog_size:980M, healthy.claim.unsplit",
        "keyspace.keys:9, healthy.claim.unsplit"
    })
    void anOldServerSuspectsBuffers(String more, String key) {
        assertEquals(key, key(OLD + " " + more));
    }

    @Test
    void itSaysWhatToAskNext() {
        assertTrue(
                Cases.ids(Cases.diagnose(BARE + " keyspace.keys:0").actions()).contains("overhead"));
    }

    /** Nothing moves; and tables of a hundredth of the data, to the byte, may be those of an empty server. */
    @ParameterizedTest
    @CsvSource({"13, cannottell.keyless", "13.5, healthy.claim"})
    void whatIsZeroMovesNothing(double overhead, String key) {
        assertEquals(
                key,
                key(QUIET + " keyspace.keys:0 lazyfree_pending_objects:0 loading:0 master_sync_in_progress:0"
                        + " used_memory_dataset:1000M used_memory_overhead:" + overhead + "M used_memory:"
                        + (1000 + overhead) + "M allocator_allocated:" + (1001 + overhead) + "M"));
    }
}
