package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserRuleTest {

    /** Ten minutes of samples; - where the metric is not told. */
    private static Capture clients(String counts) {
        String[] words = counts.split(" ", -1);
        return new Capture().every(60, words.length, i -> "used_memory:10M connected_clients:" + words[i]);
    }

    private static UserRule above(String metric, double value, double seconds) {
        return new UserRule(
                "mine", metric, Optional.empty(), UserRule.Test.ABOVE, value, seconds, Severity.WARNING, "too much");
    }

    private static UserRule over(String metric, String over, double value) {
        return new UserRule(
                "mine", metric, Optional.of(over), UserRule.Test.ABOVE, value, 0, Severity.WARNING, "too much");
    }

    private static Check apply(UserRule rule, Capture capture) {
        Check check = rule.apply(Cases.of(capture));
        Cases.assertFits(check.text());
        return check;
    }

    private static boolean isFound(UserRule rule, Capture capture) {
        return apply(rule, capture).status() == Check.Status.FINDING;
    }

    @ParameterizedTest
    @CsvSource({
        "BELOW, 60, idle (connected_clients; at least 3)",
        "BELOW, 2, Rule few did not fire (connected_clients; at least 3).",
        "ABOVE, 60, idle (connected_clients; at most 80)",
        "ABOVE, 90, Rule few did not fire (connected_clients; at most 80)."
    })
    void whatIsToldLiesOnTheSideOfTheTest(UserRule.Test test, double value, String said) {
        UserRule rule =
                new UserRule("few", "connected_clients", Optional.empty(), test, value, 0, Severity.INFO, "idle");
        assertEquals(said, English.of(apply(rule, clients("80 3 - 50")).text()));
    }

    @ParameterizedTest
    @CsvSource({"ABOVE, 79, true", "ABOVE, 80, false", "BELOW, 4, true", "BELOW, 3, false"})
    void theValueItselfIsOnNeitherSide(UserRule.Test test, double value, boolean found) {
        UserRule rule =
                new UserRule("few", "connected_clients", Optional.empty(), test, value, 0, Severity.INFO, "idle");
        assertEquals(found, isFound(rule, clients("50 80 3 50")));
    }

    /** Above 100 without a break from the first sample to the last one of a stretch. */
    @ParameterizedTest
    @CsvSource({
        "50 200 200 200 50, 120, true",
        "50 200 200 200 50, 121, false",
        "50 200 200 50 200 200, 61, false",
        "50 200 - 200 50, 120, true",
        "50 50 50 200, 0, true",
        "50 50 50 200, 1, false",
        "200 200, 60, true"
    })
    void itMustHoldForSoLong(String counts, double seconds, boolean found) {
        assertEquals(found, isFound(above("connected_clients", 100, seconds), clients(counts)));
    }

    @Test
    void oneDumpCountsAsItStands() {
        assertEquals(true, isFound(above("connected_clients", 100, 3600), clients("200")));
        assertEquals(false, isFound(above("connected_clients", 100, 3600), clients("50")));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void withoutTimesNothingLasts(double seconds, boolean found) {
        Capture capture = new Capture()
                .untimed("used_memory:10M connected_clients:200")
                .untimed("used_memory:11M connected_clients:200");
        assertEquals(found, isFound(above("connected_clients", 100, seconds), capture));
    }

    @Test
    void aFindingHasTheSeverityAndTheNameOfItsRule() {
        Check check = apply(above("connected_clients", 100, 0), clients("50 200"));
        assertEquals("user.mine", check.id());
        assertEquals(Optional.of(Severity.WARNING), check.severity());
        Check calm = apply(above("connected_clients", 300, 0), clients("50 200"));
        assertEquals("user.mine", calm.id());
        assertEquals(Check.Status.OK, calm.status());
        assertEquals(Optional.empty(), calm.severity());
    }

    /** Bytes as bytes, shares in percent, all else as it is. */
    @ParameterizedTest
    @CsvSource({
        "connected_clients, '', too much (connected_clients; at most 50)",
        "used_memory, '', too much (used_memory; at most 1000 MiB)",
        "used, '', too much (used; at most 1000 MiB)",
        "gap, '', too much (gap; at most 250 MiB)",
        "fragmentation, '', too much (fragmentation; at most 80.0 MiB)",
        "dataset, '', too much (dataset; at most 700 MiB)",
        "gap, used_memory, too much (gap / used_memory; at most 25 %)",
        "dataset, used, too much (dataset / used; at most 70 %)"
    })
    void aMetricIsAFieldAComponentOrTheGap(String metric, String over, String said) {
        Capture capture = new Capture()
                .at(
                        0,
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M allocator_allocated:1020M "
                                + "allocator_active:1100M allocator_resident:1200M used_memory_rss:1250M "
                                + "used_memory_startup:1M used_memory_dataset:700M used_memory_overhead:300M "
                                + "connected_clients:50");
        UserRule rule = over.isEmpty() ? above(metric, 0, 0) : over(metric, over, 0);
        assertEquals(said, English.of(apply(rule, capture).text()));
    }

    @Test
    void whatIsDividedByNothingIsNotToldThen() {
        Capture capture = new Capture()
                .at(0, "used_memory:10M connected_clients:50 blocked_clients:0")
                .at(60, "used_memory:10M connected_clients:50 blocked_clients:100");
        assertEquals(false, isFound(over("connected_clients", "blocked_clients", 1), capture));
        assertEquals(true, isFound(over("connected_clients", "blocked_clients", 0.4), capture));
    }

    @ParameterizedTest
    @CsvSource({
        "blocked_clients, '', blocked_clients",
        "fragmentation, '', fragmentation",
        "connected_clients, blocked_clients, blocked_clients",
        "blocked_clients, connected_clients, blocked_clients"
    })
    void whatTheInputDoesNotTellIsNamed(String metric, String over, String missing) {
        UserRule rule = over.isEmpty() ? above(metric, 0, 0) : over(metric, over, 0);
        Check check = apply(rule, clients("50 80"));
        assertEquals(Check.Status.NOT_APPLICABLE, check.status());
        assertEquals("user.mine", check.id());
        assertEquals(Phrase.of("check.user.missing", Phrase.name(missing)), check.text());
    }

    @ParameterizedTest
    @CsvSource({"gap, true", "used, true", "dataset, true", "used_memory, true", "'', false", "colour, false"})
    void aNameIsAMetricOrNone(String name, boolean metric) {
        assertEquals(metric, UserRule.isMetric(name));
    }
}
