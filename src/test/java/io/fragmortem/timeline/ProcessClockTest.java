package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessClockTest {

    private static final Origin HERE = new Origin("x", 1, -1, Optional.empty());

    @Test
    void dumpsWithoutTimesThatStandNewestFirstAreTurnedRound() {
        assertEquals(List.of(100.0, 3700.0, 7300.0), ordered(dump("r1", 7300), dump("r1", 3700), dump("r1", 100)));
    }

    @Test
    void processesOfNewestFirstComeInTheirOrder() {
        assertEquals(
                List.of(900.0, 4500.0, 60.0, 3660.0),
                ordered(dump("r2", 3660), dump("r2", 60), dump("r1", 4500), dump("r1", 900)));
    }

    @Test
    void dumpsOfOneProcessStandByItsUptime() {
        assertEquals(List.of(100.0, 200.0, 300.0), ordered(dump("r1", 100), dump("r1", 300), dump("r1", 200)));
    }

    @Test
    void aDumpThatTellsNoProcessLeavesAllAsTheyStand() {
        Sample untold = new SampleBuilder().set(Field.UPTIME_IN_SECONDS, 50).build(HERE, Stamp.NONE);
        assertEquals(List.of(300.0, 50.0, 100.0), ordered(dump("r1", 300), untold, dump("r1", 100)));
    }

    @Test
    void whatWasTakenBeforeTheClockWasSetBackIsMovedBack() {
        List<Sample> rows =
                new ArrayList<>(List.of(at(1000, 1000), at(1600, 1600), at(1600 - 3000, 2200), at(-800, 2800)));
        Set<Phrase> notes = new LinkedHashSet<>();
        ProcessClock.align(rows, notes);
        assertEquals(
                List.of(-2600L, -2000L, -1400L, -800L),
                rows.stream().map(row -> row.stamp().epochMicros() / 1_000_000).toList());
        assertEquals(1, notes.size());
    }

    @Test
    void anotherProcessIsNoClockThatWasSetBack() {
        List<Sample> rows =
                new ArrayList<>(List.of(at(1000, 1000), dump("r2", 2200).at(stamp(-1400))));
        Set<Phrase> notes = new LinkedHashSet<>();
        ProcessClock.align(rows, notes);
        assertEquals(stamp(1000), rows.get(0).stamp());
        assertEquals(Set.of(), notes);
    }

    private static List<Double> ordered(Sample... samples) {
        List<Sample> rows = new ArrayList<>(List.of(samples));
        ProcessClock.order(rows);
        return rows.stream()
                .map(row -> row.get(Field.UPTIME_IN_SECONDS).orElseThrow())
                .toList();
    }

    private static Sample at(long second, int uptime) {
        return dump("r1", uptime).at(stamp(second));
    }

    private static Stamp stamp(long second) {
        return new Stamp(second * 1_000_000, TimeSource.STATED);
    }

    private static Sample dump(String run, int uptime) {
        return new SampleBuilder()
                .set(Field.UPTIME_IN_SECONDS, uptime)
                .fact(Fact.RUN_ID, run)
                .build(HERE, Stamp.NONE);
    }
}
