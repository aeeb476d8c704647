package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ExporterPortTest {

    private static Timeline timeline(String more) {
        return new Capture().at(0, "used_memory:1M " + more).timeline();
    }

    @Test
    void exportersListenInARangeOfTheirOwn() {
        for (int port : new int[] {9100, 9121, 9999}) {
            assertTrue(ExporterPort.is(timeline(""), port), "" + port);
        }
        for (int port : new int[] {6379, 9099, 10000}) {
            assertFalse(ExporterPort.is(timeline(""), port), "" + port);
        }
    }

    @Test
    void aServerThatSaysItHasThePortIsBelieved() {
        assertFalse(ExporterPort.is(timeline("tcp_port:9500"), 9500));
        assertTrue(ExporterPort.is(timeline("tcp_port:6379"), 9500));
    }
}
