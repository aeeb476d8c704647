package io.fragmortem.diagnosis;

import static io.fragmortem.diagnosis.Cases.MIB;
import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verdict says where no rule leads, what stands beside it, and the alert that would have told of it. */
final class VerdictTest {

    private static Verdict verdict(Capture capture) {
        return Cases.diagnose(capture).verdict();
    }

    private static Verdict verdict(String dump) {
        return verdict(new Capture().at(0, dump));
    }

    private static String said(Verdict verdict) {
        return English.of(verdict.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "64M, 84M, HEALTHY_SMALL_INSTANCE",
        "65M, 85M, HEALTHY",
        "64M, 96M, HEALTHY_SMALL_INSTANCE",
        // a gap that matters is looked at, however small the instance
        "64M, 97M, CANNOT_TELL"
    })
    void upTo64MibInUseAGapOfLessThanMattersIsNothing(String used, String rss, Cause cause) {
        String dump =
                "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:" + used + " used_memory_rss:" + rss;
        assertEquals(cause, verdict(dump).cause());
    }

    @ParameterizedTest
    @CsvSource({
        "14M, 'Healthy: a small instance, 10.0 MiB in use, 14.0 MiB RSS.'",
        "15M, 'Healthy: the ratio of 1.50 means nothing on a small instance; the gap is only 5.0 MiB (15.0 MiB RSS,"
                + " 10.0 MiB in use).'",
        "10M, 'Healthy: a small instance, 10.0 MiB in use, 10.0 MiB RSS.'",
        "9M, 'Healthy: a small instance, 10.0 MiB in use, 9.0 MiB RSS. Less RSS than that means pages that were not"
                + " touched yet or are not counted, and nothing at this size.'"
    })
    void aRatioThatLooksBadIsExplainedOnASmallInstance(String rss, String sentence) {
        assertEquals(
                sentence,
                said(verdict(
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:10M used_memory_rss:" + rss)));
    }

    @Test
    void aHealthyInstanceIsToldWithItsRatio() {
        String said = said(verdict(QUIET));
        assertTrue(said.contains("1.08"), said);
    }

    /** So many seconds before the last dump that pages were not there yet. */
    private static Verdict lately(String server, String before, String now, int seconds) {
        return verdict(new Capture()
                .always(server)
                .every(60, 12, i -> before)
                .at(11 * 60 + 40, before)
                .at(11 * 60 + 40 + seconds, now));
    }

    private static final String UNSPLIT = "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:1000M ";

    /** What has been there for less than the half minute of jemalloc's decay may be on its way out: nobody calls that fine. */
    @ParameterizedTest
    @CsvSource({"29, cannottell.unproven, 1030", "30, retention, 0"})
    void whatCameALittleWhileAgoIsNotYetALayer(int seconds, String key, int mib) {
        Verdict verdict =
                lately(QUIET + " used_memory_lua:0", "", "allocator_resident:2060M used_memory_rss:2080M", seconds);
        assertTrue(verdict.sentence().key().startsWith(key), verdict.toString());
        if (mib > 0) {
            assertEquals(Cause.CANNOT_TELL, verdict.cause());
            assertEquals(Phrase.bytes(mib * MIB), Cases.arg(verdict.sentence(), 3));
        }
    }

    @Test
    void whatCameOutsideOfTheAllocatorIsToldWithoutTheProgramItself() {
        Verdict verdict = lately(QUIET + " used_memory_lua:0", "", "used_memory_rss:1576M", 20);
        assertEquals("cannottell.unproven", verdict.sentence().key());
        assertEquals(Phrase.bytes(500 * MIB), Cases.arg(verdict.sentence(), 3), "516 MiB less 16");
    }

    @Test
    void ofTwoThatCameLatelyTheLargerIsTold() {
        Verdict verdict =
                lately(QUIET + " used_memory_lua:0", "", "allocator_resident:1560M used_memory_rss:2276M", 20);
        assertEquals(Phrase.bytes(700 * MIB), Cases.arg(verdict.sentence(), 3));
    }

    @Test
    void aGapWithoutLayersThatCameLatelyIsUnprovenToo() {
        Verdict verdict = lately(UNSPLIT, "used_memory_rss:1010M", "used_memory_rss:1900M", 20);
        assertEquals("cannottell.unproven", verdict.sentence().key());
        assertEquals(Phrase.bytes(900 * MIB), Cases.arg(verdict.sentence(), 3));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "1, 2, true"})
    void thatFiguresAreRoundedIsSaidWhereMostAre(int exact, int rounded, boolean told) {
        Capture capture = Cases.quiet();
        for (int i = 0; i < exact; i++) {
            capture.at(60 * i, "");
        }
        capture.mark(Sample.Mark.ROUNDED);
        for (int i = exact; i < exact + rounded; i++) {
            capture.at(60 * i, "");
        }
        assertEquals(
                told ? Optional.of("context.rounded") : Optional.empty(),
                verdict(capture).context().map(Phrase::key));
    }

    /** Tables of half of the data are a note, whatever their share: they are not a second thing that is wrong. */
    @Test
    void aNoteIsNoSecondCause() {
        Diagnosis diagnosis =
                Cases.diagnose(QUIET + " mem_clients_normal:300M used_memory_overhead:800M used_memory_dataset:200M");
        assertEquals(List.of(Cause.CLIENT_BUFFERS, Cause.METADATA_OVERHEAD), Cases.causes(diagnosis));
        assertTrue(diagnosis.suspects().get(1).share() > 0.25);
        assertEquals(Optional.empty(), diagnosis.verdict().context());
    }

    @Test
    void whatTheUserAsksForIsAmongTheChecks() {
        UserRule rule = new UserRule(
                "few", "connected_clients", Optional.empty(), UserRule.Test.BELOW, 60, 0, Severity.INFO, "idle");
        MemoryModel model =
                MemoryModel.of(Cases.quiet().at(0, "connected_clients:3").timeline());
        Policy policy = new Policy(Thresholds.defaults(), List.of(), List.of(rule));
        List<Check> checks = Diagnoser.diagnose(model, Trends.none(), policy).checks();
        assertTrue(checks.stream().anyMatch(check -> English.of(check.text()).startsWith("idle")), checks.toString());
    }

    /** Two hours, a dump a minute: from the middle on kept pages climb by 20 MiB each. */
    private static Capture climbing(String besides) {
        return new Capture().every(60, 120, i -> {
            int kept = 10 + Math.max(0, i - 60) * 20;
            return QUIET + " allocator_resident:" + (1030 + kept) + "M used_memory_rss:" + (1040 + kept) + "M "
                    + besides;
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "rdb_last_cow_size:900M", "mem_clients_normal:300M"})
    void theAlertIsThatOfTheVerdict(String besides) {
        Diagnosis diagnosis = Cases.diagnose(climbing(besides));
        assertEquals(Cause.ALLOCATOR_RETENTION, diagnosis.verdict().cause());
        assertEquals(Optional.of("RedisAllocatorRetention"), diagnosis.alert().map(Alert::name));
    }

    @Test
    void whatIsOverHasAnAlertForTheNextTime() {
        Capture capture = climbing("");
        for (int i = 0; i < 20; i++) {
            capture.at(7200 + 60 * i, QUIET);
        }
        Diagnosis diagnosis = Cases.diagnose(capture);
        assertEquals(
                Severity.INFO,
                diagnosis.verdict().severity(),
                diagnosis.verdict().toString());
        assertEquals(Optional.of("RedisAllocatorRetention"), diagnosis.alert().map(Alert::name));
    }

    @Test
    void whereAllIsWellThereIsNoAlert() {
        assertEquals(
                Optional.empty(),
                Cases.diagnose(Cases.quiet().every(60, 120, i -> "")).alert());
    }

    @Test
    void suspectsOfTheSameSeverityStandByTheirBytes() {
        Diagnosis diagnosis =
                Cases.diagnose(QUIET + " allocator_active:1401M allocator_resident:2460M used_memory_rss:2480M");
        List<Double> bytes = diagnosis.suspects().stream().map(Suspect::bytes).toList();
        assertEquals(
                List.of(Cause.ALLOCATOR_RETENTION, Cause.EXTERNAL_FRAGMENTATION),
                Cases.causes(diagnosis),
                bytes.toString());
    }
}
