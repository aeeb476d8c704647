package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.timeline.Capture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosingsTest {

    private static Capture closed(Capture capture, String text, Map<Amount, Double> numbers) {
        return capture.event(Stamp.NONE, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, text, numbers);
    }

    private static Closings of(String text, Map<Amount, Double> numbers) {
        return Cases.of(closed(new Capture().at(0, "used_memory:10M"), text, numbers))
                .closings();
    }

    @ParameterizedTest
    @CsvSource({
        "Client id=7 addr=10.0.0.7:5 flags=N cmd=get scheduled, CLIENT, 10.0.0.7:5, get",
        "Client addr=10.0.0.7:5 flags=S cmd=psync, REPLICA, 10.0.0.7:5, psync",
        "Client addr=10.0.0.7:5 cmd=subscribe flags=P, SUBSCRIBER, 10.0.0.7:5, subscribe",
        "Client flags=N addr=10.0.0.7:5, CLIENT, 10.0.0.7:5, ''",
        "Client was closed, UNKNOWN, '', ''"
    })
    void theLineTellsWhoWasClosed(String text, Closings.Who who, String address, String command) {
        Closings.Closing closing = of(text, Map.of()).largest().orElseThrow();
        assertEquals(who, closing.who());
        assertEquals(address, closing.address());
        assertEquals(command, closing.command());
    }

    @Test
    void whatItHeldIsTheSumOfItsBuffersOrAllOfIt() {
        Map<Amount, Double> buffers =
                Map.of(Amount.OMEM_BYTES, 500.0, Amount.QBUF_BYTES, 30.0, Amount.QBUF_FREE_BYTES, 2.0);
        assertEquals(532, of("x", buffers).most());
        assertEquals(
                600,
                of("x", Map.of(Amount.OMEM_BYTES, 500.0, Amount.TOT_MEM_BYTES, 600.0))
                        .most());
        assertEquals(
                500,
                of("x", Map.of(Amount.OMEM_BYTES, 500.0, Amount.TOT_MEM_BYTES, 400.0))
                        .most());
        assertEquals(0, of("x", Map.of()).most());
    }

    @Test
    void ofWhomTheLogDoesNotSayWhoTheyWereCountForBoth() {
        Capture capture = new Capture().at(0, "used_memory:10M");
        closed(capture, "Client flags=S omem", Map.of(Amount.OMEM_BYTES, 9.0));
        closed(capture, "Client flags=N omem", Map.of(Amount.OMEM_BYTES, 7.0));
        closed(capture, "Client flags=P omem", Map.of(Amount.OMEM_BYTES, 5.0));
        closed(capture, "somebody", Map.of(Amount.OMEM_BYTES, 1.0));
        Closings closings = Cases.of(capture.event(1, Event.Kind.NOTE, "x")).closings();
        assertEquals(4, closings.count());
        assertEquals(2, closings.ofReplicas(true).count());
        assertEquals(9, closings.ofReplicas(true).most());
        assertEquals(3, closings.ofReplicas(false).count());
        assertEquals(7, closings.ofReplicas(false).most());
    }
}
