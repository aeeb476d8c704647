package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessRuleTest {

    private static final Rule RULE = new ProcessRule();

    @Test
    void rssThatTheAllocatorDoesNotKnowIsTheProcesss() {
        Suspect suspect =
                Cases.suspect(RULE, Cases.quiet().every(60, 5, i -> "used_memory_rss:2000M os.anon_huge_pages:900M"));
        assertEquals(Cause.PROCESS_OVERHEAD, suspect.cause());
        assertEquals((940 - 16) * Cases.MIB - 40 * 1024, suspect.bytes(), 1, "less Lua and a plain program");
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertTrue(Cases.keys(suspect.evidence()).contains("process.evidence.huge"));
        assertEquals(List.of("find-outside"), Cases.ids(suspect.remedies()));
        assertEquals(List.of(Cause.EXTERNAL_FRAGMENTATION, Cause.ALLOCATOR_RETENTION), Cases.ruledOut(suspect));
    }

    @ParameterizedTest
    @CsvSource({
        "os.heap_rss:900M, process.evidence.heap",
        "os.rss_file:400M, process.evidence.files",
        "info.modules:search, process.evidence.modules",
        "os.heap_rss:20M, ''"
    })
    void theKernelAndTheModulesNameWhatHoldsIt(String told, String evidence) {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 5, i -> "used_memory_rss:2000M " + told));
        List<String> candidates = Cases.keys(suspect.evidence()).stream()
                .filter(key -> key.startsWith("process.evidence."))
                .toList();
        assertEquals(evidence.isEmpty() ? List.of() : List.of(evidence), candidates);
    }

    @Test
    void aHealthyProcessIsSmall() {
        Cases.assertOk("process.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"1260M, 0", "1270M, 1"})
    void itMustReachAShareOfRss(String rss, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, Cases.quiet().at(0, "used_memory_rss:" + rss));
        assertEquals(suspects, outcome.suspects().size());
        outcome.first().ifPresent(s -> assertEquals(Confidence.MEDIUM, s.confidence()));
    }

    @Test
    void withoutAllocatorFieldsOnlyRssFarBeyondThePeakSaysSo() {
        Suspect suspect = Cases.suspect(RULE, Cases.OLD + " used_memory_rss:4100M");
        assertEquals("process.beyond.claim", suspect.claim().key());
        assertEquals(Confidence.MEDIUM, suspect.confidence());
        assertEquals(List.of(Cause.ALLOCATOR_RETENTION), Cases.ruledOut(suspect));
        Cases.assertNotApplicable(RULE, Cases.OLD + " used_memory_rss:4040M");
        Cases.assertOk("process.ok", RULE, Cases.OLD);
    }

    @Test
    void withoutAPeakNobodyKnowsWhatWasData() {
        Cases.assertNotApplicable(RULE, "redis_version:2.2.12 used_memory:100M used_memory_rss:900M");
    }

    @Test
    void luaIsNotCountedTwice() {
        Cases.assertOk("process.ok", RULE, Cases.OLD + " used_memory_rss:4100M used_memory_lua:3000M");
    }

    @Test
    void withoutRssOrWithMimallocItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, "redis_version:2.8.24 used_memory:1G");
        Cases.assertNotApplicable(RULE, "object_used_memory:1 used_memory:1M used_memory_rss:9G");
    }

    /** 1,109 MiB are resident, and a plain program takes 16 more. */
    @ParameterizedTest
    @CsvSource({
        "used_memory_rss:1500M used_memory_lua:0, HIGH",
        "used_memory_rss:1499M used_memory_lua:0, MEDIUM",
        "used_memory_rss:1600M used_memory_lua:-, MEDIUM"
    })
    void aQuarterOfRssIsSureWhereLuaIsKnown(String more, Confidence confidence) {
        assertEquals(
                confidence,
                Cases.suspect(RULE, QUIET + " allocator_resident:1109M " + more).confidence());
    }

    /** RSS of 1,476 MiB, 400 of which are to be explained. */
    private static Suspect unknown(String more) {
        return Cases.suspect(RULE, QUIET + " used_memory_lua:0 used_memory_rss:1476M " + more);
    }

    @ParameterizedTest
    @CsvSource({
        "os.anon_huge_pages:100M, ''",
        "os.anon_huge_pages:101M, process.evidence.huge",
        "os.heap_rss:100M, ''",
        "os.heap_rss:101M, process.evidence.heap",
        "os.rss_file:100M, ''",
        "os.rss_file:101M, process.evidence.files",
        "info.modules:lua, ''"
    })
    void aQuarterOfWhatIsToBeExplainedIsWorthNaming(String told, String evidence) {
        Suspect suspect = unknown(told);
        assertEquals(400 * Cases.MIB, suspect.bytes());
        assertEquals(
                Phrase.of(
                        "process.evidence",
                        Phrase.bytes(1476 * Cases.MIB),
                        Phrase.bytes(1060 * Cases.MIB),
                        Phrase.ratio(1476.0 / 1060)),
                suspect.evidence().get(0));
        assertEquals(
                evidence.isEmpty() ? List.of("process.evidence") : List.of("process.evidence", evidence),
                Cases.keys(suspect.evidence()));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory_lua:0, process.claim, remedy.outside",
        "os.anon_huge_pages:738M, process.claim, remedy.outside",
        "os.anon_huge_pages:739M, process.claim.huge, remedy.huge",
        "info.modules:search, process.claim.modules, remedy.outside",
        "info.modules:lua, process.claim, remedy.outside"
    })
    void hugePagesOfHalfOfRssAreTheStory(String told, String claim, String remedy) {
        Suspect suspect = unknown(told);
        assertEquals(claim, suspect.claim().key());
        assertEquals(remedy, suspect.remedies().get(0).what().key());
    }

    @ParameterizedTest
    @CsvSource({"'', process.claim.grows", "info.modules:search, process.claim.modules.grows"})
    void whatGrowsOutsideSaysHowFast(String modules, String claim) {
        Random random = new Random(3);
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                600,
                                288,
                                i -> "used_memory_rss:" + (1400 + i + random.nextGaussian()) + "M " + modules));
        assertEquals(claim, suspect.claim().key());
    }

    @Test
    void whatIsFarBeyondThePeakIsToldFromThePeakOn() {
        Suspect suspect = Cases.suspect(RULE, Cases.OLD + " used_memory_peak:1000M used_memory_rss:4100M");
        assertEquals(
                Phrase.of(
                        "process.beyond.claim",
                        Phrase.bytes(3100 * Cases.MIB),
                        Phrase.bytes(4100 * Cases.MIB),
                        Phrase.bytes(1000 * Cases.MIB)),
                suspect.claim());
        assertEquals(List.of(Phrase.of("process.beyond.evidence", Phrase.ratio(4.1))), suspect.evidence());
    }
}
