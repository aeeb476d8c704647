package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Metric;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriggersTest {

    private static final long AT = Capture.micros(600);

    private static Change change(String metric, double before, double after) {
        return new Change(
                Metric.named(metric).orElseThrow(), AT, AT - 1_000_000, AT, ChangePoint.Kind.LEVEL, before, after);
    }

    private static boolean explains(double seconds, Event.Kind kind, String text, Change change) {
        Capture capture = new Capture().every(60, 20, i -> "used_memory:10M").event(seconds, kind, text);
        return Triggers.of(change, capture.timeline()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "FLUSH, dataset, 9, 1, true",
        "FLUSH, retained, 1, 9, true",
        "FLUSH, used_memory_rss, 1, 9, false",
        "LOAD, dataset, 1, 9, true",
        "LOAD, dataset, 9, 1, false",
        "DEFRAG_START, fragmentation, 9, 1, true",
        "DEFRAG_START, fragmentation, 1, 9, false",
        "FORK_START, replicas, 1, 9, true",
        "FORK_START, fragmentation, 1, 9, false",
        "FORK_END, aof_buffer, 9, 1, true",
        "FULL_SYNC, replicas, 1, 9, true",
        "REPLICA_LOST, replicas, 9, 1, true",
        "CLIENT_CLOSED_BUFFER_LIMIT, clients, 9, 1, true",
        "CLIENT_CLOSED_BUFFER_LIMIT, clients, 1, 9, false",
        "KERNEL_OOM_KILL, used_memory_rss, 9, 1, true",
        "SLOW_SCRIPT, lua, 1, 9, true",
        "NOTE, dataset, 9, 1, false"
    })
    void anEventMovesWhatItCanMove(Event.Kind kind, String metric, double before, double after, boolean explains) {
        assertEquals(explains, explains(595, kind, "x", change(metric, before, after)));
    }

    @ParameterizedTest
    @CsvSource({
        "MEMORY PURGE, retained, 9, 1, true",
        "MEMORY PURGE, fragmentation, 9, 1, false",
        "SCRIPT FLUSH, lua, 9, 1, true",
        "CONFIG SET activedefrag yes, fragmentation, 9, 1, true",
        "CONFIG SET maxmemory 1gb, dataset, 9, 1, true",
        "CLIENT KILL ID 5, clients, 9, 1, true",
        "GET key, dataset, 9, 1, false"
    })
    void aCommandMovesWhatItIsFor(String command, String metric, double before, double after, boolean explains) {
        assertEquals(explains, explains(595, Event.Kind.COMMAND, command, change(metric, before, after)));
    }

    @ParameterizedTest
    @CsvSource({"580.5, true", "578, false", "600, true", "601, false"})
    void anEventStandsShortlyBefore(double seconds, boolean explains) {
        assertEquals(explains, explains(seconds, Event.Kind.FLUSH, "x", change("dataset", 9, 1)));
    }

    @ParameterizedTest
    @CsvSource({"581, false", "597.5, true", "600, true"})
    void inADenseCaptureTwoSamplesAreShortly(double seconds, boolean explains) {
        Capture dense = new Capture().every(1, 900, i -> "used_memory:10M").event(seconds, Event.Kind.FLUSH, "x");
        assertEquals(
                explains, Triggers.of(change("dataset", 9, 1), dense.timeline()).isPresent());
    }

    @Test
    void theNearestOfThoseThatFitIsTaken() {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:10M")
                .event(590, Event.Kind.FLUSH, "first")
                .event(595, Event.Kind.FLUSH, "second")
                .event(598, Event.Kind.LOAD, "does not fit");
        assertEquals(
                "second",
                Triggers.of(change("dataset", 9, 1), capture.timeline())
                        .orElseThrow()
                        .text());
    }

    @Test
    void theForkOfAFullSynchronisationIsTheSynchronisation() {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:10M")
                .event(595, Event.Kind.FULL_SYNC, "sync")
                .event(596, Event.Kind.FORK_START, "fork")
                .event(597, Event.Kind.COPY_ON_WRITE, "copies");
        assertEquals(
                "sync",
                Triggers.of(change("replication_backlog", 1, 9), capture.timeline())
                        .orElseThrow()
                        .text());
    }

    @ParameterizedTest
    @CsvSource({"100, true", "250, true", "40, true", "10, false", "5000, false"})
    void aSizeThatIsToldMustMatch(double bytes, boolean explains) {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:10M")
                .event(
                        new Stamp(Capture.micros(595), TimeSource.STATED),
                        Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                        "x",
                        Map.of(Amount.OMEM_BYTES, bytes));
        assertEquals(
                explains,
                Triggers.of(change("clients", 110, 10), capture.timeline()).isPresent());
    }
}
