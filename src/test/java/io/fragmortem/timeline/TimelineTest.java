package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private final Timeline timeline = new Capture()
            .at(0, "used_memory:10 connected_clients:7 run_id:a role:master")
            .at(10, "used_memory:30 run_id:a")
            .at(20, "used_memory:20 run_id:b used_memory_rss:5")
            .untimed("config.maxmemory:99 config.save:900")
            .timeline();

    @Test
    void aValueIsThereExactlyWhereItWasTold() {
        assertEquals(OptionalDouble.of(30), timeline.at(Field.USED_MEMORY, 1));
        assertEquals(OptionalDouble.empty(), timeline.at(Field.USED_MEMORY_RSS, 1));
        assertEquals(OptionalDouble.empty(), timeline.at(Field.MAXMEMORY, 1));
        assertTrue(timeline.has(Field.USED_MEMORY_RSS));
        assertFalse(timeline.has(Field.MAXMEMORY));
    }

    @Test
    void aFieldThatIsNeverToldIsAllNaN() {
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, timeline.column(Field.MAXMEMORY));
    }

    @Test
    void theLastKnownValueDoesNotCrossARestart() {
        assertEquals(OptionalDouble.of(7), timeline.lastKnown(Field.CONNECTED_CLIENTS, 0));
        assertEquals(OptionalDouble.of(7), timeline.lastKnown(Field.CONNECTED_CLIENTS, 1));
        assertEquals(OptionalDouble.empty(), timeline.lastKnown(Field.CONNECTED_CLIENTS, 2));
        assertEquals(OptionalDouble.empty(), timeline.lastKnown(Field.MAXMEMORY, 2));
    }

    @Test
    void theColumnOfLastKnownValuesSaysTheSame() {
        for (Field field : new Field[] {Field.CONNECTED_CLIENTS, Field.USED_MEMORY, Field.MAXMEMORY}) {
            double[] known = timeline.known(field);
            for (int i = 0; i < timeline.size(); i++) {
                assertEquals(timeline.lastKnown(field, i).orElse(Double.NaN), known[i], field + " at " + i);
            }
        }
        assertEquals(Double.NaN, timeline.column(Field.CONNECTED_CLIENTS)[1], "the column itself is as it was");
    }

    @Test
    void theLastValueMayComeFromTheConfiguration() {
        assertEquals(OptionalDouble.of(20), timeline.last(Field.USED_MEMORY));
        assertEquals(OptionalDouble.of(7), timeline.last(Field.CONNECTED_CLIENTS));
        assertEquals(OptionalDouble.of(99), timeline.last(Field.CONFIG_MAXMEMORY));
        assertEquals(OptionalDouble.empty(), timeline.last(Field.MAXMEMORY));
    }

    @Test
    void theLargestValueIsFoundAnywhere() {
        assertEquals(OptionalDouble.of(30), timeline.max(Field.USED_MEMORY));
        assertEquals(OptionalDouble.empty(), timeline.max(Field.MAXMEMORY));
    }

    @Test
    void aCounterRisesRunByRun() {
        Timeline counted = new Capture()
                .at(0, "used_memory:1 run_id:a")
                .at(10, "used_memory:1 run_id:a evicted_keys:700")
                .at(20, "used_memory:1 run_id:a evicted_keys:900")
                .at(30, "used_memory:1 run_id:a evicted_keys:50") // CONFIG RESETSTAT
                .at(40, "used_memory:1 run_id:b evicted_keys:60")
                .at(50, "used_memory:1 run_id:b evicted_keys:60")
                .timeline();
        assertEquals(200 + 50 + 60, counted.increase(Field.EVICTED_KEYS));
        assertEquals(0, counted.increase(Field.SYNC_FULL));
    }

    @Test
    void theNewestFactCounts() {
        assertEquals(Optional.of("b"), timeline.fact(Fact.RUN_ID));
        assertEquals(Optional.of("master"), timeline.fact(Fact.ROLE));
        assertEquals(Optional.of("900"), timeline.fact(Fact.CONFIG_SAVE));
        assertEquals(Optional.empty(), timeline.fact(Fact.OS));
    }

    @Test
    void everySampleHasItsRun() {
        assertEquals(0, timeline.runOf(1).index());
        assertEquals(1, timeline.runOf(2).index());
        assertEquals(timeline.runOf(2), timeline.lastRun());
        assertThrows(IllegalArgumentException.class, () -> timeline.runOf(3));
        assertThrows(IllegalArgumentException.class, () -> timeline.runOf(-1));
    }

    /** Nobody's second reading of a moment: whoever pasted the dump pasted a part of it once more. */
    @Test
    void aPartOfADumpThatIsThereAgainIsNoSecondMoment() {
        String memory = "used_memory:100 used_memory_rss:300 used_memory_peak:400 maxmemory:0 mem_clients_normal:7";
        Capture twice = new Capture().untimed("connected_clients:7 " + memory).untimed(memory);
        assertEquals(1, twice.timeline().size());
        Capture later = new Capture().untimed("connected_clients:7 " + memory).untimed(memory.replace("300", "301"));
        assertEquals(2, later.timeline().size());
    }
}
