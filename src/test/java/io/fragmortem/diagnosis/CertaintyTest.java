package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.timeline.Capture;
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
    @CsvSource({"900M, HIGH", "500M, MEDIUM"})
    void numbersThatContradictEachOtherMakeNothingSure(String dataset, Confidence confidence) {
        String torn = " allocator_active:1901M allocator_resident:1905M used_memory_rss:1910M used_memory_dataset:";
        Diagnosis diagnosis = Cases.diagnose(Cases.QUIET + torn + dataset);
        Suspect torn0 = diagnosis.suspects().stream()
                .filter(s -> s.cause() == Cause.EXTERNAL_FRAGMENTATION)
                .findFirst()
                .orElseThrow();
        assertEquals(confidence, torn0.confidence());
    }
}
