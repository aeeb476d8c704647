package io.fragmortem.diagnosis.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class LeakRuleTest {

    private static final Rule RULE = new LeakRule();

    private static Capture days(int n, double outsideMib, double dataMib, double keys) {
        return days(n, outsideMib, dataMib, keys, i -> "");
    }

    private static Capture days(int n, double outsideMib, double dataMib, double keys, IntFunction<String> more) {
        Random random = new Random(3);
        return Cases.quiet().every(600, n, i -> {
            double data = 900 + dataMib * i + random.nextGaussian();
            double rss = data + 180 + outsideMib * i + random.nextGaussian();
            return "used_memory_dataset:" + data + "M used_memory:" + (data + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (data + 101) + "M allocator_active:" + (data + 130)
                    + "M allocator_resident:" + (data + 150) + "M used_memory_rss:" + rss + "M keyspace.keys:"
                    + Math.round(100_000 + keys * i) + " " + more.apply(i);
        });
    }

    @Test
    void growthOutsideOfTheAllocatorWithTheSameKeysMayBeALeak() {
        Suspect suspect = Cases.suspect(RULE, days(288, 1, 0, 0));
        assertEquals(Cause.MEMORY_LEAK, suspect.cause());
        assertEquals("leak.outside.claim", suspect.claim().key());
        assertEquals(Confidence.LOW, suspect.confidence());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(List.of("find-outside"), Cases.ids(suspect.remedies()));
    }

    @Test
    void dataThatGrowsWithTheSameKeysMayBeALeak() {
        assertEquals(
                "leak.inside.claim",
                Cases.suspect(RULE, days(288, 0, 1, 0)).claim().key());
    }

    @Test
    void moreKeysExplainIt() {
        Cases.assertOk("leak.ok", RULE, days(288, 1, 1, 100));
    }

    @Test
    void whatLiesBeforeARestartDoesNotCount() {
        Suspect suspect = Cases.suspect(RULE, days(288, 1, 0, 0, i -> "run_id:r" + (i < 100 ? 0 : 1)));
        assertEquals(187 * Cases.MIB, suspect.bytes(), 6 * Cases.MIB);
        assertEquals(Capture.micros(100 * 600), suspect.sinceMicros().getAsLong());
    }

    @Test
    void aRunOfLessThanADayDecidesNothing() {
        Cases.assertNotApplicable(RULE, days(288, 1, 0, 0, i -> "run_id:r" + (i < 200 ? 0 : 1)));
    }

    @Test
    void steadyMemoryIsNoLeak() {
        Cases.assertOk("leak.ok", RULE, days(288, 0, 0, 0));
    }

    @Test
    void aFewMegabytesAreNoLeak() {
        Cases.assertOk("leak.ok", RULE, days(288, 0.08, 0, 0));
    }

    @Test
    void lessThanADayOrNoKeyspaceDecidesNothing() {
        Cases.assertNotApplicable(RULE, days(144, 1, 0, 0));
        Cases.assertNotApplicable(RULE, Cases.quiet().every(600, 288, i -> ""));
        Cases.assertNotApplicable(RULE, Cases.QUIET + " keyspace.keys:5");
    }
}
