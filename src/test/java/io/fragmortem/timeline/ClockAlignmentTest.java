package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockAlignmentTest {

    private static final String RUN = "used_memory:1M run_id:a process_id:1 uptime_in_seconds:100";

    /** A dump of a process that started at second 0, and a log whose line of that start is so many seconds off. */
    private static Capture capture(TimeSource source, double... starts) {
        Capture capture = new Capture().at(100, RUN);
        for (double start : starts) {
            Stamp stamp = new Stamp(Capture.micros(start), source);
            capture.event(stamp, Event.Kind.SERVER_START, "start", Map.of(Amount.PID, 1.0));
        }
        return capture;
    }

    private static double seconds(Timeline timeline, int event) {
        return (timeline.events().get(event).stamp().epochMicros() - Capture.START) / 1e6;
    }

    @ParameterizedTest
    @CsvSource({"28800, 0", "28802, 2", "-20700, 0", "-20690, 10", "28861, 28861", "60000, 60000", "20, 20"})
    void aLogIsMovedByWholeQuartersOfAnHour(double written, double moved) {
        Timeline timeline = capture(TimeSource.ZONE_ASSUMED, written).timeline();
        assertEquals(moved, seconds(timeline, 0));
        assertEquals(moved != written ? 1 : 0, timeline.quality().assumptions().size());
    }

    @Test
    void everythingOfThatLogMovesAlong() {
        Timeline timeline = capture(TimeSource.YEAR_ASSUMED, 28_800)
                .event(new Stamp(Capture.micros(28_850), TimeSource.YEAR_ASSUMED), Event.Kind.FLUSH, "f", Map.of())
                .event(60, Event.Kind.LOAD, "this time has a zone")
                .timeline();
        assertEquals(
                List.of("start", "f", "this time has a zone"),
                timeline.events().stream().map(Event::text).toList());
        assertEquals(50, seconds(timeline, 1));
    }

    @Test
    void aStatedZoneIsBelieved() {
        assertEquals(28_800, seconds(capture(TimeSource.STATED, 28_800).timeline(), 0));
    }

    @Test
    void aContainersLaterStartIsNoOtherZone() {
        Timeline after = capture(TimeSource.ZONE_ASSUMED, 0, 3600).timeline();
        assertEquals(3600, seconds(after, 1));
        Timeline before = capture(TimeSource.ZONE_ASSUMED, -3600, 0).timeline();
        assertEquals(-3600, seconds(before, 0));
        assertTrue(before.quality().assumptions().isEmpty());
    }

    @Test
    void anotherProcessSaysNothing() {
        Timeline timeline = new Capture()
                .at(100, RUN.replace("process_id:1", "process_id:2"))
                .event(
                        new Stamp(Capture.micros(28_800), TimeSource.ZONE_ASSUMED),
                        Event.Kind.SERVER_START,
                        "start",
                        Map.of(Amount.PID, 1.0))
                .timeline();
        assertEquals(28_800, seconds(timeline, 0));
    }
}
