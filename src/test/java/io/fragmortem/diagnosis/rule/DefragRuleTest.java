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
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
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

    /** Free slots grow from minute 10 on, defrag works from minute 20 on. */
    @Test
    void itsBytesAreThereSinceTheFreeSlotsAre() {
        Diagnosis diagnosis = Cases.diagnose(Cases.quiet().every(60, 60, i -> {
            int active = 1010 + 20 * Math.max(0, i - 10);
            return "active_defrag_running:" + (i < 20 ? 0 : 25) + " allocator_active:" + active
                    + "M allocator_resident:" + (active + 20) + "M used_memory_rss:" + (active + 30) + "M";
        }));
        Suspect vain = diagnosis.suspects().get(0);
        Suspect slots = diagnosis.suspects().get(1);
        assertEquals(Cause.DEFRAG_INEFFECTIVE, vain.cause());
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, slots.cause());
        assertEquals(slots.sinceMicros(), vain.sinceMicros());
        assertEquals(slots.state(), vain.state());
        assertEquals(12 * 60, vain.sinceMicros().getAsLong() / 1e6 - Capture.micros(0) / 1e6, 3 * 60);
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

    /** A log alone: its scans tell what they leave, share and seconds; other lines tell nothing. */
    @ParameterizedTest
    @CsvSource({"700, 400, 50, true", "100, 400, 50, false", "700, 400, 10, false", "700, 31, 50, false"})
    void scansOfALogAreInVainWhereTheyLeaveWhatTheyFound(double seconds, double left, double percent, boolean inVain) {
        Capture capture = new Capture();
        for (int i = 0; i < 2; i++) {
            capture.event(
                    new Stamp(Capture.micros(3600 * i), TimeSource.STATED),
                    Event.Kind.DEFRAG_END,
                    "Active defrag done",
                    Map.of(
                            Amount.DURATION_SECONDS,
                            seconds / 2,
                            Amount.FRAG_BYTES,
                            left * Cases.MIB,
                            Amount.FRAG_PERCENT,
                            percent,
                            Amount.REALLOCATED,
                            70.0 + i));
        }
        Rule.Outcome outcome = Cases.apply(RULE, capture);
        assertEquals(inVain, outcome.first().isPresent(), outcome.toString());
        outcome.first()
                .ifPresent(s -> assertEquals(
                        List.of(
                                Phrase.of("defrag.evidence.log", Phrase.count(2), Phrase.count(71)),
                                Phrase.of("log.only")),
                        s.evidence()));
    }

    @Test
    void aLogWithoutScansOrBesideDumpsDecidesNothing() {
        Cases.assertNotApplicable(RULE, new Capture().event(1, Event.Kind.COPY_ON_WRITE, "RDB: 9 MB of memory used"));
        Cases.assertNotApplicable(
                RULE,
                new Capture()
                        .at(0, Cases.OLD)
                        .event(
                                new Stamp(Capture.micros(1), TimeSource.STATED),
                                Event.Kind.DEFRAG_END,
                                "Active defrag done",
                                Map.of(Amount.DURATION_SECONDS, 900.0)));
    }
}
