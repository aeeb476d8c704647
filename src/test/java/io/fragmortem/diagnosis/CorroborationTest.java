package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.MallocEvidence;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CorroborationTest {

    private static final List<String> BINS = List.of(
            "size_bytes", "regions", "slabs", "regions_per_slab", "pages_per_slab", "utilisation", "waste_bytes");

    private static Exhibit exhibit(Exhibit.Kind kind, double seconds, List<String> columns, String... rows) {
        return new Exhibit(
                kind,
                new Origin("stats.txt", 1 + (long) seconds, 0, Optional.empty()),
                new Stamp(Capture.micros(seconds), TimeSource.STATED),
                columns,
                List.of(rows).stream().map(row -> List.of(row.split(" ", -1))).toList(),
                "");
    }

    private static Suspect suspect(Cause cause, double mib) {
        return Cases.suspect(cause, mib * Cases.MIB, 0.5);
    }

    private static Suspect of(Capture capture, Cause cause, double mib) {
        Suspect found = new Corroboration(Cases.of(capture)).of(suspect(cause, mib));
        found.evidence().forEach(Cases::assertFits);
        return found;
    }

    private static List<String> keys(Capture capture, Cause cause) {
        return Cases.keys(of(capture, cause, 100).evidence());
    }

    @Test
    void theClassesThatHoldTheFreeSlotsAreNamed() {
        Capture capture = Cases.quiet()
                .at(0, "malloc.quantum:8")
                .exhibit(exhibit(
                        Exhibit.Kind.MALLOC_BINS,
                        0,
                        BINS,
                        "48 10 5 85 1 0.100 1000000",
                        "448 10 70 64 7 0.300 90000000"))
                .exhibit(exhibit(
                        Exhibit.Kind.MALLOC_BINS,
                        60,
                        BINS,
                        "48 10 5 85 1 0.100 1000000",
                        "448 10 90 64 7 0.250 150000000"));
        List<Phrase> evidence = of(capture, Cause.EXTERNAL_FRAGMENTATION, 100).evidence();
        assertEquals(
                List.of("malloc.classes", "malloc.class", "malloc.moved", "malloc.quantum.own"), Cases.keys(evidence));
        assertEquals(Phrase.bytes(448), Cases.arg(evidence.get(1), 0));
        assertEquals(Phrase.nested(Phrase.of("malloc.tenants.nodes")), Cases.arg(evidence.get(1), 4));
        assertEquals(Phrase.bytes(60_000_000), Cases.arg(evidence.get(2), 5));
    }

    @ParameterizedTest
    @CsvSource({"16, entries", "64, entries", "80, strings", "320, nodes", "14336, nodes", "16384, large"})
    void whatLivesInAClassFollowsItsSize(double size, String tenants) {
        assertEquals("malloc.tenants." + tenants, MallocEvidence.tenants(size));
    }

    @ParameterizedTest
    @CsvSource({
        "dirty_decay_ms: 10000 (arenas.dirty_decay_ms: -1), malloc.decay.never",
        "dirty_decay_ms: -1, malloc.decay.never",
        "dirty_decay_ms: 10000, malloc.decay"
    })
    void decayAsItRunsNowExplainsKeptPages(String conf, String key) {
        Capture capture = Cases.quiet().fact(Fact.MALLOC_CONF, conf).at(0, "");
        assertEquals(List.of(key), keys(capture, Cause.ALLOCATOR_RETENTION));
    }

    @Test
    void theClientsThatHoldTheBuffersAreNamed() {
        List<String> columns = List.of("addr", "name", "flags", "cmd", "qbuf_bytes", "omem_bytes", "tot_mem_bytes");
        Capture capture = Cases.quiet()
                .at(0, "")
                .exhibit(exhibit(
                        Exhibit.Kind.CLIENT_LIST,
                        0,
                        columns,
                        "10.0.0.7:5 slow N subscribe 0 26000000 26100000",
                        "10.0.0.8:5  S psync 0 9000000 9000000",
                        "10.0.0.9:5  N get 20 0 2000"));
        List<Phrase> normal = of(capture, Cause.CLIENT_BUFFERS, 25).evidence();
        assertEquals(List.of("holders.client"), Cases.keys(normal));
        assertEquals(Phrase.name("10.0.0.7:5 (slow)"), Cases.arg(normal.get(0), 0));
        List<Phrase> replicas = of(capture, Cause.REPLICATION_BACKLOG, 9).evidence();
        assertEquals(Phrase.name("10.0.0.8:5"), Cases.arg(replicas.get(0), 0));
    }

    @Test
    void aBuildThatChangedWithARestartIsSaid() {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        6,
                        i -> "run_id:r" + i / 3 + " redis_version:" + (i < 3 ? "7.0.15" : "7.4.1") + " maxmemory:"
                                + (i < 3 ? 1 : 2) + "G");
        assertEquals(List.of("config.changed.restart"), keys(capture, Cause.ALLOCATOR_RETENTION));
        assertEquals(List.of("config.changed.restart"), keys(capture, Cause.MAXMEMORY_HEADROOM));
        assertTrue(keys(Cases.quiet().every(60, 6, i -> ""), Cause.ALLOCATOR_RETENTION)
                .isEmpty());
    }

    /** Two days at ten minutes, restarts where told; free slots in MiB by sample. */
    private static Capture slots(IntToDoubleFunction mib, int perRun) {
        Random random = new Random(1);
        return Cases.quiet().every(600, 288, i -> {
            double free = mib.applyAsDouble(i) + 0.2 * random.nextGaussian();
            return "allocator_active:" + (1001 + free) + "M allocator_resident:" + (1031 + free) + "M used_memory_rss:"
                    + (1051 + free) + "M run_id:r" + i / perRun;
        });
    }

    private static State state(IntToDoubleFunction mib, int perRun) {
        return of(slots(mib, perRun), Cause.EXTERNAL_FRAGMENTATION, 200).state();
    }

    @Test
    void statesOverTime() {
        assertEquals(State.STEADY, state(i -> 200, 288));
        assertEquals(State.GROWING, state(i -> 100 + i * 100 / 288.0, 288));
        assertEquals(State.RECOVERED, state(i -> i < 144 ? 200 : 20, 288));
        assertEquals(State.ONE_OFF, state(i -> i > 40 && i < 50 ? 200 : 20, 288));
        assertEquals(State.RECURRING, state(i -> 10 + i % 96 * 2, 96));
        assertEquals(State.SEASONAL, state(i -> 130 + 70 * Math.sin(i * 2 * Math.PI / 48), 288));
        assertEquals(
                State.UNKNOWN,
                of(Cases.quiet().at(0, ""), Cause.EXTERNAL_FRAGMENTATION, 200).state());
    }

    @Test
    void whatCameBackWillComeBack() {
        List<String> evidence = Cases.keys(of(slots(i -> 10 + i % 96 * 2, 96), Cause.EXTERNAL_FRAGMENTATION, 200)
                .evidence());
        assertTrue(evidence.contains("returns.seen"), evidence.toString());
        assertFalse(keys(slots(i -> 100, 288), Cause.EXTERNAL_FRAGMENTATION).contains("returns.seen"));
    }
}
