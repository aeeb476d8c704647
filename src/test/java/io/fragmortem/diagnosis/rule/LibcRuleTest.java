package io.fragmortem.diagnosis.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibcRuleTest {

    private static final Rule RULE = new LibcRule();
    private static final String LIBC =
            "redis_version:6.2.11 mem_allocator:libc used_memory:1000M used_memory_peak:2000M " + "used_memory_rss:";

    @Test
    void withLibcTheGapIsNotMeasured() {
        Suspect suspect = Cases.suspect(RULE, LIBC + "1900M");
        assertEquals(Cause.LIBC_ALLOCATOR, suspect.cause());
        assertEquals(900 * Cases.MIB, suspect.bytes());
        assertEquals(
                List.of("find-outside", "no-purge-no-defrag", "restart-by-failover"), Cases.ids(suspect.remedies()));
        assertTrue(Cases.keys(suspect.evidence()).contains("retention.evidence.peak"));
    }

    @ParameterizedTest
    @CsvSource({"1170M, 0", "1180M, 1"})
    void aSmallGapIsNoMatter(String rss, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, LIBC + rss);
        assertEquals(suspects, outcome.suspects().size());
        if (suspects == 0) {
            assertEquals("libc.small", outcome.check().text().key());
        }
    }

    @Test
    void aMeasuringAllocatorIsFine() {
        Cases.assertOk("libc.ok", RULE, Cases.QUIET);
        Cases.assertOk("libc.ok", RULE, "object_used_memory:1 used_memory:1M used_memory_rss:9G");
    }

    @Test
    void anUnknownAllocatorIsNotJudged() {
        Cases.assertNotApplicable(RULE, "redis_version:2.2.12 used_memory:1M used_memory_rss:9G");
    }

    @Test
    void fakesAreKnownWithoutTheName() {
        Suspect suspect = Cases.suspect(
                RULE,
                "redis_version:7.4.1 used_memory:1000M used_memory_rss:1900M allocator_allocated:1000M "
                        + "allocator_active:1900M allocator_resident:1900M allocator_frag_bytes:0");
        assertEquals(new Phrase.Name("libc"), Cases.arg(suspect.claim(), 0));
    }

    /** Lua's heap is libc's too: where nobody tells how much it is, it may be what the gap is. */
    @ParameterizedTest
    @CsvSource({"used_memory_lua:40K, HIGH", "used_memory_lua:-, MEDIUM"})
    void whatLuaHoldsMustBeKnownToBeSure(String lua, Confidence confidence) {
        assertEquals(confidence, Cases.suspect(RULE, LIBC + "1900M " + lua).confidence());
    }
}
