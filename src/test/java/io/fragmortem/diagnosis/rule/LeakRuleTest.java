package io.fragmortem.diagnosis.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Samples ten minutes apart to the byte, data and what lies outside of the allocator in MiB. */
    private static Capture exact(
            int samples, IntToDoubleFunction data, IntToDoubleFunction outside, IntFunction<String> keys) {
        return Cases.quiet().every(600, samples, i -> {
            double mib = data.applyAsDouble(i);
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 100) + "M allocator_active:" + (mib + 100)
                    + "M allocator_resident:" + (mib + 100) + "M used_memory_lua:0 used_memory_rss:"
                    + (mib + 200 + outside.applyAsDouble(i)) + "M " + keys.apply(i);
        });
    }

    private static boolean isLeak(Capture capture) {
        return Cases.apply(RULE, capture).first().isPresent();
    }

    @ParameterizedTest
    @CsvSource({"102000, true", "102001, false", "98000, true", "97999, false"})
    void keysAreTheSameWithinAFiftieth(int last, boolean leak) {
        assertEquals(leak, isLeak(exact(288, i -> 900, i -> i, i -> "keyspace.keys:" + (i < 287 ? 100_000 : last))));
    }

    @ParameterizedTest
    @CsvSource({"32, true", "31.5, false"})
    void thirtyTwoMebibytesAreTheLeast(double grown, boolean leak) {
        assertEquals(leak, isLeak(exact(257, i -> 900, i -> grown * i / 256, i -> "keyspace.keys:100000")));
    }

    @Test
    void whatGrewIsToldAsAShareOfAll() {
        Suspect suspect = Cases.suspect(RULE, exact(257, i -> 900, i -> i, i -> "keyspace.keys:100000"));
        assertEquals(256 * Cases.MIB, suspect.bytes());
        assertEquals(256.0 / 1356, suspect.share(), 1e-9, "of RSS at the end");
    }

    @Test
    void exactlyADayIsEnough() {
        assertTrue(isLeak(exact(145, i -> 900, i -> i, i -> "keyspace.keys:100000")));
    }

    /** Data that were loaded at once, and stay, do not grow. */
    @Test
    void oneLoadIsNoLeak() {
        Cases.assertOk("leak.ok", RULE, exact(288, i -> i < 100 ? 900 : 1000, i -> 0, i -> "keyspace.keys:100000"));
    }

    @Test
    void keysThatOnlyAnEarlierRunCountedAreNotTheSame() {
        Cases.assertOk(
                "leak.ok",
                RULE,
                exact(300, i -> 900, i -> i, i -> i < 10 ? "run_id:a keyspace.keys:100000" : "run_id:b"));
    }
}
