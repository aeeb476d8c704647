package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefragLogTest {

    private static Capture event(Capture capture, double seconds, Event.Kind kind, Map<Amount, Double> numbers) {
        return capture.event(new Stamp(Capture.micros(seconds), TimeSource.STATED), kind, "Active defrag", numbers);
    }

    private static Capture end(Capture capture, double seconds, double took, double bytes, double moved) {
        return event(
                capture,
                seconds,
                Event.Kind.DEFRAG_END,
                Map.of(
                        Amount.DURATION_SECONDS,
                        took,
                        Amount.FRAG_BYTES,
                        bytes,
                        Amount.FRAG_PERCENT,
                        44.0,
                        Amount.REALLOCATED,
                        moved));
    }

    private static Capture log() {
        return new Capture().at(0, "used_memory:10M").event(1, Event.Kind.NOTE, "ready");
    }

    @Test
    void scansAreAddedUpFromTheFirstLineToTheLast() {
        Capture capture = event(log(), 10, Event.Kind.DEFRAG_START, Map.of(Amount.FRAG_BYTES, 900.0));
        end(end(capture, 20, 2.5, 800, 70), 40, 4, 700, 30);
        assertEquals(new DefragLog(2, 6.5, 900, 700, 0.44, 30), DefragLog.of(capture.timeline()));
    }

    @Test
    void whereTheBeginningIsCutOffTheFirstEndIsTheFirstLine() {
        assertEquals(
                new DefragLog(2, 6.5, 800, 700, 0.44, 30),
                DefragLog.of(end(end(log(), 20, 2.5, 800, 70), 40, 4, 700, 30).timeline()));
    }

    @Test
    void aScanThatHasNotEndedIsNone() {
        Capture capture = event(log(), 10, Event.Kind.DEFRAG_START, Map.of(Amount.FRAG_BYTES, 900.0));
        assertEquals(new DefragLog(0, 0, 0, 0, 0, 0), DefragLog.of(capture.timeline()));
        assertEquals(new DefragLog(0, 0, 0, 0, 0, 0), DefragLog.of(log().timeline()));
    }

    /** Nine tenths of 1,000 bytes are left after 600 seconds. */
    @ParameterizedTest
    @CsvSource({"1, 600, 900, true", "1, 599, 900, false", "1, 600, 899, false", "0, 600, 900, false"})
    void muchWorkThatLeavesNearlyAllIsInVain(int scans, double seconds, double now, boolean inVain) {
        assertEquals(inVain, new DefragLog(scans, seconds, 1000, now, 0.4, 5).isInVain(600, 0.9));
    }
}
