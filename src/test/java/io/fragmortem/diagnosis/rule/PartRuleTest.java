package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of used memory with a field of their own: what waits for the disk, and what waits for other nodes. */
final class PartRuleTest {

    private static final String SPLIT = QUIET + " used_memory_overhead:600M used_memory_dataset:400M ";

    /** 400 MiB in all: what a rewrite, or slots that move, hold is another story from more than half on. */
    @ParameterizedTest
    @CsvSource({
        "mem_aof_buffer:400M, aof.claim, remedy.aof",
        "mem_aof_buffer:400M aof_rewrite_buffer_length:200M, aof.claim, remedy.aof",
        "mem_aof_buffer:400M aof_rewrite_buffer_length:201M, aof.claim.rewrite, remedy.aof.rewrite",
        "mem_cluster_links:400M, cluster.claim, remedy.cluster",
        "mem_cluster_links:200M mem_cluster_slot_import:100M mem_cluster_slot_export:100M, cluster.claim, "
                + "remedy.cluster",
        "mem_cluster_links:199M mem_cluster_slot_import:101M mem_cluster_slot_export:100M, cluster.claim.slots, "
                + "remedy.cluster.slots"
    })
    void whatHoldsMostOfItIsTheStory(String dump, String claim, String remedy) {
        Suspect suspect = Cases.suspect(rule(dump), SPLIT + dump);
        assertEquals(dump.contains("aof") ? Cause.AOF_BUFFERS : Cause.CLUSTER_LINKS, suspect.cause());
        assertEquals(
                Phrase.of(claim, Phrase.bytes(400 * Cases.MIB), Phrase.bytes(1000 * Cases.MIB), Phrase.percent(0.4)),
                suspect.claim());
        assertEquals(remedy, suspect.remedies().get(0).what().key());
        assertEquals(List.of(Cause.DATASET_GROWTH), Cases.ruledOut(suspect));
        assertEquals(List.of(), suspect.evidence(), "no counter speaks of it");
    }

    /** The rule of the buffer for the file, or of the links, as the dump has one of them. */
    private static Rule rule(String dump) {
        return dump.contains("aof") ? PartRule.aofBuffer() : PartRule.clusterLinks();
    }

    @ParameterizedTest
    @CsvSource({
        "mem_aof_buffer:400M aof_delayed_fsync:3, aof.evidence, 3",
        "mem_aof_buffer:400M aof_delayed_fsync:0, '', 0",
        "mem_cluster_links:400M cluster_connections:7, cluster.evidence, 7"
    })
    void aCounterOfTheSameTroubleIsEvidence(String dump, String key, double count) {
        Suspect suspect = Cases.suspect(rule(dump), SPLIT + dump);
        assertEquals(key.isEmpty() ? List.of() : List.of(Phrase.of(key, Phrase.count(count))), suspect.evidence());
    }

    @Test
    void whatIsGoneIsInformation() {
        Suspect suspect = Cases.suspect(
                PartRule.aofBuffer(),
                Cases.quiet()
                        .always("used_memory_overhead:600M used_memory_dataset:400M")
                        .every(60, 20, i -> "mem_aof_buffer:" + (i < 9 ? "400M" : "0")));
        assertEquals("aof.past", Cases.past(suspect));
        assertEquals(
                Phrase.of(
                        "aof.past", Phrase.bytes(400 * Cases.MIB), Phrase.bytes(1000 * Cases.MIB), Phrase.percent(0.4)),
                ((Phrase.Nested) Cases.arg(suspect.claim(), 0)).phrase());
        assertEquals(Severity.INFO, suspect.severity());
    }

    @Test
    void littleIsFineAndWithoutTheFieldNothingIsSaid() {
        Cases.assertOk("aof.ok", PartRule.aofBuffer(), QUIET);
        Cases.assertOk("cluster.ok", PartRule.clusterLinks(), QUIET + " mem_cluster_links:1M");
        Cases.assertNotApplicable(PartRule.clusterLinks(), QUIET);
        Cases.assertNotApplicable(PartRule.aofBuffer(), Cases.OLD);
    }
}
