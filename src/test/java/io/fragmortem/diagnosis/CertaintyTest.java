package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
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
        "12, used_memory_peak:1600M, HIGH",
        "3, used_memory_rss:700M, MEDIUM"
    })
    void aFewDumpsAreNotSurelyHealthy(int dumps, String middle, Confidence sure) {
        Diagnosis diagnosis =
                Cases.diagnose(new Capture().every(10, dumps, i -> Cases.QUIET + (i == dumps / 2 ? " " + middle : "")));
        assertEquals(Cause.HEALTHY, diagnosis.verdict().cause(), diagnosis.toString());
        assertEquals(sure, diagnosis.verdict().confidence());
    }
}
