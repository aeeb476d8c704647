package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dump cannot tell is not called healthy, and not called anything else. */
final class UntoldTest {

    private static final String WINDOWS =
            "redis_version:3.0.504 mem_allocator:jemalloc-3.6.0 used_memory_peak:900M used_memory_lua:0 ";

    private static Verdict of(String fields) {
        return Cases.diagnose(fields).verdict();
    }

    /** A page is a multiple of 1,024 bytes; what is one by chance, or too far away, was measured. */
    @ParameterizedTest
    @CsvSource({
        "838860808, 838860808, cannottell.copied",
        "838860808, 838870816, cannottell.copied",
        "838860808, 838870016, healthy.claim.unsplit",
        "838860808, 840060816, healthy.claim.unsplit",
        "838860808, 880803840, healthy.claim.unsplit",
        "1048584, 1048584, healthy.small.calm"
    })
    void rssThatRepeatsUsedMemoryWasNotMeasured(long used, long rss, String key) {
        assertEquals(
                key,
                of(WINDOWS + "used_memory:" + used + " used_memory_rss:" + rss)
                        .sentence()
                        .key());
    }

    @Test
    void fragmentationOfZeroBytesIsACopyTakenAMomentAgo() {
        String fields = "redis_version:5.0.14 mem_allocator:jemalloc-5.2.1 used_memory:800M used_memory_rss:799M ";
        assertEquals("healthy.claim.unsplit", of(fields).sentence().key());
        assertEquals(
                "cannottell.copied",
                of(fields + "mem_fragmentation_bytes:0").sentence().key());
    }

    /** The allocator's own figures are measured even where RSS is not: they decide, and nothing was swapped. */
    @Test
    void theAllocatorSpeaksWhereRssDoesNot() {
        Diagnosis diagnosis = Cases.diagnose("redis_version:5.0.14 mem_allocator:jemalloc-5.2.1 used_memory:300M "
                + "used_memory_rss:300M allocator_allocated:300M allocator_active:800M allocator_resident:820M "
                + "mem_fragmentation_bytes:0");
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, diagnosis.verdict().cause());
        assertEquals(
                new Phrase.Bytes(820 * Cases.MIB), Cases.arg(diagnosis.verdict().sentence(), 1));
        assertEquals(1, diagnosis.suspects().size());
    }

    @ParameterizedTest
    @CsvSource({
        "1000, cannottell.gap.active",
        "1030, cannottell.gap.active",
        "1240, cannottell.gap.active",
        "1249, cannottell.gap.active",
        "1250, cannottell.gap",
        "1260, cannottell.gap",
        "1499, cannottell.gap"
    })
    void withoutResidentAtLeastTheFreeSlotsAreTold(int active, String key) {
        String fields = "redis_version:6.0.10 used_memory:1000M used_memory_rss:1500M allocator_allocated:1000M ";
        assertEquals(
                key, of(fields + "allocator_active:" + active + "M").sentence().key());
    }

    /** Data that grow explain why RSS does. */
    @ParameterizedTest
    @CsvSource({"true, false, cannottell.gap.grows", "true, true, cannottell.gap", "false, false, cannottell.gap"})
    void aGapThatGrowsWithoutTheDataIsToldAsSuch(boolean rss, boolean used, String key) {
        Capture capture = new Capture()
                .every(600, 3, i -> "redis_version:4.0.14 used_memory:1000M used_memory_rss:" + (1900 + i) + "M");
        Trends trends = new Trends(
                List.of(grows(Total.USED_MEMORY_RSS, rss), grows(Total.USED_MEMORY, used)),
                List.of(),
                Map.of(),
                List.of());
        Case c = new Case(MemoryModel.of(capture.timeline()), Thresholds.defaults(), trends);
        assertEquals(key, new Untold(c, Optional.empty()).gap().sentence().key());
    }

    private static Trends.Scoped grows(Total metric, boolean confirmed) {
        OptionalDouble some = OptionalDouble.of(1);
        return new Trends.Scoped(
                metric,
                Trends.Scope.NOW,
                0,
                new TrendResult(
                        "test",
                        9,
                        9,
                        some,
                        1,
                        some,
                        some,
                        io.fragmortem.statistics.trend.Verdict.GROWS,
                        confirmed,
                        List.of(),
                        Optional.empty()));
    }

    /** The last answer of MEMORY DOCTOR names findings, and tells no bytes. */
    @ParameterizedTest
    @CsvSource({"allocator_frag_ratio:1.1, cannottell.doctor", "used_memory:900M, cannottell.norss"})
    void whatTheDoctorFindsIsToldWhereNoBytesAre(String dump, String key) {
        Capture capture = new Capture()
                .at(0, dump)
                .exhibit(doctor(1, List.of(List.of("Peak memory"))))
                .exhibit(doctor(2, List.of(List.of("High RSS"), List.of("Big slave buffers"))));
        Verdict verdict = new Untold(Cases.of(capture), Optional.empty()).nothing();
        assertEquals(key, verdict.sentence().key());
        if (key.endsWith("doctor")) {
            assertEquals(Phrase.name("High RSS, Big slave buffers"), Cases.arg(verdict.sentence(), 3));
        }
    }

    private static Exhibit doctor(int line, List<List<String>> findings) {
        return new Exhibit(
                Exhibit.Kind.MEMORY_DOCTOR,
                new Origin("doctor.txt", line, 0, Optional.empty()),
                Stamp.NONE,
                List.of("finding"),
                findings,
                "");
    }
}
