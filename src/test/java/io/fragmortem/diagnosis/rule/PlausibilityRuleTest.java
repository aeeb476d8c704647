package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
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

    /** Of 1,000 MiB in use what is not in RSS may be in swap, up to as much again as the host has. */
    @ParameterizedTest
    @CsvSource({
        "600M, 700M, false",
        "600M, 600M, false",
        "490M, 490M, true",
        // no host holds more RSS than it has
        "600M, 599M, true",
        "1000M, 940M, true"
    })
    void whatMayBeSwappedIsNoContradiction(String rss, String host, boolean told) {
        Rule.Outcome outcome =
                Cases.apply(RULE, "used_memory:1000M used_memory_rss:" + rss + " total_system_memory:" + host);
        assertEquals(
                told,
                outcome.first()
                        .filter(s -> s.claim().key().equals("implausible.host"))
                        .isPresent());
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
    void aContradictionIsToldInTheUnitOfItsFigures() {
        Phrase ratio = Cases.suspect(RULE, QUIET + " allocator_rss_ratio:1.29").claim();
        assertEquals(Phrase.ratio(1.29), Cases.arg(ratio, 3));
        Phrase bytes = Cases.suspect(RULE, QUIET + " allocator_rss_bytes:90M").claim();
        assertEquals(Phrase.bytes(30 * Cases.MIB), Cases.arg(bytes, 2));
        assertEquals(Phrase.bytes(90 * Cases.MIB), Cases.arg(bytes, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory:900M used_memory_rss:-, OK",
        "used_memory:- used_memory_rss:900M, OK",
        "used_memory:- used_memory_rss:-, NOT_APPLICABLE"
    })
    void eitherTotalCanBeLookedAt(String totals, Check.Status status) {
        assertEquals(
                status,
                Cases.apply(RULE, "redis_version:7.0.15 allocator_frag_ratio:1.1 " + totals)
                        .check()
                        .status());
    }

    /** No server runs in less than 100,000 bytes: the figures are of another unit. */
    @ParameterizedTest
    @CsvSource({"80000, 99999, true", "99999, 80000, true", "80000, 100000, false", "100000, 80000, false"})
    void soFewBytesAreOfAnotherUnit(int used, int rss, boolean told) {
        Rule.Outcome outcome = Cases.apply(
                RULE,
                new Capture()
                        .always("redis_version:7.0.15")
                        .at(0, "used_memory:70000 used_memory_rss:70000")
                        .at(60, "used_memory:" + used + " used_memory_rss:" + rss)
                        .at(120, "used_memory:70000 used_memory_rss:70000"));
        assertEquals(
                told ? List.of(Phrase.of("implausible.unit", Phrase.bytes(99_999))) : List.of(),
                outcome.suspects().stream().map(Suspect::claim).toList());
    }

    /** What was used when the timer last read RSS follows from the difference that is printed: 1,080 MiB less that. */
    @ParameterizedTest
    @CsvSource({"280M, 800", "-120M, 1200", "220M, 0", "80M, 0", "-, 0"})
    void aReadingThatIsOlderThanTheOtherIsStale(String difference, int then) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " mem_fragmentation_bytes:" + difference);
        assertEquals(
                then == 0
                        ? List.of()
                        : List.of(Phrase.of(
                                "implausible.stale", Phrase.bytes(then * Cases.MIB), Phrase.bytes(1000 * Cases.MIB))),
                outcome.suspects().stream().map(Suspect::claim).toList());
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

    private static String claim(String dump) {
        return Cases.apply(RULE, dump).first().map(s -> s.claim().key()).orElse("");
    }

    /** Used memory when RSS was read, MiB, and used memory now: 0.15 of the larger one, and 32 MiB. */
    @ParameterizedTest
    @CsvSource({
        "850, 1000, true",
        "851, 1000, false",
        "1000, 850, true",
        "1000, 851, false",
        "132, 100, true",
        "131, 100, false"
    })
    void aReadingIsStaleFromTheLeastThatMattersOn(int then, int now, boolean stale) {
        String dump = "redis_version:7.0.15 used_memory:" + now + "M used_memory_rss:1100M mem_fragmentation_bytes:"
                + (1100 - then) + "M";
        assertEquals(stale ? "implausible.stale" : "", claim(dump));
    }

    @ParameterizedTest
    @CsvSource({"1050M, 1050M, false", "1051M, 1051M, true", "2000M, 900M, false", "2001M, 900M, true"})
    void aHostHoldsWhatItHasAndSwapsAsMuch(String used, String rss, boolean told) {
        String dump = "used_memory:" + used + " used_memory_rss:" + rss + " total_system_memory:1000M";
        assertEquals(told ? "implausible.host" : "", claim(dump));
    }

    @ParameterizedTest
    @CsvSource({"99999, implausible.unit", "100000, ''"})
    void aHundredThousandBytesAreAServer(int bytes, String claim) {
        assertEquals(claim, claim("used_memory:" + bytes + " used_memory_rss:" + bytes));
    }
}
