package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.snapshot.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplicationRuleTest {

    private static final Rule RULE = new ReplicationRule();

    @Test
    void theBacklogAndWhatReplicasHaveNotReadAreReplications() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                5,
                                i -> "used_memory:1500M used_memory_rss:1600M mem_replication_backlog:256M "
                                        + "mem_clients_slaves:300M repl_backlog_size:256M")
                        .event(5, Event.Kind.FULL_SYNC, "sync")
                        .event(6, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, "closed"));
        assertEquals(Cause.REPLICATION_BACKLOG, suspect.cause());
        assertEquals(556 * Cases.MIB, suspect.bytes());
        assertEquals(
                List.of(
                        "replication.evidence.size",
                        "replication.evidence.replicas",
                        "replication.evidence.syncs",
                        "replication.evidence.closed"),
                Cases.keys(suspect.evidence()));
        assertEquals(List.of("replication-limits"), Cases.ids(suspect.remedies()));
        assertEquals(
                "remedy.replication.closed", suspect.remedies().get(0).what().key());
    }

    @Test
    void withoutClosedReplicasTheSizeIsAsked() {
        Suspect sized = Cases.suspect(RULE, QUIET + " mem_replication_backlog:256M config.repl_backlog_size:256M");
        assertEquals("remedy.replication.size", sized.remedies().get(0).what().key());
        Suspect plain = Cases.suspect(RULE, QUIET + " mem_replication_backlog:256M");
        assertEquals("remedy.replication", plain.remedies().get(0).what().key());
    }

    /** Another size of the backlog does not help against a replica that reads slowly, nor a replica that is being filled. */
    @ParameterizedTest
    @CsvSource({
        "mem_clients_slaves:256M, replication.claim.replicas, remedy.replication.slow",
        "mem_replica_full_sync_buffer:256M, replication.claim.sync, remedy.replication.sync"
    })
    void whoeverHoldsMostIsWhatToLookAt(String most, String claim, String remedy) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " used_memory_overhead:400M used_memory_dataset:600M " + most);
        assertEquals(claim, suspect.claim().key());
        Action action = suspect.remedies().get(0);
        assertEquals(remedy, action.what().key());
        assertTrue(action.command().stream().noneMatch(line -> line.contains("backlog")));
    }

    @Test
    void whatIsGoneIsInformation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 9 ? "mem_clients_slaves:400M" : ""));
        assertEquals("replication.past", Cases.past(suspect));
    }

    @Test
    void aSmallBacklogIsFine() {
        Cases.assertOk("replication.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"160M, 0", "162M, 1"})
    void itMustReachAShare(String bytes, int suspects) {
        String dump = QUIET + " mem_replication_backlog:" + bytes;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @Test
    void before50ItIsNotPrinted() {
        Cases.assertNotApplicable(RULE, Cases.OLD);
    }
}
