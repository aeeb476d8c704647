package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
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
}
