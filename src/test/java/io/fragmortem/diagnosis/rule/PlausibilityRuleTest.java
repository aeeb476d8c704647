package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlausibilityRuleTest {

    private static final Rule RULE = new PlausibilityRule();

    @Test
    void rssThatReadsZeroIsNoReading() {
        Suspect suspect = Cases.suspect(RULE, "redis_version:5.0.3 used_memory:500M used_memory_rss:0");
        assertEquals(Cause.IMPLAUSIBLE_READING, suspect.cause());
        assertEquals("implausible.zero", suspect.claim().key());
        Suspect loading = Cases.suspect(RULE, "redis_version:5.0.3 used_memory:500M used_memory_rss:0 loading:1");
        assertEquals("implausible.loading", loading.claim().key());
        assertEquals(Severity.INFO, loading.severity());
    }

    @Test
    void oneReadingOfZeroAmongOthersIsNone() {
        Cases.assertOk("implausible.ok", RULE, Cases.quiet().every(60, 5, i -> i == 0 ? "used_memory_rss:0" : ""));
    }

    @ParameterizedTest
    @CsvSource({"940M, 1", "960M, 0"})
    void moreThanTheHostHasIsImpossible(String host, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET.replace("16G", host));
        assertEquals(suspects, outcome.suspects().size());
        outcome.first()
                .ifPresent(s -> assertEquals("implausible.host", s.claim().key()));
        Cases.assertOk("implausible.ok", RULE, QUIET.replace("16G", host) + " host.swap_total:8G");
    }

    @ParameterizedTest
    @CsvSource({
        "allocator_rss_bytes:30M, 0",
        "allocator_rss_bytes:80M, 0",
        "allocator_rss_bytes:90M, 1",
        "allocator_rss_ratio:1.03, 0",
        "allocator_rss_ratio:1.28, 0",
        "allocator_rss_ratio:1.29, 1"
    })
    void aContradictionCountsWhenItMatters(String field, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " " + field);
        assertEquals(suspects, outcome.suspects().size(), outcome.toString());
        outcome.first().ifPresent(s -> {
            assertEquals("implausible.identity", s.claim().key());
            assertEquals(Severity.WARNING, s.severity());
        });
    }

    @Test
    void halfOfTheSamplesMustContradict() {
        assertEquals(
                1,
                Cases.apply(RULE, Cases.quiet().every(60, 10, i -> "allocator_rss_bytes:" + (i < 5 ? "900M" : "30M")))
                        .suspects()
                        .size());
        assertEquals(
                0,
                Cases.apply(RULE, Cases.quiet().every(60, 10, i -> "allocator_rss_bytes:" + (i < 4 ? "900M" : "30M")))
                        .suspects()
                        .size());
    }

    @Test
    void redis74WithLibcContradictsNothing() {
        Cases.assertOk(
                "implausible.ok",
                RULE,
                "redis_version:7.4.1 mem_allocator:libc used_memory:1000M used_memory_rss:4000M "
                        + "allocator_allocated:999M allocator_active:4000M allocator_resident:4000M "
                        + "allocator_frag_bytes:0 allocator_frag_ratio:1.00 allocator_rss_bytes:0");
    }

    @Test
    void aSmallInstancesRatiosAreNoMatter() {
        Cases.assertOk(
                "implausible.ok",
                RULE,
                "redis_version:3.2.12 used_memory:10M used_memory_rss:20M mem_fragmentation_ratio:9");
    }

    @Test
    void aGoodDumpIsPlausible() {
        Cases.assertOk("implausible.ok", RULE, QUIET);
        Cases.assertOk("implausible.ok", RULE, Cases.FOUNDING);
    }
}
