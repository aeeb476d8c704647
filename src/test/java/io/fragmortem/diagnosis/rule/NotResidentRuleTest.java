package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.stream.Collectors;
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

    /** INFO memory alone does not tell how far it is filled; from 7.0 on it is allocated as it fills. */
    @ParameterizedTest
    @CsvSource({
        "redis_version:6.2.14 mem_replication_backlog:256M, LOW",
        "redis_version:- mem_replication_backlog:256M, LOW",
        "redis_version:- mem_replication_backlog:256M mem_total_replication_buffers:256M, MEDIUM",
        "redis_version:7.0.15 mem_replication_backlog:256M, MEDIUM",
        "redis_version:6.2.14 mem_replication_backlog:20M, MEDIUM",
        "redis_version:6.2.14 mem_replication_backlog:256M repl_backlog_size:256M repl_backlog_histlen:256M, MEDIUM"
    })
    void whatMayBeABacklogThatFillsIsNotLikelySwapped(String more, Confidence confidence) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " used_memory_rss:800M " + more);
        assertEquals(List.of(Cause.SWAPPED, Cause.UNTOUCHED_MEMORY), causes(outcome));
        assertEquals(confidence, outcome.suspects().get(0).confidence());
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

    private static String said(Rule.Outcome outcome) {
        return outcome.suspects().stream()
                .map(s -> s.cause().id() + " " + s.confidence())
                .collect(Collectors.joining(", "));
    }

    /** 500 MiB are missing: half of them in swap explain it, less than a tenth of them is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "250M | swapped HIGH",
                "249M | swapped MEDIUM, untouched-memory LOW",
                "50M  | swapped MEDIUM, untouched-memory LOW",
                "49M  | untouched-memory HIGH"
            })
    void swapExplainsWhatIsMissingFromHalfOfItOn(String swap, String said) {
        assertEquals(said, said(Cases.apply(RULE, QUIET + " " + AWAY + " os.vm_swap:" + swap)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "256M | 256M | 6M | untouched-memory MEDIUM",
                "256M | 256M | 7M | swapped MEDIUM, untouched-memory LOW",
                "250M | 256M | 0  | untouched-memory MEDIUM",
                "256M | 249M | 0  | swapped MEDIUM, untouched-memory LOW"
            })
    void whatABacklogHasNotFilledExplainsHalfOfIt(String size, String held, String filled, String said) {
        assertEquals(
                said,
                said(Cases.apply(
                        RULE,
                        QUIET + " " + AWAY + " repl_backlog_size:" + size + " mem_replication_backlog:" + held
                                + " repl_backlog_histlen:" + filled)));
    }

    /** Used memory is 1,000 MiB, and 1,030 are in use with free slots. */
    @ParameterizedTest
    @CsvSource({"830M, MEDIUM", "831M, LOW"})
    void aFifthOfADatasetIsNotUntouched(String rss, Confidence confidence) {
        assertEquals(
                confidence,
                Cases.apply(RULE, QUIET + " used_memory_rss:" + rss)
                        .suspects()
                        .get(0)
                        .confidence());
    }

    /** Where no key exists, what is large may never have been touched. */
    @Test
    void withoutKeysMuchThatIsMissingIsNotSurelySwapped() {
        assertEquals(
                "swapped LOW, untouched-memory LOW",
                said(Cases.apply(RULE, QUIET + " " + AWAY + " used_memory_overhead:3M keyspace.keys:0")));
    }

    /** At the end 500 MiB are missing; before, at one moment alone, so much was active, used and resident, MiB. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1030 | 1000 | 980 | swapped HIGH",
                "1030 | 1000 | 979 | swapped MEDIUM, untouched-memory LOW",
                "830  | 800  | 780 | swapped HIGH",
                "829  | 800  | 779 | swapped MEDIUM, untouched-memory LOW",
                "760  | 750  | 710 | untouched-memory HIGH",
                "760  | 751  | 710 | swapped MEDIUM, untouched-memory LOW"
            })
    void theLastMomentWithNothingMissingTellsWhetherItLeftOrNeverCame(int active, int used, int resident, String said) {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        10,
                        i -> i > 0
                                ? AWAY
                                : "allocator_allocated:" + used + "M allocator_active:" + active + "M used_memory:"
                                        + used + "M used_memory_rss:" + resident + "M");
        assertEquals(said, said(Cases.apply(RULE, capture)));
    }

    @Test
    void whatIsResidentIsToldAsARatioAndAShareOfWhatIsUsed() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " used_memory_rss:530M os.vm_swap:500M");
        assertEquals(
                Phrase.of(
                        "resident.evidence.ratio",
                        Phrase.bytes(530 * Cases.MIB),
                        Phrase.bytes(1000 * Cases.MIB),
                        Phrase.ratio(0.53)),
                suspect.evidence().get(0));
        assertEquals(
                Phrase.of("resident.not.fragmentation", Phrase.percent(0.53)),
                suspect.ruledOut().get(0).how());
    }

    @Test
    void withoutABacklogNoneIsNamed() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + AWAY + " os.vm_swap:0");
        assertEquals(List.of("resident.evidence.noswap"), Cases.keys(suspect.evidence()));
    }

    /** Another allocator than jemalloc tells zeros. */
    @Test
    void anAllocatorThatTellsNothingLeavesUsedMemory() {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " mem_allocator:libc allocator_allocated:0 allocator_active:0 allocator_resident:0 " + AWAY
                        + " os.vm_swap:400M");
        assertEquals(470 * Cases.MIB, suspect.bytes());
    }
}
