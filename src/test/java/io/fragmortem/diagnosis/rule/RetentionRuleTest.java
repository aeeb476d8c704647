package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetentionRuleTest {

    private static final Rule RULE = new RetentionRule();
    private static final String KEPT = "allocator_resident:2060M used_memory_rss:2080M";

    @Test
    void freedPagesThatStayAreTheAllocators() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 5, i -> KEPT));
        assertEquals(Cause.ALLOCATOR_RETENTION, suspect.cause());
        assertEquals(Severity.WARNING, suspect.severity());
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertEquals(1030 * Cases.MIB, suspect.bytes());
        assertEquals("retention.claim", suspect.claim().key());
        assertEquals(List.of("memory-purge", "decay-settings"), Cases.ids(suspect.remedies()));
        assertTrue(Cases.ruledOut(suspect)
                .containsAll(List.of(Cause.EXTERNAL_FRAGMENTATION, Cause.PROCESS_OVERHEAD, Cause.MEMORY_LEAK)));
    }

    /** Two rows of an exporter that tells no peak: what was in use before the first of them nobody saw. */
    @Test
    void anAlmostEmptyServerWithoutAPeakKeepsWhatWasFreed() {
        Suspect suspect = Cases.suspect(
                RULE, new Capture().always("used_memory:12M used_memory_rss:5G").every(600, 4, i -> ""));
        assertEquals("retention.empty.claim", suspect.claim().key());
        assertEquals(Confidence.LOW, suspect.confidence());
    }

    @Test
    void aHealthyInstanceKeepsLittle() {
        Cases.assertOk("retention.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"1325M, 0", "1315M, 1"})
    void itMustReachAShareOfRss(String active, int suspects) {
        String dump = "mem_allocator:jemalloc-5.1.0 used_memory:900M used_memory_rss:1550M allocator_allocated:900M "
                + "allocator_resident:1550M allocator_active:" + active;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @ParameterizedTest
    @CsvSource({"32.1M, 1", "31.9M, 0"})
    void itMustReachTheFloorInBytes(String resident, int suspects) {
        String dump = "mem_allocator:jemalloc-5.1.0 used_memory:1M allocator_allocated:1K allocator_active:4K "
                + "used_memory_rss:40M allocator_resident:" + resident;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @Test
    void whatIsGoneFromRssIsNotKept() {
        Suspect suspect = Cases.suspect(RULE, Cases.FOUNDING);
        assertEquals("retention.partly", suspect.claim().key());
        assertEquals(5_710_807_040.0 - 3_207_168, suspect.bytes());
        List<String> evidence = Cases.keys(suspect.evidence());
        assertTrue(evidence.containsAll(List.of(
                "retention.evidence.resident",
                "retention.evidence.peak",
                "retention.evidence.gone",
                "retention.evidence.single")));
    }

    @Test
    void pagesThatDecayAreNoFinding() {
        Capture decays = Cases.quiet().every(5, 20, i -> i > 3 && i < 8 ? KEPT : "");
        Cases.assertOk("retention.ok", RULE, decays);
    }

    @Test
    void whatWasGivenBackIsInformation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 10 ? KEPT : ""));
        assertEquals("retention.past", Cases.past(suspect));
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(List.of("decay-settings"), Cases.ids(suspect.remedies()));
    }

    @Test
    void itTellsSinceWhen() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 10 ? "" : KEPT));
        assertEquals(Capture.micros(600), suspect.sinceMicros().getAsLong());
    }

    @Test
    void withoutRssItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, "redis_version:2.8.24 used_memory:900M");
    }

    @Test
    void beforeAllocatorFieldsThePeakSpeaks() {
        Suspect suspect =
                Cases.suspect(RULE, Cases.OLD + " used_memory:200M used_memory_rss:1000M used_memory_peak:950M");
        assertEquals("retention.peak.claim", suspect.claim().key());
        assertEquals(Confidence.MEDIUM, suspect.confidence());
        assertEquals(List.of(Cause.PROCESS_OVERHEAD), Cases.ruledOut(suspect));
        assertEquals(List.of("restart-by-failover"), Cases.ids(suspect.remedies()), "2.8 has no MEMORY PURGE");
    }

    @ParameterizedTest
    @CsvSource({"260M, 520M, 1", "259M, 520M, 0", "260M, 521M, 0", "400M, 790M, 1"})
    void thePeakMustExplainTheRss(String peak, String rss, int suspects) {
        String dump = Cases.OLD + " used_memory:200M used_memory_rss:" + rss + " used_memory_peak:" + peak;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @Test
    void anAlmostEmptyServerWithoutPeakCanOnlyHoldFreedMemory() {
        String dump = "redis_version:2.2.12 used_memory:2M mem_fragmentation_ratio:60 used_memory_rss:";
        Suspect suspect = Cases.suspect(RULE, dump + "120M");
        assertEquals("retention.empty.claim", suspect.claim().key());
        assertEquals(Confidence.LOW, suspect.confidence());
        Cases.assertOk("retention.peak.unseen", RULE, dump + "40M");
    }

    @Test
    void version40CanPurge() {
        String dump = "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:200M used_memory_rss:1000M "
                + "used_memory_peak:950M";
        assertEquals(
                List.of("memory-purge", "restart-by-failover"),
                Cases.ids(Cases.suspect(RULE, dump).remedies()));
    }

    @Test
    void mimallocKeepsOrFragments() {
        String dump = "dragonfly_version:df-1.14.2 object_used_memory:1 used_memory_rss:4G used_memory:";
        Rule.Outcome both = Cases.apply(RULE, dump + "1G");
        assertEquals(
                List.of(Cause.ALLOCATOR_RETENTION, Cause.EXTERNAL_FRAGMENTATION),
                both.suspects().stream().map(Suspect::cause).toList());
        assertEquals(
                List.of("memory-decommit"), Cases.ids(both.suspects().get(0).remedies()));
        Suspect empty = Cases.suspect(RULE, dump + "10M");
        assertEquals(Confidence.MEDIUM, empty.confidence());
        Cases.assertOk("retention.ok", RULE, dump + "3.9G");
    }

    private static Suspect kept(double active, double resident, double rss) {
        return Cases.suspect(
                RULE,
                QUIET + " used_memory_lua:0 allocator_active:" + active + "M allocator_resident:" + resident
                        + "M used_memory_rss:" + rss + "M");
    }

    /** Three hundredths of what is kept, or ten MiB where that is more, may be missing in RSS. */
    @ParameterizedTest
    @CsvSource({
        "2030, 2000, retention.claim",
        "2030, 1999, retention.partly",
        "1230, 1220, retention.claim",
        "1230, 1219, retention.partly"
    })
    void littleThatIsGoneIsNotTold(double resident, double rss, String claim) {
        Suspect suspect = kept(1030, resident, rss);
        assertEquals(claim, suspect.claim().key());
        assertEquals(claim.endsWith("partly"), Cases.keys(suspect.evidence()).contains("retention.evidence.gone"));
    }

    @Test
    void whatIsKeptIsToldByWhatIsResidentAndActive() {
        Suspect suspect = kept(1030, 2060, 1960);
        assertEquals(
                List.of(
                        Phrase.of(
                                "retention.evidence.resident",
                                Phrase.bytes(2060 * Cases.MIB),
                                Phrase.bytes(1030 * Cases.MIB),
                                Phrase.ratio(2)),
                        Phrase.of("retention.evidence.gone", Phrase.bytes(100 * Cases.MIB)),
                        Phrase.of("retention.evidence.single")),
                suspect.evidence());
    }

    @ParameterizedTest
    @CsvSource({"2000, HIGH", "1999, MEDIUM"})
    void twoFifthsOfRssAreSure(double rss, Confidence confidence) {
        assertEquals(confidence, kept(1200, 2000, rss).confidence());
    }

    @ParameterizedTest
    @CsvSource({"2091, true", "2092, false"})
    void lessThanThirtyTwoMebibytesOutsideAreNoRival(double rss, boolean ruledOut) {
        assertEquals(ruledOut, Cases.ruledOut(kept(1030, 2060, rss)).contains(Cause.PROCESS_OVERHEAD));
    }

    /** RSS up to a fifth above the peak leaves room for little else. */
    @ParameterizedTest
    @CsvSource({"1200, true", "1201, false"})
    void rssNearThePeakLeavesNothingForTheProcess(double rss, boolean ruledOut) {
        Suspect suspect = Cases.suspect(
                RULE, Cases.OLD + " used_memory:200M used_memory_peak:1000M used_memory_rss:" + rss + "M");
        assertEquals(ruledOut, Cases.ruledOut(suspect).contains(Cause.PROCESS_OVERHEAD));
    }

    /** 400 MiB stand above 2,000: three quarters of them were freed since the peak, or less. */
    @ParameterizedTest
    @CsvSource({"2300M, 1", "2299M, 0"})
    void whatWasFreedSinceThePeakExplainsThreeQuartersOfTheGap(String peak, int suspects) {
        String dump = Cases.OLD + " used_memory_lua:0 used_memory:2000M used_memory_rss:2400M used_memory_peak:" + peak;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @Test
    void whatGrowsWithoutAPeakIsNotCalledFreed() {
        Capture growing =
                new Capture().always("used_memory:2M").every(600, 288, i -> "used_memory_rss:" + (400 + 4 * i) + "M");
        Cases.assertOk("retention.peak.unseen", RULE, growing);
    }

    private static final String DRAGONFLY =
            "dragonfly_version:df-1.14.2 object_used_memory:1 used_memory:100M used_memory_rss:";

    /** Twenty times what is in use nobody but mimalloc keeps; newer versions tell what replication holds, or nothing is said. */
    @ParameterizedTest
    @CsvSource({"2000M, '', 2", "2001M, '', 1", "2000M, dispatch_queue_bytes:0, 0", "2001M, dispatch_queue_bytes:0, 1"})
    void almostEmptyDragonfliesKeepWhatWasFreed(String rss, String more, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, DRAGONFLY + rss + " " + more);
        assertEquals(suspects, outcome.suspects().size(), outcome.toString());
        outcome.first()
                .ifPresent(s -> assertEquals(suspects == 1 ? Confidence.MEDIUM : Confidence.LOW, s.confidence()));
    }
}
