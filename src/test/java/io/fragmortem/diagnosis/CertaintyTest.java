package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertaintyTest {

    /** Free slots of 250, 150, 190 and 170 MiB beside 850 to 1,000 MiB: far above, far below, and at both sides of the edge. */
    @ParameterizedTest
    @CsvSource({
        "allocator_active:1601M allocator_resident:1605M used_memory_rss:1610M, EXTERNAL_FRAGMENTATION, HIGH",
        "allocator_active:1190M allocator_resident:1200M used_memory_rss:1210M, EXTERNAL_FRAGMENTATION, LOW",
        "allocator_active:1160M allocator_resident:1170M used_memory_rss:1180M, HEALTHY, MEDIUM",
        "allocator_active:1040M allocator_resident:1050M used_memory_rss:1060M, HEALTHY, HIGH"
    })
    void aLayerAtTheEdgeLowersTheConfidenceOnBothSides(String more, Cause cause, Confidence confidence) {
        Diagnosis diagnosis = Cases.diagnose(Cases.QUIET + " " + more);
        assertEquals(cause, diagnosis.verdict().cause());
        assertEquals(confidence, diagnosis.verdict().confidence());
    }

    @ParameterizedTest
    @CsvSource({"used_memory_overhead:-, MEDIUM", "mem_clients_normal:-, MEDIUM", "mem_aof_buffer:-, HIGH"})
    void healthyIsSureOnlyWhereWhatCouldSayOtherwiseIsMeasured(String missing, Confidence confidence) {
        String dump = missing.startsWith("used") ? missing + " used_memory_dataset:-" : missing;
        Diagnosis diagnosis = Cases.diagnose(new Capture().at(0, Cases.QUIET + " " + dump));
        assertEquals(Cause.HEALTHY, diagnosis.verdict().cause());
        assertEquals(confidence, diagnosis.verdict().confidence());
    }

    @ParameterizedTest
    @CsvSource({"900M, HIGH", "880M, MEDIUM", "500M, LOW"})
    void numbersThatContradictEachOtherMakeNothingSure(String dataset, Confidence confidence) {
        String torn = " allocator_active:1901M allocator_resident:1905M used_memory_rss:1910M used_memory_dataset:";
        Diagnosis diagnosis = Cases.diagnose(Cases.QUIET + torn + dataset);
        Suspect torn0 = diagnosis.suspects().stream()
                .filter(s -> s.cause() == Cause.EXTERNAL_FRAGMENTATION)
                .findFirst()
                .orElseThrow();
        assertEquals(confidence, torn0.confidence());
    }

    @ParameterizedTest
    @CsvSource({
        "SWAPPED, UNTOUCHED_MEMORY, 300, MEDIUM",
        "SWAPPED, UNTOUCHED_MEMORY, 370, MEDIUM",
        "SWAPPED, UNTOUCHED_MEMORY, 374, MEDIUM",
        "SWAPPED, UNTOUCHED_MEMORY, 375, HIGH",
        "SWAPPED, UNTOUCHED_MEMORY, 380, HIGH",
        "DATASET_GROWTH, MEMORY_LEAK, 310, MEDIUM",
        "LIBC_ALLOCATOR, ALLOCATOR_RETENTION, 310, MEDIUM",
        "EXTERNAL_FRAGMENTATION, ALLOCATOR_RETENTION, 310, HIGH",
        "CLIENT_BUFFERS, REPLICATION_BACKLOG, 300, HIGH",
        "FORK_COW, EXTERNAL_FRAGMENTATION, 300, HIGH",
        "DATASET_GROWTH, EXTERNAL_FRAGMENTATION, 300, HIGH"
    })
    void rivalsForTheSameBytesAreNotSureWhenTheyClaimAlikeMany(Cause one, Cause other, double mib, Confidence sure) {
        Case full = Cases.of(Cases.quiet().at(0, ""));
        List<Suspect> both = List.of(suspect(one, 300), suspect(other, mib));
        Certainty certainty = new Certainty(full);
        both.forEach(s -> assertEquals(sure, certainty.among(both, s).confidence(), s.toString()));
        Suspect medium = suspect(one, 300).withConfidence(Confidence.MEDIUM);
        assertEquals(Confidence.MEDIUM, certainty.among(both, medium).confidence(), "only what was high comes down");
    }

    @Test
    void layersOfAnUnmeasuredGapAreRivals() {
        Case old = Cases.of(new Capture().at(0, Cases.OLD));
        List<Suspect> both =
                List.of(suspect(Cause.EXTERNAL_FRAGMENTATION, 300), suspect(Cause.ALLOCATOR_RETENTION, 310));
        both.forEach(s -> assertEquals(
                Confidence.MEDIUM, new Certainty(old).among(both, s).confidence()));
    }

    private static Suspect suspect(Cause cause, double mib) {
        return Cases.suspect(cause, mib * Cases.MIB, 0.3);
    }

    /** A gap of 700 MiB that nobody measured beside 300 MiB of client buffers. */
    @ParameterizedTest
    @CsvSource({"1700M, MEDIUM", "1080M, HIGH"})
    void aNoteIsNotSureToBeTheCauseWhereMoreStaysUnexplained(String rss, Confidence confidence) {
        Diagnosis diagnosis =
                Cases.diagnose(Cases.QUIET + " allocator_active:- allocator_resident:- mem_clients_normal:300M"
                        + " used_memory_overhead:400M used_memory_dataset:600M used_memory_rss:" + rss);
        assertEquals(Cause.CLIENT_BUFFERS, diagnosis.verdict().cause());
        assertEquals(confidence, diagnosis.verdict().confidence());
    }

    @ParameterizedTest
    @CsvSource({
        "3, used_memory_peak:1600M, MEDIUM",
        "3, used_memory_peak:1020M, MEDIUM",
        "9, used_memory_peak:1600M, MEDIUM",
        "10, used_memory_peak:1600M, HIGH",
        "12, used_memory_peak:1600M, HIGH",
        "3, used_memory_rss:700M, MEDIUM"
    })
    void aFewDumpsAreNotSurelyHealthy(int dumps, String middle, Confidence sure) {
        Diagnosis diagnosis =
                Cases.diagnose(new Capture().every(10, dumps, i -> Cases.QUIET + (i == dumps / 2 ? " " + middle : "")));
        assertEquals(Cause.HEALTHY, diagnosis.verdict().cause(), diagnosis.toString());
        assertEquals(sure, diagnosis.verdict().confidence());
    }

    /** A gap of 700 MiB that nobody measured. */
    @ParameterizedTest
    @CsvSource({
        "INFO, 700, used_memory_lua:0, HIGH",
        "INFO, 699, used_memory_lua:0, MEDIUM",
        "WARNING, 100, used_memory_lua:0, HIGH",
        // what lies in it is measured
        "INFO, 100, allocator_allocated:1001M allocator_active:1600M allocator_resident:1650M, HIGH"
    })
    void aNoteThatClaimsLessThanStaysUnexplainedIsLessSure(
            Severity severity, double mib, String more, Confidence sure) {
        Case c = Cases.of(new Capture()
                .at(
                        0,
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M used_memory_rss:1700M "
                                + more));
        Suspect top = suspect(Cause.CLIENT_BUFFERS, mib).withSeverity(severity);
        assertEquals(sure, new Certainty(c).ofVerdict(top));
    }

    /** 32 MiB are significant; a quarter more, or less in the same proportion, is the edge. */
    @ParameterizedTest
    @CsvSource({"31.9, HIGH", "32, MEDIUM", "39.9, MEDIUM", "40, HIGH"})
    void aFindingIsAtTheEdgeFromWhatMattersToAQuarterMore(double mib, Confidence sure) {
        Declaration rule = Rules.declarations().stream()
                .filter(declaration -> declaration.thresholds().contains(Thresholds.SIGNIFICANT_SHARE))
                .findFirst()
                .orElseThrow();
        Suspect s = Cases.suspect(Cause.EXTERNAL_FRAGMENTATION, mib * Cases.MIB, 0.9);
        Certainty certainty = new Certainty(Cases.of(Cases.quiet().at(0, "")));
        assertEquals(sure, certainty.of(s, rule).confidence());
        Declaration other = Rules.declarations().stream()
                .filter(declaration -> !declaration.thresholds().contains(Thresholds.SIGNIFICANT_SHARE)
                        && !declaration.thresholds().contains(Thresholds.MISSING_SHARE))
                .findFirst()
                .orElseThrow();
        assertEquals(Confidence.HIGH, certainty.of(s, other).confidence(), "a rule with other bounds");
    }

    /** Free slots of a server of 100 MiB, in bytes. */
    @ParameterizedTest
    @CsvSource({"26843545, HIGH", "26843546, MEDIUM", "33554431, MEDIUM", "33554432, HIGH"})
    void healthyIsNotSureWhereALayerIsJustBelowTheEdge(int bytes, Confidence sure) {
        long active = 100 * (long) Cases.MIB + bytes;
        Case c = Cases.of(new Capture()
                .at(
                        0,
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:100M used_memory_startup:1M "
                                + "used_memory_overhead:10M used_memory_dataset:90M mem_clients_normal:1M "
                                + "allocator_allocated:100M allocator_active:" + active + " allocator_resident:"
                                + active + " used_memory_rss:" + active));
        assertEquals(sure, new Certainty(c).ofHealthy());
    }

    /** What lies outside of the allocator's 1,060 MiB, less the 16 MiB of the program. */
    @ParameterizedTest
    @CsvSource({"1200, HIGH", "1250, MEDIUM", "1270, HIGH"})
    void theProgramIsNoLayer(int rss, Confidence sure) {
        Case c = Cases.of(Cases.quiet().at(0, "used_memory_lua:0 used_memory_rss:" + rss + "M"));
        assertEquals(sure, new Certainty(c).ofHealthy());
    }

    /** Numbers that contradict each other in half of the dumps, and in more. */
    @ParameterizedTest
    @CsvSource({"2, 1, HIGH", "3, 2, MEDIUM", "3, 1, HIGH"})
    void whatIsBrokenInMostDumpsIsDoubtful(int dumps, int broken, Confidence sure) {
        Case c = Cases.of(Cases.quiet().every(60, dumps, i -> "allocator_rss_bytes:" + (i < broken ? "29M" : "30M")));
        Declaration rule = Rules.declarations().get(0);
        assertEquals(
                sure,
                new Certainty(c).of(suspect(Cause.CLIENT_BUFFERS, 300), rule).confidence());
    }
}
