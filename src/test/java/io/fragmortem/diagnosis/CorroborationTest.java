package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.MallocEvidence;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
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

    /** Minutes since the start; since when it is there is looked for where it is known when it was told. */
    private static OptionalLong since(Capture capture, Cause cause, Claim held, boolean timed) {
        OptionalLong last = timed ? minute(9) : OptionalLong.empty();
        Suspect suspect = new Suspect(
                cause,
                Severity.WARNING,
                Confidence.HIGH,
                held,
                new Suspect.Course(State.UNKNOWN, minute(42), minute(9), last),
                0.5,
                new Suspect.Said(Phrase.of("none"), List.of(), List.of()),
                List.of());
        return new Corroboration(Cases.of(capture)).of(suspect).sinceMicros();
    }

    private static OptionalLong minute(int minute) {
        return OptionalLong.of(Capture.micros(60 * minute));
    }

    private static Claim held(int row, double mib, double share, int sinceMinute) {
        return Claim.standing(new Claim.Held(mib * Cases.MIB, row, share), minute(sinceMinute));
    }

    /** RSS by the minute beside 1,000 MiB of used memory. */
    private static Capture rss(int... mib) {
        return new Capture()
                .always("redis_version:2.8.24 used_memory:1000M")
                .every(60, mib.length, i -> "used_memory_rss:" + mib[i] + "M");
    }

    @Test
    void roomIsNarrowSinceRssStoodAboveItsShareOfTheLimit() {
        Capture capture = rss(1500, 1710, 1690, 1710, 1800, 1900);
        assertEquals(
                minute(3), since(capture, Cause.MAXMEMORY_HEADROOM, held(5, 1900, 0.95, 5), true), "85 % of 2,000");
        assertEquals(
                minute(0),
                since(capture, Cause.MAXMEMORY_HEADROOM, held(5, 1900, 0, 5), true),
                "above nothing it always was");
    }

    @Test
    void pagesAreMissingSinceRssFellBelowUsedMemory() {
        assertEquals(
                minute(2),
                since(rss(1050, 1050, 900, 400, 300), Cause.SWAPPED, held(4, 700, 0.7, 3), true),
                "half of it is missing from minute 3 on");
    }

    @Test
    void whatNoSeriesShowsIsThereSinceItsRuleSays() {
        assertEquals(minute(42), since(rss(1500, 1600), Cause.FORK_COW, held(1, 100, 0.1, 1), true));
    }

    @Test
    void whatHasNoMomentIsThereSinceItsRuleSays() {
        assertEquals(minute(42), since(rss(1500, 1600), Cause.MAXMEMORY_HEADROOM, held(1, 1600, 0.8, 1), false));
    }

    /** Functions that are loaded again and again: the interpreters stay small. */
    @Test
    void whatIsHeldInSeveralPartsIsThereSinceTheLargestGrew() {
        Capture functions = new Capture()
                .always("redis_version:7.0.15 used_memory:1000M used_memory_rss:1050M used_memory_vm_total:65K")
                .every(60, 10, i -> "used_memory_scripts:" + (1 + 20 * Math.max(0, i - 3)) + "M");
        assertEquals(minute(4), since(functions, Cause.LUA_SCRIPTS, held(9, 121, 0.12, 7), true));
    }

    @Test
    void whatRecursIsThereSinceItsFirstTime() {
        int[] thrice = {1010, 1100, 1100, 1010, 1100, 1100, 1010, 1100, 1100, 1010};
        Claim worst = new Claim(
                new Claim.Held(100 * Cases.MIB, 8, 0.1),
                new Claim.Held(10 * Cases.MIB, 9, 0.01),
                Claim.Presence.OVER,
                minute(7));
        assertEquals(minute(1), since(rss(thrice), Cause.ALLOCATOR_RETENTION, worst, true));
        int[] once = {1010, 1010, 1010, 1010, 1010, 1010, 1010, 1100, 1100, 1010};
        assertEquals(minute(7), since(rss(once), Cause.ALLOCATOR_RETENTION, worst, true));
    }

    /** A cycle that is there now was there on the first day. */
    @Test
    void whatComesWithACycleIsThereSinceItsFirstTime() {
        Capture capture = slots(i -> 130 + 70 * Math.sin(i * 2 * Math.PI / 48), 288);
        assertEquals(minute(0), since(capture, Cause.EXTERNAL_FRAGMENTATION, held(252, 200, 0.2, 2400), true));
    }

    @Test
    void aStepIsExplainedByTheEventBeforeIt() {
        Capture capture = rss(1010, 1010, 1010, 1900, 1900, 1900).event(179, Event.Kind.FLUSH, "FLUSHALL");
        MemoryModel model = MemoryModel.of(capture.timeline());
        long at = Capture.micros(180);
        List<Change> changes = Stream.of(Component.UNATTRIBUTED, Total.USED_MEMORY_RSS)
                .flatMap(metric -> Stream.of(
                        new Change(metric, at, at, at, ChangePoint.Kind.LEVEL, 10, 900),
                        new Change(metric, at, at, at, ChangePoint.Kind.SLOPE, 0, 70)))
                .toList();
        Case c = new Case(model, Thresholds.defaults(), new Trends(List.of(), changes, Map.of(), List.of()));
        List<Phrase> evidence =
                new Corroboration(c).of(suspect(Cause.ALLOCATOR_RETENTION, 900)).evidence();
        assertEquals(List.of("explained.step", "explained.bend"), Cases.keys(evidence));
        assertEquals(Phrase.bytes(900), Cases.arg(evidence.get(0), 2));
        assertEquals(new Phrase.BytesPerDay(70, 300), Cases.arg(evidence.get(1), 2));
        assertEquals(
                List.of(), new Corroboration(c).of(suspect(Cause.FORK_COW, 900)).evidence());
    }

    @Test
    void aBuildBearsOnTheHeapAndALimitOnTheRoom() {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        6,
                        i -> "redis_version:" + (i < 3 ? "7.0.15" : "7.4.1") + " maxmemory:" + (i < 3 ? 1 : 2) + "G");
        assertEquals(
                Phrase.name("redis_version"),
                Cases.arg(of(capture, Cause.ALLOCATOR_RETENTION, 100).evidence().get(0), 0));
        assertEquals(
                Phrase.name("maxmemory"),
                Cases.arg(of(capture, Cause.MAXMEMORY_HEADROOM, 100).evidence().get(0), 0));
    }
}
