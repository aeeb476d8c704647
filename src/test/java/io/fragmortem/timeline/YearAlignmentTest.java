package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log without years beside something that says when a save was. */
final class YearAlignmentTest {

    private static final String SAVED = "Background saving terminated with success";

    /** A dump whose last save ended at 2016-07-14T10:00:00Z, and a log of that day, written in a zone of UTC+2. */
    private static Capture capture(String lastSave) {
        Capture capture = new Capture().at(100, "used_memory:1M " + lastSave);
        for (String time : List.of(
                "2025-07-14T11:00:00Z", "2025-07-14T12:00:00Z", "2025-12-31T12:00:00Z", "2026-02-28T12:00:00Z")) {
            capture.event(new Stamp(micros(time), TimeSource.YEAR_ASSUMED), Event.Kind.FORK_END, SAVED, Map.of());
        }
        return capture;
    }

    @Test
    void aSaveThatBothKnowTellsTheYears() {
        for (String field : List.of("rdb_last_save_time", "last_save_time")) {
            Timeline timeline = capture(field + ":1468490400").timeline();
            assertEquals(
                    List.of(
                            "2016-07-14T11:00:00Z",
                            "2016-07-14T12:00:00Z",
                            "2016-12-31T12:00:00Z",
                            "2017-02-28T12:00:00Z"),
                    times(timeline));
            assertEquals(1, timeline.quality().assumptions().size());
        }
    }

    @Test
    void yearsThatFitAreNotTouched() {
        // 2025-07-14T10:00:00Z
        assertEquals(
                "2025-07-14T11:00:00Z",
                times(capture("rdb_last_save_time:1752487200").timeline()).get(0));
        // the 20th of April of 2016: the log tells of no save then
        assertEquals(
                "2025-07-14T11:00:00Z",
                times(capture("rdb_last_save_time:1461146400").timeline()).get(0));
        assertEquals(
                "2025-07-14T11:00:00Z",
                times(capture("rdb_last_save_time:0").timeline()).get(0));
    }

    @Test
    void statedYearsAreBelieved() {
        Timeline timeline = new Capture()
                .at(100, "used_memory:1M rdb_last_save_time:1468490400")
                .event(
                        new Stamp(micros("2025-07-14T11:00:00Z"), TimeSource.ZONE_ASSUMED),
                        Event.Kind.FORK_END,
                        SAVED,
                        Map.of())
                .timeline();
        assertEquals(List.of("2025-07-14T11:00:00Z"), times(timeline));
    }

    /** The kernel names no year; the log of the server below it, of the same days, does. */
    @Test
    void timesBesideTellTheYear() {
        String kill = "2026-05-21T16:26:30Z";
        assertEquals("2020-05-21T16:26:30Z", killedBeside("2020-05-21T08:26:36Z", kill, TimeSource.YEAR_ASSUMED));
        assertEquals(
                "2020-12-31T23:00:00Z",
                killedBeside("2021-01-01T00:30:00Z", "2026-12-31T23:00:00Z", TimeSource.YEAR_ASSUMED));
        assertEquals(kill, killedBeside("2020-11-21T08:26:36Z", kill, TimeSource.YEAR_ASSUMED), "of other days");
        assertEquals(kill, killedBeside("2020-05-21T08:26:36Z", kill, TimeSource.ZONE_ASSUMED), "the user's year");
    }

    private static String killedBeside(String dated, String kill, TimeSource source) {
        Timeline timeline = new Capture()
                .event(
                        new Stamp(micros(dated), TimeSource.ZONE_ASSUMED),
                        Event.Kind.FORK_FAILED,
                        "Can't save",
                        Map.of())
                .event(new Stamp(micros(kill), source), Event.Kind.KERNEL_OOM_KILL, "Killed process 7", Map.of())
                .timeline();
        return timeline.events().stream()
                .filter(event -> event.kind() == Event.Kind.KERNEL_OOM_KILL)
                .map(event -> Instant.EPOCH
                        .plus(event.stamp().epochMicros(), ChronoUnit.MICROS)
                        .toString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> times(Timeline timeline) {
        return timeline.events().stream()
                .map(event -> Instant.EPOCH
                        .plus(event.stamp().epochMicros(), ChronoUnit.MICROS)
                        .toString())
                .toList();
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
