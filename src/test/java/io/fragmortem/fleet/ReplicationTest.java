package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.memory.ServerDetector;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplicationTest {

    @ParameterizedTest
    @CsvSource({
        "role:slave, true",
        "role:replica, true",
        "role:master, false",
        "role:primary, false",
        "keyspace.keys:1, true"
    })
    void aReplicaIsOneByEitherWordElseByItsPrimary(String role, boolean replica) {
        Timeline timeline = new Capture()
                .at(0, "used_memory:10M master_host:10.0.0.9 master_port:7000 " + role)
                .timeline();
        Replication replication = Replication.of(ServerDetector.detect(timeline), timeline);
        assertEquals(replica, replication.replica());
        assertEquals(replica ? Optional.of("10.0.0.9:7000") : Optional.empty(), replication.primary());
    }
}
