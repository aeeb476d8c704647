package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes for backlog and buffers follow from what was waiting and what is written. */
final class ReplicationRemediesTest {

    private static List<Action> of(String version, boolean refused, double writtenPerSecond) {
        Capture capture = new Capture()
                .fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT, "replica 100mb 0 0")
                .always(version + " used_memory:900M used_memory_rss:950M connected_slaves:1")
                .at(0, "master_repl_offset:0")
                .at(100, "master_repl_offset:" + (long) (100 * writtenPerSecond));
        capture.event(
                new Stamp(Capture.micros(40), TimeSource.STATED),
                Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                "Client id=9 addr=10.3.0.8:4100 flags=S omem=104857600 cmd=replconf",
                Map.of(Amount.OMEM_BYTES, 100 * MIB));
        if (refused) {
            capture.event(
                    42, Event.Kind.NOTE, "Unable to partial resync with replica 10.3.0.8:6379 for lack of backlog");
        }
        return ReplicationRemedies.of(Cases.of(capture), 10 * MIB, ReplicationRemedies.Held.BY_BACKLOG);
    }

    @ParameterizedTest
    @CsvSource({"redis_version:7.0.15, replica", "redis_version:3.2.12, slave"})
    void aReplicaThatWasClosedGetsTheRoomItLackedOrIsMended(String version, String type) {
        Action action = of(version, false, 0).get(0);
        assertEquals(
                List.of("redis-cli CONFIG SET client-output-buffer-limit \"" + type + " 200mb 50mb 60\""),
                action.command());
        String said = English.of(action.what()) + English.of(action.risk().orElseThrow());
        assertTrue(said.contains("closed at 100 MiB") && said.contains("More room is more memory"), said);
    }

    /** An outage of a minute at 4 MiB/s, or what was waiting when the replica was cut off. */
    @ParameterizedTest
    @CsvSource({"4, 240mb", "0.1, 100mb"})
    void aBacklogBridgesWhatIsWrittenMeanwhile(double mibPerSecond, String size) {
        List<Action> actions = of("redis_version:7.0.15", true, mibPerSecond * MIB);
        assertEquals(List.of("replication-limits", "backlog-size"), Cases.ids(actions));
        assertEquals(
                List.of("redis-cli CONFIG SET repl-backlog-size " + size),
                actions.get(1).command());
    }

    private static final String PRIMARY = "redis_version:7.0.15 used_memory:900M used_memory_rss:950M ";

    private static List<Action> of(Capture capture, double mebibytes, ReplicationRemedies.Held held) {
        return ReplicationRemedies.of(Cases.of(capture), mebibytes * MIB, held);
    }

    private static Capture refused(Capture capture, int times) {
        for (int i = 0; i < times; i++) {
            capture.event(
                    i, Event.Kind.NOTE, "Unable to partial resync with replica 10.3.0.8:6379 for lack of backlog");
        }
        return capture;
    }

    private static List<String> keys(List<Action> actions) {
        return actions.stream().map(action -> action.what().key()).toList();
    }

    /** The counter holds all that ever was, and 10 MiB of backlog are there: twice as much is the least. */
    @ParameterizedTest
    @CsvSource({"0, 2, 0", "1, 2, 1", "0, 3, 3", "4, 3, 4", "1, 5, 5", "0, '', 0"})
    void refusalsAskForALargerBacklog(int logged, String counted, int told) {
        Capture capture = refused(
                new Capture()
                        .at(
                                0,
                                PRIMARY + "connected_slaves:1"
                                        + (counted.isEmpty() ? "" : " sync_partial_err:" + counted)),
                logged);
        capture.event(9, Event.Kind.NOTE, "Synchronization with replica 10.3.0.8:6379 succeeded");
        List<Action> actions = of(capture, 10, ReplicationRemedies.Held.BY_BACKLOG);
        if (told == 0) {
            assertEquals(List.of("remedy.replication.size"), keys(actions));
            return;
        }
        assertEquals(
                Phrase.of("remedy.backlog.from", Phrase.count(told), Phrase.bytes(20 * MIB), Phrase.bytes(10 * MIB)),
                actions.get(0).what());
        assertEquals(
                List.of("redis-cli CONFIG SET repl-backlog-size 20mb"),
                actions.get(0).command());
    }

    @Test
    void aReplicaThatWasClosedAndNeverRefusedNeedsNoLargerBacklog() {
        assertEquals(List.of("replication-limits"), Cases.ids(of("redis_version:7.0.15", false, 4 * MIB)));
    }

    /** Nobody knows how large it is, nor what is written: no size can be said. */
    @ParameterizedTest
    @CsvSource({"'', remedy.replication, replication-limits", "600M, remedy.backlog, backlog-size"})
    void withoutASizeAndWithoutWritesNoSizeIsProposed(String written, String key, String id) {
        Capture capture = new Capture().always(PRIMARY + "connected_slaves:1").at(0, "master_repl_offset:1G");
        if (!written.isEmpty()) {
            capture.at(100, "master_repl_offset:1624M");
        }
        List<Action> actions = of(refused(capture, 1), 0, ReplicationRemedies.Held.BY_BACKLOG);
        assertEquals(List.of(key), keys(actions));
        assertEquals(List.of(id), Cases.ids(actions));
        if (!written.isEmpty()) {
            assertEquals(
                    List.of("redis-cli CONFIG SET repl-backlog-size 360mb"),
                    actions.get(0).command(),
                    "a minute at 6 MiB/s");
        }
    }

    /** 6 MiB/s in the last run; what an earlier one wrote, and an offset that began anew, count for nothing. */
    @ParameterizedTest
    @CsvSource({"a, 4096M, 360mb", "b, 4096M, 20mb", "a, 8G, 20mb"})
    void whatIsWrittenIsMeasuredInTheLastRun(String run, String first, String size) {
        Capture capture = new Capture()
                .always(PRIMARY + "connected_slaves:1")
                .at(0, "run_id:a master_repl_offset:" + first)
                .at(100, "run_id:" + run + " master_repl_offset:4696M");
        List<Action> actions = of(refused(capture, 1), 10, ReplicationRemedies.Held.BY_BACKLOG);
        assertEquals(
                List.of("redis-cli CONFIG SET repl-backlog-size " + size),
                actions.get(0).command());
    }

    /** Where only the soft limit is set, what the replica held is where it was closed. */
    @ParameterizedTest
    @CsvSource({"replica 256mb 64mb 60, 256", "replica 0 64mb 60, 100", "normal 1gb 1gb 60, 100"})
    void theLimitAtWhichAReplicaWasClosedIsTheHardOne(String configured, double mib) {
        Capture capture = new Capture()
                .fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT, configured)
                .at(0, PRIMARY);
        capture.event(
                new Stamp(Capture.micros(40), TimeSource.STATED),
                Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                "Client id=9 addr=10.3.0.8:4100 flags=S omem=104857600 cmd=replconf",
                Map.of(Amount.OMEM_BYTES, 100 * MIB));
        assertEquals(
                Phrase.of(
                        "remedy.replication.closed.to",
                        Phrase.bytes(mib * MIB),
                        Phrase.bytes(100 * MIB),
                        Phrase.bytes(200 * MIB)),
                of(capture, 10, ReplicationRemedies.Held.BY_BACKLOG).get(0).what());
    }

    @Test
    void aReplicaThatWasClosedAtAnUntoldSizeIsLookedAt() {
        Capture capture = new Capture().at(0, PRIMARY);
        capture.event(40, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, "Client id=9 addr=10.3.0.8:4100 flags=S closed");
        Action action = of(capture, 10, ReplicationRemedies.Held.BY_BACKLOG).get(0);
        assertEquals("remedy.replication.closed", action.what().key());
        assertEquals(
                List.of("redis-cli INFO replication", "redis-cli CONFIG GET client-output-buffer-limit"),
                action.command());
    }

    @ParameterizedTest
    @CsvSource({
        "connected_slaves:0, 10, remedy.replication.alone",
        "connected_slaves:1, 10, remedy.replication.size",
        "'', 10, remedy.replication.size",
        "connected_slaves:0, 0, remedy.replication"
    })
    void aBacklogWithoutReplicasIsKeptForNobody(String replicas, double size, String key) {
        List<Action> actions = of(new Capture().at(0, PRIMARY + replicas), size, ReplicationRemedies.Held.BY_BACKLOG);
        assertEquals(List.of(key), keys(actions));
        assertEquals(
                List.of("redis-cli INFO replication", "redis-cli CONFIG GET repl-backlog-size"),
                actions.get(0).command());
    }

    @ParameterizedTest
    @CsvSource({"4.0.14, CLIENT LIST", "5.0.14, CLIENT LIST TYPE replica"})
    void slowReplicasAreLookedForAsTheVersionHasIt(String version, String list) {
        Capture capture = new Capture().at(0, "used_memory:900M redis_version:" + version);
        List<Action> actions = of(capture, 10, ReplicationRemedies.Held.BY_REPLICAS);
        assertEquals(List.of("remedy.replication.slow"), keys(actions));
        assertEquals(
                List.of(
                        "redis-cli INFO replication",
                        "redis-cli " + list,
                        "redis-cli CONFIG GET client-output-buffer-limit"),
                actions.get(0).command());
    }

    @Test
    void aFullSyncIsLeftToFinish() {
        Capture capture = refused(new Capture().at(0, PRIMARY + "connected_slaves:1"), 5);
        List<Action> actions = of(capture, 10, ReplicationRemedies.Held.BY_SYNC);
        assertEquals(List.of("remedy.replication.sync"), keys(actions));
        assertEquals("remedy.readonly", actions.get(0).risk().orElseThrow().key());
    }
}
