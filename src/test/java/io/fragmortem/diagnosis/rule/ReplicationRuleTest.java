package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
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

    private static final String SPLIT = QUIET + " used_memory_overhead:600M used_memory_dataset:400M ";

    /** Of 400 MiB more than half decide whose they are. */
    @ParameterizedTest
    @CsvSource({
        "mem_replication_backlog:200M mem_clients_slaves:200M, replication.claim",
        "mem_replication_backlog:199M mem_clients_slaves:201M, replication.claim.replicas",
        "mem_replication_backlog:200M mem_replica_full_sync_buffer:200M, replication.claim",
        "mem_replication_backlog:199M mem_replica_full_sync_buffer:201M, replication.claim.sync",
        "mem_clients_slaves:200M mem_replicas_repl_buffer:200M mem_replication_backlog:0, replication.claim.replicas",
        "mem_clients_slaves:199M mem_replicas_repl_buffer:201M mem_replication_backlog:0, replication.claim.sync"
    })
    void whoeverHoldsMoreThanHalfIsTheStory(String held, String claim) {
        Suspect suspect = Cases.suspect(RULE, SPLIT + held);
        assertEquals(
                Phrase.of(claim, Phrase.bytes(400 * Cases.MIB), Phrase.bytes(1000 * Cases.MIB), Phrase.percent(0.4)),
                suspect.claim());
    }

    @ParameterizedTest
    @CsvSource({
        "mem_clients_slaves:10M, ''",
        "mem_clients_slaves:11M, replication.evidence.replicas",
        "repl_backlog_size:0, ''",
        "repl_backlog_size:400M, replication.evidence.size",
        "config.repl_backlog_size:400M, replication.evidence.size"
    })
    void onlyWhatIsThereIsEvidence(String more, String evidence) {
        Suspect suspect = Cases.suspect(RULE, SPLIT + "mem_replication_backlog:400M mem_clients_slaves:0 " + more);
        assertEquals(evidence, String.join(" ", Cases.keys(suspect.evidence())));
    }

    @Test
    void eachFullSyncIsCountedAndNothingElseIs() {
        Suspect suspect = Cases.suspect(
                RULE,
                new Capture()
                        .at(0, SPLIT + "mem_replication_backlog:400M")
                        .event(1, Event.Kind.FULL_SYNC, "sync")
                        .event(2, Event.Kind.FULL_SYNC, "sync")
                        .event(3, Event.Kind.NOTE, "Synchronization with replica 10.3.0.8:6379 succeeded"));
        assertEquals(List.of(Phrase.of("replication.evidence.syncs", Phrase.count(2))), suspect.evidence());
    }

    @Test
    void whatIsGoneIsToldAsTheShareThatItWas() {
        Suspect suspect = Cases.suspect(
                RULE,
                new Capture().always(SPLIT).every(60, 20, i -> "mem_replication_backlog:" + (i < 9 ? "400M" : "0")));
        assertEquals(
                Phrase.of(
                        "replication.past",
                        Phrase.bytes(400 * Cases.MIB),
                        Phrase.bytes(1000 * Cases.MIB),
                        Phrase.percent(0.4)),
                ((Phrase.Nested) Cases.arg(suspect.claim(), 0)).phrase());
    }

    /** A log alone: of a client's closing it says nothing, of a replica's whether it happened once. */
    @ParameterizedTest
    @CsvSource({"S, 1, replication.closed.once", "S, 2, replication.closed.claim", "N, 2, ''"})
    void aReplicaThatWasClosedIsToldByTheLogAlone(String flags, int times, String claim) {
        Capture capture = new Capture();
        for (int i = 0; i < times; i++) {
            capture.event(
                    new Stamp(Capture.micros(i), TimeSource.STATED),
                    Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                    "Client id=9 addr=10.3.0.8:4100 flags=" + flags + " omem=104857600 cmd=replconf",
                    Map.of(Amount.OMEM_BYTES, 100 * Cases.MIB));
        }
        Rule.Outcome outcome = Cases.apply(RULE, capture);
        assertEquals(
                claim.isEmpty()
                        ? List.of()
                        : List.of(Phrase.of(claim, Phrase.count(times), Phrase.bytes(100 * Cases.MIB))),
                outcome.suspects().stream().map(Suspect::claim).toList());
        outcome.first().ifPresent(s -> assertEquals(List.of("log.only"), Cases.keys(s.evidence())));
    }

    /** Dragonfly counts data alone; what replication holds stands beside them. */
    @ParameterizedTest
    @CsvSource({
        "lsn_buffer_bytes_sum:100M psync_buffer_bytes:50M, 150",
        "replication_streaming_buffer_bytes:60M replication_full_sync_buffer_bytes:100M, 160",
        "lsn_buffer_bytes_sum:149M, 0",
        "dispatch_queue_bytes:0, -1"
    })
    void dragonflysReplicationStandsBesideItsData(String more, double mib) {
        String dump = "dragonfly_version:df-1.31.0 object_used_memory:1 used_memory:400M used_memory_rss:1000M " + more;
        if (mib < 0) {
            Cases.assertNotApplicable(RULE, dump);
        } else if (mib == 0) {
            Cases.assertOk("replication.ok", RULE, dump);
        } else {
            Suspect suspect = Cases.suspect(RULE, dump);
            assertEquals(
                    Phrase.of("replication.beside.claim", Phrase.bytes(mib * Cases.MIB), Phrase.bytes(400 * Cases.MIB)),
                    suspect.claim());
            assertEquals(
                    "remedy.replication.shards",
                    suspect.remedies().get(0).what().key());
        }
    }
}
