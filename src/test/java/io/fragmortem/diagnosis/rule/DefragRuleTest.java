package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefragRuleTest {

    private static final Rule RULE = new DefragRule();
    private static final String BUSY =
            "active_defrag_running:25 allocator_active:1801M allocator_resident:1830M used_memory_rss:1850M";

    @Test
    void workThatChangesNothingIsIneffective() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 5 ? "" : BUSY));
        assertEquals(Cause.DEFRAG_INEFFECTIVE, suspect.cause());
        assertEquals("defrag.claim", suspect.claim().key());
        assertEquals(new Phrase.Span(14 * 60), Cases.arg(suspect.claim(), 0));
        assertEquals(List.of("defrag-tuning", "restart-by-failover"), Cases.ids(suspect.remedies()));
    }

    @Test
    void whatIsRepairedInVainStandsBehindThat() {
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 20, i -> i < 5 ? "" : BUSY));
        assertEquals(Cause.DEFRAG_INEFFECTIVE, diagnosis.verdict().cause());
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, diagnosis.suspects().get(1).cause());
    }

    @ParameterizedTest
    @CsvSource({"9, 1", "10, 0"})
    void itGetsTenMinutes(int from, int suspects) {
        Rule.Outcome outcome =
                Cases.apply(RULE, Cases.quiet().every(60, 20, i -> i < from ? BUSY.replace(":25", ":0") : BUSY));
        assertEquals(suspects, outcome.suspects().size());
        if (suspects == 0) {
            assertEquals("defrag.working", outcome.check().text().key());
        }
    }

    @Test
    void aFallingGapIsWorkThatHelps() {
        Cases.assertOk(
                "defrag.working",
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                20,
                                i -> "active_defrag_running:25 allocator_resident:1830M used_memory_rss:1850M "
                                        + "allocator_active:" + (1801 - 10 * i) + "M"));
    }

    @Test
    void aFifthOfPausesIsStillBusy() {
        Suspect suspect =
                Cases.suspect(RULE, Cases.quiet().every(60, 21, i -> i % 10 == 5 ? BUSY.replace(":25", ":0") : BUSY));
        assertEquals(new Phrase.Span(20 * 60), Cases.arg(suspect.claim(), 0));
    }

    @Test
    void oneDumpCannotShowWhetherItHelps() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().at(0, BUSY));
        assertEquals("defrag.single.claim", suspect.claim().key());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(Confidence.LOW, suspect.confidence());
    }

    @Test
    void withoutAllocatorFieldsTheGapIsTheMeasure() {
        String four = "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M used_memory_rss:1900M "
                + "active_defrag_running:75";
        assertEquals(900 * Cases.MIB, Cases.suspect(RULE, four).bytes());
    }

    @Test
    void idleOrUselessDefragIsFine() {
        Cases.assertOk("defrag.ok", RULE, QUIET);
        Cases.assertOk("defrag.ok", RULE, QUIET + " active_defrag_running:1");
    }

    @Test
    void aLastRowWithoutAllocatorFieldsDoesNotMakeItIneffective() {
        Rule.Outcome outcome = Cases.apply(
                RULE,
                Cases.quiet()
                        .every(60, 20, i -> BUSY.replace("1801M", (1801 - 10 * i) + "M"))
                        .at(1200, "active_defrag_running:25 allocator_active:-"));
        assertEquals(Check.Status.OK, outcome.check().status(), outcome.toString());
    }

    @Test
    void before40ThereIsNone() {
        Cases.assertNotApplicable(RULE, Cases.OLD);
    }
}
