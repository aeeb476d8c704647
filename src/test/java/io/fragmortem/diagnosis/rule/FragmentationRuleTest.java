package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FragmentationRuleTest {

    private static final Rule RULE = new FragmentationRule();
    private static final String TORN = "allocator_active:1801M allocator_resident:1830M used_memory_rss:1850M";

    @Test
    void freeSlotsInUsedSlabsAreFragmentation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 5, i -> TORN));
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, suspect.cause());
        assertEquals(800 * Cases.MIB, suspect.bytes());
        assertEquals("fragmentation.claim", suspect.claim().key());
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertTrue(Cases.keys(suspect.evidence())
                .containsAll(List.of("fragmentation.evidence.active", "fragmentation.evidence.used")));
        assertEquals(
                List.of(Cause.ALLOCATOR_RETENTION, Cause.PROCESS_OVERHEAD, Cause.DATASET_GROWTH),
                Cases.ruledOut(suspect));
        assertEquals(List.of("active-defrag", "restart-by-failover"), Cases.ids(suspect.remedies()));
    }

    @Test
    void aHealthyInstanceHasFewFreeSlots() {
        Cases.assertOk("fragmentation.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"1160M, 0", "1163M, 1"})
    void theyMustReachAShareOfRss(String active, int suspects) {
        String dump = QUIET.replace("allocator_active:1030M", "allocator_active:" + active)
                .replace("allocator_resident:1060M", "allocator_resident:1170M");
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
        Suspect large = Cases.suspect(RULE, new Capture().at(0, QUIET + " " + TORN.replace("1801M", "1300M")));
        assertEquals(Confidence.MEDIUM, large.confidence());
    }

    @Test
    void slotsThatTheNextHighTideFillsAreHeadroom() {
        Capture tides = Cases.quiet()
                .every(
                        60,
                        40,
                        i -> i / 10 % 2 == 0
                                ? "used_memory:1000M allocator_allocated:1001M"
                                : "used_memory:600M allocator_allocated:601M");
        Cases.assertOk("fragmentation.refilled", RULE, tides);
    }

    @ParameterizedTest
    @CsvSource({"5, 1230M, true", "5, 1340M, false", "0, 1340M, true", "0, 1540M, false"})
    void rssMayBreatheWithTheDataByLessThanHalfAsMuch(int defrag, String high, boolean headroom) {
        Capture tides = Cases.quiet()
                .always("active_defrag_running:" + defrag)
                .every(
                        60,
                        40,
                        i -> i / 10 % 2 == 0
                                ? "used_memory:1100M allocator_allocated:1101M allocator_active:1150M"
                                        + " allocator_resident:1160M used_memory_rss:" + high
                                : "used_memory:600M allocator_allocated:601M allocator_active:980M"
                                        + " allocator_resident:990M used_memory_rss:1020M");
        assertEquals(headroom ? 0 : 1, Cases.apply(RULE, tides).suspects().size());
    }

    @Test
    void slotsThatTheLastHighTideLeavesFreeAreNone() {
        // as above at first, then ever more slabs stay sparse, through the last high tide too
        Capture tides = Cases.quiet().every(60, 90, i -> {
            int used = i / 10 % 2 == 0 ? 1000 : 600;
            int active = 1030 + 6 * Math.max(0, i - 30);
            return "used_memory:" + used + "M allocator_allocated:" + (used + 1) + "M allocator_active:" + active
                    + "M allocator_resident:" + (active + 30) + "M used_memory_rss:" + (active + 40) + "M";
        });
        assertEquals(Severity.WARNING, Cases.suspect(RULE, tides).severity());
    }

    @Test
    void whatIsOverIsInformation() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                20,
                                i -> i < 10
                                        ? TORN + " active_defrag_running:25"
                                        : "allocator_active:1050M allocator_resident:1060M"));
        assertEquals("fragmentation.past", Cases.past(suspect));
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(List.of("keep-defrag"), Cases.ids(suspect.remedies()));
        Suspect without = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 10 ? TORN : ""));
        assertEquals(List.of("active-defrag"), Cases.ids(without.remedies()));
    }

    @Test
    void whatComesBackAfterRestartsSaysSo() {
        Suspect suspect = Cases.suspect(
                RULE, Cases.quiet().every(60, 20, i -> "run_id:r" + i / 10 + (i % 10 > 4 ? " " + TORN : "")));
        assertEquals("fragmentation.returns", suspect.claim().key());
        assertEquals(new Phrase.Count(1), Cases.arg(suspect.claim(), 2));
    }

    @Test
    void whatGrowsSaysHowFast() {
        Random random = new Random(7);
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(600, 300, i -> {
            double active = 1200 + 2 * i + 10 * random.nextGaussian();
            return "allocator_active:" + active + "M allocator_resident:" + (active + 20) + "M used_memory_rss:"
                    + (active + 40) + "M";
        }));
        assertEquals("fragmentation.grows", suspect.claim().key());
        Phrase.Nested perDay = (Phrase.Nested) Cases.arg(suspect.claim(), 2);
        Phrase.BytesPerDay slope = (Phrase.BytesPerDay) perDay.phrase().args().get(0);
        assertEquals(288 * Cases.MIB, slope.value(), 15 * Cases.MIB);
    }

    @Test
    void aShrunkDatasetAndTheMeaningOfTheFieldAreEvidence() {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET.replace("7.0.15", "7.4.1") + " " + "used_memory_peak:2000M"
                        + " allocator_active:1801M allocator_resident:1830M used_memory_rss:1850M");
        List<String> evidence = Cases.keys(suspect.evidence());
        assertTrue(evidence.contains("fragmentation.evidence.shrunk"));
        assertTrue(evidence.contains("fragmentation.evidence.meaning"));
        assertFalse(Cases.ruledOut(suspect).contains(Cause.DATASET_GROWTH), "one dump shows no growth");
    }

    @Test
    void withoutRssItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, "redis_version:4.0.14 used_memory:900M");
    }

    @Test
    void withoutAMeasuringAllocatorItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, "redis_version:6.2.1 mem_allocator:libc used_memory:9M used_memory_rss:900M");
        Cases.assertNotApplicable(RULE, "object_used_memory:1 used_memory:9M used_memory_rss:900M");
        Cases.assertNotApplicable(
                RULE, "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M used_memory_rss:3000M");
        Cases.assertOk("fragmentation.ok", RULE, Cases.OLD);
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_rss:3000M, WARNING, MEDIUM",
        "used_memory_rss:1200M, WARNING, LOW",
        "used_memory_rss:3000M mem_allocator:-, WARNING, LOW",
        "used_memory_rss:3000M used_memory_peak:1300M, INFO, LOW"
    })
    void before40NothingButSlabsIsLeft(String more, Severity severity, Confidence confidence) {
        Suspect suspect = Cases.suspect(RULE, new Capture().at(0, Cases.OLD + " " + more));
        assertEquals("fragmentation.slabs.claim", suspect.claim().key());
        assertEquals(severity, suspect.severity());
        assertEquals(confidence, suspect.confidence());
    }

    @Test
    void luaIsNotTakenForSlabs() {
        Cases.assertOk("fragmentation.ok", RULE, Cases.OLD + " used_memory_rss:3000M used_memory_lua:1900M");
    }

    @Test
    void before50ARunningDefragSpeaks() {
        Suspect suspect = Cases.suspect(
                RULE,
                "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M used_memory_rss:1900M "
                        + "active_defrag_running:25");
        assertEquals("fragmentation.defrag.claim", suspect.claim().key());
        assertEquals(Confidence.MEDIUM, suspect.confidence());
    }

    @ParameterizedTest
    @CsvSource({
        "950M, allkeys-lru, 1",
        "949M, allkeys-lru, 0",
        "1050M, volatile-ttl, 1",
        "1051M, volatile-ttl, 0",
        "1000M, noeviction, 0"
    })
    void before50EvictionAtTheLimitSpeaks(String used, String policy, int suspects) {
        String dump = "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory_rss:1900M maxmemory:1000M "
                + "used_memory:" + used + " maxmemory_policy:" + policy;
        Rule.Outcome outcome = Cases.apply(RULE, dump);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first()
                .ifPresent(s ->
                        assertEquals("fragmentation.eviction.claim", s.claim().key()));
    }

    /** A sample that tells used memory in no way. */
    private static final String UNTOLD = "used_memory:- used_memory_dataset:- used_memory_overhead:-";

    @Test
    void freeSlotsAreToldByWhatIsActiveAndAllocated() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + TORN.replace("1801M", "2002M"));
        assertEquals(
                Phrase.of(
                        "fragmentation.evidence.active",
                        Phrase.bytes(2002 * Cases.MIB),
                        Phrase.bytes(1001 * Cases.MIB),
                        Phrase.ratio(2)),
                Cases.evidence(suspect, "fragmentation.evidence.active").orElseThrow());
        assertFalse(Cases.evidence(suspect, "fragmentation.evidence.used").isPresent(), "one dump shows no steadiness");
    }

    /** Used memory of 1,000 MiB that was so much less at one moment. */
    @ParameterizedTest
    @CsvSource({"900M, false", "901M, true"})
    void usedMemoryIsSteadyAboveNineTenthsOfItsMost(String least, boolean steady) {
        Capture capture = Cases.quiet().every(60, 5, i -> TORN + (i == 2 ? " used_memory:" + least : ""));
        assertEquals(
                steady,
                Cases.evidence(Cases.suspect(RULE, capture), "fragmentation.evidence.used")
                        .isPresent());
    }

    /** 800 MiB of free slots in the end; the first sample tells no used memory, and so much was active at the second. */
    @ParameterizedTest
    @CsvSource({"1400M, true", "1401M, false"})
    void freeSlotsRoseFromLessThanHalf(String active, boolean rose) {
        IntFunction<String> rows = i -> i == 0
                ? UNTOLD
                : i == 1 ? "allocator_active:" + active + " allocator_resident:1500M used_memory_rss:1600M" : TORN;
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 6, rows));
        assertEquals(
                rose, Cases.evidence(suspect, "fragmentation.evidence.rose").isPresent());
        if (rose) {
            assertEquals(
                    Phrase.of(
                            "fragmentation.evidence.rose",
                            Phrase.bytes(399 * Cases.MIB),
                            Phrase.bytes(800 * Cases.MIB),
                            Phrase.span(240)),
                    Cases.evidence(suspect, "fragmentation.evidence.rose").orElseThrow());
        }
        Capture untimed = Cases.quiet();
        for (int i = 0; i < 6; i++) {
            untimed.untimed(rows.apply(i));
        }
        assertFalse(
                Cases.evidence(Cases.suspect(RULE, untimed), "fragmentation.evidence.rose")
                        .isPresent(),
                "nobody knows how fast");
    }

    /** Of a peak of 2,000 MiB. */
    @ParameterizedTest
    @CsvSource({"1400, false", "1399, true"})
    void usedMemoryShrankBelowSevenTenthsOfItsPeak(int used, boolean shrank) {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " used_memory_peak:2000M used_memory:" + used + "M allocator_allocated:" + (used + 1)
                        + "M allocator_active:2501M allocator_resident:2530M used_memory_rss:2550M");
        assertEquals(
                shrank, Cases.evidence(suspect, "fragmentation.evidence.shrunk").isPresent());
    }

    /** From 1,000 MiB on; a first sample that tells no used memory is none. */
    @ParameterizedTest
    @CsvSource({"1300, false", "1299, true"})
    void dataThatHardlyGrewAreNoReason(int used, boolean ruledOut) {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        6,
                        i -> (i == 0
                                        ? UNTOLD
                                        : i < 3
                                                ? "used_memory:1000M allocator_allocated:1001M"
                                                : "used_memory:" + used + "M allocator_allocated:" + (used + 1) + "M")
                                + " allocator_active:2501M allocator_resident:2530M used_memory_rss:2550M");
        assertEquals(ruledOut, Cases.ruledOut(Cases.suspect(RULE, capture)).contains(Cause.DATASET_GROWTH));
    }

    /** Free slots of 400 MiB; what lies outside of the allocator is as much, or less. */
    @ParameterizedTest
    @CsvSource({"2230M, false", "2229M, true"})
    void whatLiesOutsideIsRuledOutWhereItIsLess(String rss, boolean ruledOut) {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " used_memory_lua:0 allocator_active:1401M allocator_resident:1830M used_memory_rss:" + rss);
        double outside = ((Phrase.Bytes) Cases.arg(suspect.ruledOut().get(0).how(), 0)).value();
        assertEquals(429 * Cases.MIB, outside, "retained");
        assertEquals(ruledOut, Cases.ruledOut(suspect).contains(Cause.PROCESS_OVERHEAD));
    }

    /** A defragger helps where a restart does not, if the server's jemalloc has none; a restart that brings it back does not. */
    @ParameterizedTest
    @CsvSource({
        "jemalloc-5.3.0, true, no-defrag defrag-build no-restart",
        "jemalloc-5.2.1, true, active-defrag no-restart",
        "jemalloc-5.3.0, false, no-defrag restart-by-failover"
    })
    void whatHelpsFollowsFromWhetherItReturns(String jemalloc, boolean returns, String remedies) {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                20,
                                i -> "mem_allocator:" + jemalloc + (returns ? " run_id:r" + i / 10 : "")
                                        + (i % 10 > 4 || !returns ? " " + TORN : "")));
        assertEquals(remedies, String.join(" ", Cases.ids(suspect.remedies())));
    }

    /** 500 MiB of free slots. */
    @ParameterizedTest
    @CsvSource({"2000M, HIGH", "2001M, MEDIUM"})
    void aQuarterOfRssIsSure(String rss, Confidence confidence) {
        Suspect suspect =
                Cases.suspect(RULE, QUIET + " allocator_active:1501M allocator_resident:1530M used_memory_rss:" + rss);
        assertEquals(confidence, suspect.confidence());
    }

    @Test
    void theAllocatorsFieldThatIsMissingIsNamed() {
        String four = "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M used_memory_rss:3000M ";
        assertEquals(
                List.of(Input.of(Field.ALLOCATOR_ACTIVE)),
                Cases.apply(RULE, four).check().missing());
        assertEquals(
                List.of(Input.of(Field.ALLOCATOR_RESIDENT)),
                Cases.apply(RULE, four + "allocator_active:1100M").check().missing());
    }

    @Test
    void before50ADefragThatRunsIsLeftToWork() {
        Suspect suspect = Cases.suspect(
                RULE,
                "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M used_memory_rss:1900M "
                        + "active_defrag_running:25");
        assertEquals(List.of("let-defrag-work", "restart-by-failover"), Cases.ids(suspect.remedies()));
    }

    /** Of 1,600 MiB of RSS an eighth may be dirty pages: what is told is the rest of the gap, the surer the more it is. */
    @ParameterizedTest
    @CsvSource({"1400, 200, LOW, 0", "1200, 400, LOW, 200", "1199, 401, MEDIUM, 201"})
    void whatDirtyPagesCannotBeIsSlabs(int used, int gap, Confidence confidence, int slabs) {
        Thresholds small = Thresholds.defaults().with(Thresholds.SIGNIFICANT_SHARE, 0.05);
        MemoryModel model = old(used);
        Suspect suspect = Cases.apply(RULE, model, small).first().orElseThrow();
        assertEquals(gap * Cases.MIB, suspect.bytes());
        assertEquals(confidence, suspect.confidence());
        assertEquals(Phrase.bytes(slabs * Cases.MIB), Cases.arg(suspect.claim(), 3));
        assertTrue(Cases.apply(RULE, old(1401), small).first().isEmpty(), "199 MiB may be dirty, all of them");
    }

    private static MemoryModel old(int used) {
        return MemoryModel.of(new Capture()
                .at(
                        0,
                        Cases.OLD + " used_memory_lua:0 used_memory_rss:1600M used_memory_peak:" + used
                                + "M used_memory:" + used + "M")
                .timeline());
    }

    /** From 2.4 on jemalloc is the allocator, from 4.0 on there may be modules. */
    @ParameterizedTest
    @CsvSource({"2.2.12, false", "2.4.0, true", "3.2.12, true", "4.0.0, false"})
    void onlyBefore40NothingButSlabsIsLeft(String version, boolean slabs) {
        Rule.Outcome outcome = Cases.apply(RULE, Cases.OLD + " used_memory_rss:3000M redis_version:" + version);
        assertEquals(slabs, outcome.first().isPresent(), outcome.toString());
    }
}
