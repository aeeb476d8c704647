package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.rule.HeadroomRule;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose each byte is, in ledgers that are written as {@code whole MiB: cause part MiB, ...}. */
final class BookkeeperTest {

    /** Every layer is measured: 20 MiB in caches, 80 in free slots, 100 kept, 50 outside of the allocator. */
    private static final String MEASURED = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M "
            + "allocator_allocated:1020M allocator_active:1100M allocator_resident:1200M used_memory_rss:1250M ";

    /** Nothing splits the gap of 900 MiB. */
    private static final String UNSPLIT =
            "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0 used_memory:1000M used_memory_rss:1900M ";

    private static final String BUFFERS = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory_startup:1M "
            + "used_memory:1000M used_memory_dataset:400M used_memory_overhead:600M mem_clients_normal:450M "
            + "mem_clients_slaves:100M ";

    private static Suspect suspect(Cause cause, double mebibytes) {
        return Cases.suspect(cause, mebibytes * Cases.MIB, 0.5);
    }

    private static Suspect at(int row, Cause cause) {
        return suspect(cause, Claim.standing(new Claim.Held(Cases.MIB, row, 0.5), OptionalLong.empty()), "none");
    }

    private static Suspect suspect(Cause cause, Claim held, String claim) {
        return new Suspect(
                cause,
                Severity.WARNING,
                Confidence.HIGH,
                held,
                Suspect.Course.UNKNOWN,
                0.5,
                new Suspect.Said(Phrase.of(claim), List.of(), List.of()),
                List.of());
    }

    private static Optional<Ledger> ledger(Capture capture, Cause verdict, Suspect... suspects) {
        return new Bookkeeper(Cases.of(capture), verdict, List.of(suspects)).ledger();
    }

    private static String written(Capture capture, Cause verdict, Suspect... suspects) {
        Ledger ledger = ledger(capture, verdict, suspects).orElseThrow();
        List<String> lines = ledger.lines().stream()
                .filter(line -> line.bytes() != 0)
                .map(line -> line.cause().map(Cause::id).orElse("nobody") + " "
                        + line.part().jsonName() + " " + Math.round(line.bytes() / Cases.MIB))
                .toList();
        return ledger.whole() + " " + Math.round(ledger.bytes() / Cases.MIB) + ": " + String.join(", ", lines);
    }

    private static String written(String dump, Cause verdict, Suspect... suspects) {
        return written(new Capture().at(0, dump), verdict, suspects);
    }

    @Test
    void eachMeasuredLayerOfTheGapIsItsCauses() {
        assertEquals(
                "GAP 250: nobody allocator_cache 20, external-fragmentation fragmentation 80, "
                        + "allocator-retention retained 100, nobody program 16, process-overhead outside 34",
                written(MEASURED, Cause.EXTERNAL_FRAGMENTATION, suspect(Cause.EXTERNAL_FRAGMENTATION, 80)));
    }

    /** What is counted and not in RSS was freed and taken back, as far as pages were freed. */
    @ParameterizedTest
    @CsvSource({
        "1180M, allocator-retention retained 80",
        "1100M, ''",
        "1060M, swapped not_resident -40",
        "1205M, 'allocator-retention retained 100, nobody program 5'"
    })
    void pagesThatLeftRssAreFirstOfAllFreedOnes(String rss, String lines) {
        String ledger = written(MEASURED + "used_memory_rss:" + rss, Cause.SWAPPED, suspect(Cause.SWAPPED, 40));
        String layers = ", external-fragmentation fragmentation 80";
        assertEquals(
                lines,
                ledger.substring(ledger.indexOf(layers) + layers.length()).replaceFirst("^, ", ""));
    }

    @Test
    void pagesThatAreMissingAreThoseOfTheSuspectThatMissesThem() {
        String missing = UNSPLIT + "used_memory_rss:700M";
        Suspect kept = suspect(Cause.ALLOCATOR_RETENTION, 50);
        assertEquals(
                "GAP -300: swapped not_resident -300",
                written(missing, Cause.SWAPPED, kept, suspect(Cause.SWAPPED, 300)));
        assertEquals(
                "GAP -300: untouched-memory not_resident -300",
                written(missing, Cause.UNTOUCHED_MEMORY, kept, suspect(Cause.UNTOUCHED_MEMORY, 300)));
        assertEquals("GAP -300: nobody unexplained -300", written(missing, Cause.ALLOCATOR_RETENTION, kept));
        assertEquals(
                "GAP -300: nobody not_resident -300",
                written(missing, Cause.CANNOT_TELL, suspect(Cause.SWAPPED, 300)),
                "nobody decided why");
    }

    @Test
    void suspectsTakeFromAnUnsplitGapInTheirOrderWhatTheyClaim() {
        Suspect kept = suspect(Cause.ALLOCATOR_RETENTION, 500);
        Suspect libc = suspect(Cause.LIBC_ALLOCATOR, 600);
        Suspect little = suspect(Cause.LIBC_ALLOCATOR, 300);
        assertEquals(
                "GAP 900: allocator-retention unattributed 500, libc-allocator unattributed 300, nobody unexplained"
                        + " 100",
                written(UNSPLIT, Cause.ALLOCATOR_RETENTION, kept, little));
        assertEquals(
                "GAP 900: allocator-retention unattributed 500, libc-allocator unattributed 400",
                written(UNSPLIT, Cause.ALLOCATOR_RETENTION, kept, libc),
                "no more than is left");
        assertEquals(
                "GAP 900: libc-allocator unattributed 600, allocator-retention unattributed 300",
                written(UNSPLIT, Cause.ALLOCATOR_RETENTION, libc, kept));
    }

    @Test
    void aByteThatNobodyClaimsStaysUnexplained() {
        Ledger ledger = ledger(
                        new Capture().at(0, UNSPLIT),
                        Cause.ALLOCATOR_RETENTION,
                        Cases.suspect(Cause.ALLOCATOR_RETENTION, 900 * Cases.MIB - 1, 0.5))
                .orElseThrow();
        assertEquals(
                List.of(900 * Cases.MIB - 1, 1.0),
                ledger.lines().stream().map(Ledger.Line::bytes).toList());
    }

    /** Lua's heap outside of used memory, where no field tells it; where one does, the heap has its own line. */
    @ParameterizedTest
    @CsvSource({
        "'', LUA_SCRIPTS, 'lua-scripts unattributed 200, nobody unexplained 700'",
        "used_memory_lua:150M, LUA_SCRIPTS, 'lua-scripts lua 150, nobody unexplained 750'",
        "'', CLIENT_BUFFERS, nobody unexplained 900",
        "'', SWAPPED, nobody unexplained 900",
        "'', METADATA_OVERHEAD, nobody unexplained 900",
        "'', MAXMEMORY_HEADROOM, nobody unexplained 900"
    })
    void onlyWhatMayLieInTheGapTakesFromIt(String lua, Cause cause, String gap) {
        assertEquals("GAP 900: " + gap, written(UNSPLIT + lua, Cause.HEALTHY, suspect(cause, 200)));
    }

    /** Dragonfly counts data alone. */
    @ParameterizedTest
    @CsvSource({
        "'', 'replication-backlog unattributed 200, nobody unexplained 300'",
        "mem_clients_slaves:50M, nobody unexplained 500"
    })
    void replicationThatUsedMemoryDoesNotCountLiesInTheGap(String told, String gap) {
        String dragonfly = "dragonfly_version:df-1.2 used_memory:1000M used_memory_rss:1500M ";
        assertEquals(
                "GAP 500: " + gap,
                written(dragonfly + told, Cause.REPLICATION_BACKLOG, suspect(Cause.REPLICATION_BACKLOG, 200)));
    }

    @Test
    void usedMemoryIsSplitByItsParts() {
        assertEquals(
                "USED 1000: nobody startup 1, nobody dataset 400, metadata-overhead keyspace 49, "
                        + "client-buffers clients 450, replication-backlog replicas 100",
                written(BUFFERS, Cause.CLIENT_BUFFERS, suspect(Cause.CLIENT_BUFFERS, 450)));
    }

    @Test
    void whoeverMayHoldDataHoldsThemOnlyWhenSuspected() {
        String split = "USED 1000: nobody startup 1, %s dataset 400, metadata-overhead keyspace 49, "
                + "client-buffers clients 450, replication-backlog replicas 100";
        Suspect clients = suspect(Cause.CLIENT_BUFFERS, 450);
        assertEquals(
                split.formatted("memory-leak"),
                written(BUFFERS, Cause.CLIENT_BUFFERS, clients, suspect(Cause.MEMORY_LEAK, 100)));
        assertEquals(
                split.formatted("nobody"),
                written(BUFFERS, Cause.CLIENT_BUFFERS, clients, suspect(Cause.SWAPPED, 100)));
    }

    @Test
    void usedMemoryThatAVersionDoesNotSplitStaysOpen() {
        assertEquals(
                "USED 1000: nobody unexplained 1000",
                written(UNSPLIT, Cause.CLIENT_BUFFERS, suspect(Cause.CLIENT_BUFFERS, 300)));
    }

    @Test
    void refusedCommandsAskWhatUsedMemoryIs() {
        Claim held = Cases.claim(Cases.MIB, 1);
        assertEquals(
                "USED 1000: nobody unexplained 1000",
                written(
                        UNSPLIT,
                        Cause.MAXMEMORY_HEADROOM,
                        suspect(Cause.MAXMEMORY_HEADROOM, held, HeadroomRule.REFUSES)));
        assertEquals(
                "GAP 900: nobody unexplained 900",
                written(UNSPLIT, Cause.MAXMEMORY_HEADROOM, suspect(Cause.MAXMEMORY_HEADROOM, held, "none")));
    }

    @Test
    void luaOutsideOfUsedMemoryIsAPartOfRss() {
        Suspect lua = suspect(Cause.LUA_SCRIPTS, 150);
        assertEquals(
                "RSS 1900: nobody used 1000, lua-scripts lua 150, nobody unexplained 750",
                written(UNSPLIT + "used_memory_lua:150M", Cause.LUA_SCRIPTS, lua));
        assertEquals(
                "USED 1000: nobody unexplained 1000",
                written("redis_version:2.8.24 used_memory:1000M used_memory_lua:150M", Cause.LUA_SCRIPTS, lua),
                "RSS is not told");
    }

    /** What is missing for each question. */
    @ParameterizedTest
    @CsvSource({
        "used_memory_rss:1900M, EXTERNAL_FRAGMENTATION",
        "used_memory:1000M, EXTERNAL_FRAGMENTATION",
        "used_memory_rss:1900M, CLIENT_BUFFERS",
        "used_memory_rss:1900M, LUA_SCRIPTS",
        "allocator_frag_ratio:1.1, CLIENT_BUFFERS"
    })
    void whatTheDumpDoesNotTellHasNoLedger(String dump, Cause verdict) {
        Capture capture = new Capture().at(0, "redis_version:7.0.15 " + dump);
        assertEquals(Optional.empty(), ledger(capture, verdict, at(0, verdict)));
    }

    @Test
    void theMomentIsThatOfTheVerdictsOwnSuspect() {
        Capture capture = new Capture()
                .at(0, UNSPLIT + "used_memory_rss:1100M")
                .at(60, UNSPLIT + "used_memory_rss:1200M")
                .at(120, UNSPLIT + "used_memory_rss:1300M")
                .at(180, UNSPLIT + "used_memory_rss:0");
        Suspect other = at(1, Cause.LIBC_ALLOCATOR);
        for (int row = 0; row < 3; row++) {
            Ledger ledger = ledger(capture, Cause.ALLOCATOR_RETENTION, other, at(row, Cause.ALLOCATOR_RETENTION))
                    .orElseThrow();
            assertEquals((100 + 100 * row) * Cases.MIB, ledger.bytes());
            assertEquals(OptionalLong.of(Capture.micros(60 * row)), ledger.atMicros());
            assertEquals(OptionalLong.empty(), ledger.fromMicros());
        }
        assertEquals(
                300 * Cases.MIB,
                ledger(capture, Cause.HEALTHY, other).orElseThrow().bytes(),
                "without one it is the last moment that tells both");
    }

    @Test
    void aDumpWithoutATimeHasALedgerWithoutOne() {
        Ledger ledger = ledger(new Capture().untimed(UNSPLIT), Cause.HEALTHY).orElseThrow();
        assertEquals(OptionalLong.empty(), ledger.atMicros());
    }

    private static String grown(int data, int buffers, int slots) {
        int used = 1 + data + buffers;
        return "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory_startup:1M used_memory:" + used
                + "M used_memory_dataset:" + data + "M used_memory_overhead:" + (1 + buffers) + "M mem_clients_normal:"
                + buffers + "M allocator_allocated:" + used + "M allocator_active:" + (used + slots)
                + "M allocator_resident:" + (used + slots) + "M used_memory_rss:" + (used + slots + 10) + "M ";
    }

    private static Suspect growth(int row) {
        return at(row, Cause.DATASET_GROWTH);
    }

    @Test
    void growthIsWhatEachPartGrewBySinceTheRunBegan() {
        Capture capture = new Capture()
                .at(0, grown(100, 900, 50) + "run_id:a")
                .at(60, grown(200, 90, 60) + "run_id:b")
                .at(120, grown(400, 60, 80) + "run_id:b")
                .at(180, grown(700, 50, 60) + "run_id:b");
        Ledger ledger = ledger(capture, Cause.DATASET_GROWTH, growth(3)).orElseThrow();
        assertEquals(OptionalLong.of(Capture.micros(60)), ledger.fromMicros());
        assertEquals(OptionalLong.of(Capture.micros(180)), ledger.atMicros());
        assertEquals(
                "GROWTH 460: dataset-growth dataset 500, client-buffers clients -40",
                written(capture, Cause.DATASET_GROWTH, growth(3)),
                "free slots are as many as at first");
        assertEquals(
                "GROWTH 190: dataset-growth dataset 200, client-buffers clients -30, "
                        + "external-fragmentation fragmentation 20",
                written(capture, Cause.DATASET_GROWTH, growth(2)));
    }

    @Test
    void growthIsToldFromTheFirstMomentThatIsToldAsFullyAsTheLast() {
        Capture capture = new Capture()
                .at(0, "redis_version:7.0.15 used_memory:50M used_memory_rss:90M")
                .at(60, grown(150, 20, 50) + "used_memory_dataset:- used_memory_overhead:-")
                .at(120, grown(200, 20, 50))
                .at(180, grown(300, 20, 50));
        assertEquals(
                OptionalLong.of(Capture.micros(120)),
                ledger(capture, Cause.DATASET_GROWTH, growth(3)).orElseThrow().fromMicros());
        assertEquals(
                Optional.empty(),
                ledger(capture, Cause.DATASET_GROWTH, growth(2)),
                "nothing before tells as much as this moment");
    }

    @Test
    void withoutRssGrowthIsThatOfUsedMemory() {
        Capture capture = new Capture()
                .at(0, grown(100, 20, 50) + "used_memory_rss:-")
                .at(60, grown(300, 30, 50) + "used_memory_rss:-");
        assertEquals(
                "GROWTH 210: dataset-growth dataset 200, client-buffers clients 10",
                written(capture, Cause.DATASET_GROWTH, growth(1)));
    }
}
