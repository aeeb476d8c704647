package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Suspect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessRuleTest {

    private static final Rule RULE = new ProcessRule();

    @Test
    void rssThatTheAllocatorDoesNotKnowIsTheProcesss() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet().every(60, 5, i -> "used_memory_rss:2000M os.anon_huge_pages:900M allocator_muzzy:800M"));
        assertEquals(Cause.PROCESS_OVERHEAD, suspect.cause());
        assertEquals((940 - 16) * Cases.MIB - 40 * 1024, suspect.bytes(), 1, "less Lua and a plain program");
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertTrue(
                Cases.keys(suspect.evidence()).containsAll(List.of("process.evidence.huge", "process.evidence.muzzy")));
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
}
