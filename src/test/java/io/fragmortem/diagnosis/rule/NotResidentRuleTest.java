package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotResidentRuleTest {

    private static final Rule RULE = new NotResidentRule();
    private static final String AWAY = "used_memory_rss:530M";

    private static List<Cause> causes(Rule.Outcome outcome) {
        return outcome.suspects().stream().map(Suspect::cause).toList();
    }

    @Test
    void whatTheKernelCallsSwappedIsSwapped() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + AWAY.replace("530", "531") + " os.vm_swap:400M");
        assertEquals(Cause.SWAPPED, suspect.cause());
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertEquals(499 * Cases.MIB, suspect.bytes(), "active minus RSS");
        assertEquals(List.of("more-memory", "no-purge-while-swapped"), Cases.ids(suspect.remedies()));
        assertTrue(Cases.keys(suspect.evidence()).contains("resident.evidence.swap"));
    }

    @Test
    void theContainersSwapCountsToo() {
        assertEquals(
                Cause.SWAPPED,
                Cases.suspect(RULE, QUIET + " " + AWAY + " cgroup.swap:600M").cause());
    }

    @Test
    void pagesThatLeftWithoutBeingFreedWereSwapped() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 10 ? "" : AWAY));
        assertEquals(Cause.SWAPPED, suspect.cause());
        assertEquals("swapped.claim", suspect.claim().key());
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertEquals(List.of(Cause.EXTERNAL_FRAGMENTATION, Cause.UNTOUCHED_MEMORY), Cases.ruledOut(suspect));
    }

    @Test
    void pagesThatCameBackAreInformation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i > 4 && i < 10 ? AWAY : ""));
        assertEquals("swapped.past", Cases.past(suspect));
        assertEquals(Severity.INFO, suspect.severity());
    }

    @Test
    void memoryThatNeverCameWasNeverTouched() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                20,
                                i -> i < 10
                                        ? ""
                                        : "used_memory:1500M allocator_allocated:1501M allocator_active:1530M "
                                                + "allocator_resident:1560M"));
        assertEquals(Cause.UNTOUCHED_MEMORY, suspect.cause());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(Confidence.HIGH, suspect.confidence());
        assertTrue(Cases.keys(suspect.evidence()).contains("resident.evidence.nevercame"));
        assertEquals(List.of(Cause.SWAPPED), Cases.ruledOut(suspect));
    }

    @ParameterizedTest
    @CsvSource({"os.vm_swap:0", "cgroup.swap:1M", "host.swap_total:0"})
    void withoutSwapTheyAreUntouched(String reading) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + AWAY + " " + reading);
        assertEquals(Cause.UNTOUCHED_MEMORY, suspect.cause());
        assertTrue(Cases.keys(suspect.evidence()).contains("resident.evidence.noswap"));
    }

    @Test
    void aBacklogThatIsNotFilledYetIsUntouched() {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " used_memory_rss:800M repl_backlog_size:256M mem_replication_backlog:256M "
                        + "repl_backlog_histlen:6M");
        assertEquals(Cause.UNTOUCHED_MEMORY, suspect.cause());
        assertEquals(Confidence.MEDIUM, suspect.confidence());
        assertTrue(Cases.keys(suspect.evidence()).contains("resident.evidence.backlog"));
    }

    @ParameterizedTest
    @CsvSource({"800M, MEDIUM", "900M, LOW"})
    void withoutAHintBothArePossibleAndSwapTheLikelierTheMoreIsMissing(String rss, Confidence confidence) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " used_memory_rss:" + rss);
        assertEquals(List.of(Cause.SWAPPED, Cause.UNTOUCHED_MEMORY), causes(outcome));
        assertEquals(confidence, outcome.suspects().get(0).confidence());
        assertEquals(Confidence.LOW, outcome.suspects().get(1).confidence());
    }

    @Test
    void aRestartBetweenThemSaysNothing() {
        Capture capture = Cases.quiet().every(60, 20, i -> "run_id:r" + i / 10 + (i < 10 ? "" : " " + AWAY));
        assertEquals(2, Cases.apply(RULE, capture).suspects().size());
        Capture both = Cases.quiet()
                .every(
                        60,
                        20,
                        i -> i < 10
                                ? ""
                                : "used_memory:1050M allocator_allocated:1051M allocator_active:1230M used_memory_rss:980M");
        assertEquals(2, Cases.apply(RULE, both).suspects().size(), "neither fell nor grew enough");
    }

    @Test
    void aHealthyInstanceIsResident() {
        Cases.assertOk("resident.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"985M, 0", "970M, 2"})
    void aTwentiethOfUsedMemoryIsTheLeast(String rss, int suspects) {
        assertEquals(
                suspects,
                Cases.apply(RULE, QUIET + " used_memory_rss:" + rss).suspects().size());
    }

    @Test
    void retainedPagesMayVanishWithoutAnybodyNoticing() {
        Cases.assertOk("resident.ok", RULE, QUIET + " allocator_resident:3000M");
    }

    @Test
    void staleAllocatorFiguresAreNotHeldAgainstFreshUsedMemory() {
        Cases.assertOk("resident.ok", RULE, QUIET + " used_memory:1500M used_memory_rss:1050M allocator_active:1030M");
    }

    @Test
    void rssThatReadsZeroIsNoReading() {
        Cases.assertNotApplicable(RULE, QUIET + " used_memory_rss:0");
        Cases.assertOk("resident.ok", RULE, Cases.quiet().every(60, 5, i -> i == 2 ? "used_memory_rss:0" : ""));
    }

    @Test
    void otherSystemsReportRssInTheirOwnWay() {
        for (String os : List.of("Windows", "Darwin 21.6.0 x86_64")) {
            Capture capture = Cases.quiet().fact(Fact.OS, os).at(0, AWAY);
            Cases.assertOk("resident.foreign", RULE, capture);
        }
    }

    @Test
    void withoutRssItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, "redis_version:2.8.24 used_memory:900M");
    }
}
