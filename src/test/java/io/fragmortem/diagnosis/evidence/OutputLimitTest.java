package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputLimitTest {

    private static final String DEFAULT = "normal 0 0 0 slave 256mb 64mb 60 pubsub 32mb 8mb 60";

    private static Optional<OutputLimit> of(String configured, Closings.Who who) {
        return OutputLimit.of(
                Cases.of(new Capture()
                        .fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT, configured)
                        .at(0, "used_memory:10M")),
                who);
    }

    private static Optional<OutputLimit> limit(String type, double hard, double soft) {
        return Optional.of(new OutputLimit(type, hard * Cases.MIB, soft * Cases.MIB));
    }

    @Test
    void eachClassHasItsLimit() {
        assertEquals(limit("normal", 0, 0), of(DEFAULT, Closings.Who.CLIENT));
        assertEquals(limit("slave", 256, 64), of(DEFAULT, Closings.Who.REPLICA));
        assertEquals(limit("pubsub", 32, 8), of(DEFAULT, Closings.Who.SUBSCRIBER));
        assertEquals(Optional.empty(), of(DEFAULT, Closings.Who.UNKNOWN));
        assertEquals(limit("replica", 256, 64), of("replica 256mb 64mb 60", Closings.Who.REPLICA));
        assertEquals(Optional.empty(), of("pubsub 32mb 8mb 60", Closings.Who.CLIENT));
        assertEquals(Optional.empty(), of("normal much 0 0", Closings.Who.CLIENT));
        assertEquals(Optional.empty(), of("normal 0 0", Closings.Who.CLIENT));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "1, 0, false", "0, 1, false"})
    void withoutAnyLimitNothingClosesAClient(double hard, double soft, boolean open) {
        assertEquals(open, new OutputLimit("normal", hard, soft).isOpen());
    }
}
