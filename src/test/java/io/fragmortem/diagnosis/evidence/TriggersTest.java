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
        "NOTE, dataset, 9, 1, false",
        "LOAD, used_memory_rss, 1, 9, true",
        "LOAD, retained, 1, 9, false",
        "FLUSH, outside, 9, 1, true",
        "FLUSH, clients, 9, 1, false",
        "DEFRAG_START, used_memory_rss, 9, 1, true",
        "DEFRAG_START, dataset, 9, 1, false",
        "DEFRAG_END, fragmentation, 1, 9, true",
        "DEFRAG_END, outside, 9, 1, true",
        "DEFRAG_END, dataset, 9, 1, false",
        "FORK_START, aof_buffer, 1, 9, true",
        "FORK_START, replicas, 9, 1, false",
        "FORK_END, replicas, 9, 1, true",
        "FORK_END, replicas, 1, 9, false",
        "FORK_END, dataset, 9, 1, false",
        "FULL_SYNC, dataset, 9, 1, true",
        "FULL_SYNC, dataset, 1, 9, true",
        "FULL_SYNC, replicas, 9, 1, false",
        "FULL_SYNC, lua, 1, 9, false",
        "REPLICA_LOST, replicas, 1, 9, false",
        "REPLICA_LOST, dataset, 9, 1, false",
        "ROLE_CHANGE, dataset, 1, 9, true",
        "ROLE_CHANGE, replicas, 9, 1, true",
        "ROLE_CHANGE, retained, 1, 9, false",
        "CLIENT_EVICTED, replicas, 9, 1, true",
        "CLIENT_EVICTED, dataset, 9, 1, false",
        "SLOW_SCRIPT, scripts, 1, 9, true",
        "SLOW_SCRIPT, clients, 1, 9, true",
        "SLOW_SCRIPT, lua, 9, 1, false",
        "SLOW_SCRIPT, dataset, 1, 9, false"
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
        "GET key, dataset, 9, 1, false",
        "GET key, clients, 9, 1, false",
        "MEMORY PURGE, retained, 1, 9, false",
        "MEMORY PURGE, used_memory_rss, 9, 1, true",
        "SCRIPT FLUSH, lua, 1, 9, false",
        "SCRIPT FLUSH, scripts, 9, 1, true",
        "SCRIPT FLUSH, outside, 9, 1, true",
        "SCRIPT FLUSH, dataset, 9, 1, false",
        "CONFIG SET activedefrag yes, used_memory_rss, 9, 1, true",
        "CONFIG SET activedefrag yes, retained, 9, 1, false",
        "CONFIG SET maxmemory 1gb, retained, 1, 9, true",
        "CONFIG SET maxmemory 1gb, clients, 9, 1, false",
        "CLIENT KILL ID 5, clients, 1, 9, false",
        "CLIENT KILL ID 5, dataset, 9, 1, false"
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
    @CsvSource({
        "100, true",
        "250, true",
        "300, true",
        "301, false",
        "40, true",
        "34, true",
        "33, false",
        "10, false",
        "5000, false"
    })
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

    /** What counters tell came at some time within so many seconds before the dump that tells it: no bend comes of it. */
    @ParameterizedTest
    @CsvSource({"300, LEVEL, true", "299, LEVEL, false", "300, SLOPE, false"})
    void aCommandThatCountersTellWasBefore(double within, ChangePoint.Kind kind, boolean explains) {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:10M")
                .event(
                        new Stamp(Capture.micros(900), TimeSource.STATED),
                        Event.Kind.FLUSH,
                        "FLUSHALL",
                        Map.of(Amount.CALLS, 1.0, Amount.DURATION_SECONDS, within));
        Change change = new Change(Metric.named("dataset").orElseThrow(), AT, AT - 1_000_000, AT, kind, 9, 1);
        assertEquals(explains, Triggers.of(change, capture.timeline()).isPresent());
    }

    @Test
    void aBendTellsNoSize() {
        Capture capture = new Capture()
                .every(60, 20, i -> "used_memory:10M")
                .event(
                        new Stamp(Capture.micros(595), TimeSource.STATED),
                        Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                        "x",
                        Map.of(Amount.OMEM_BYTES, 5000.0));
        Change bend = new Change(
                Metric.named("clients").orElseThrow(), AT, AT - 1_000_000, AT, ChangePoint.Kind.SLOPE, 110, 10);
        assertEquals(true, Triggers.of(bend, capture.timeline()).isPresent());
    }
}
