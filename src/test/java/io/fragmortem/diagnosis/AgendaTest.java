package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order and the strength of what is told to do, and what is never told together. */
final class AgendaTest {

    private static final String TORN = "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0 used_memory:1000M"
            + " used_memory_peak:1900M allocator_allocated:1001M allocator_active:1801M allocator_resident:1830M"
            + " used_memory_rss:1850M used_memory_lua:40K ";

    private static List<Action> actions(Capture capture) {
        return Cases.diagnose(capture).actions();
    }

    private static List<Action> actions(String dump) {
        return actions(new Capture().at(0, dump));
    }

    private static List<String> told(List<Action> actions, Remedy.Kind kind) {
        return actions.stream().filter(a -> a.kind() == kind).map(Action::id).toList();
    }

    private static String said(List<Action> actions, Remedy remedy) {
        return actions.stream()
                .filter(a -> a.remedy() == remedy)
                .map(a -> English.of(a.what()))
                .findFirst()
                .orElse("");
    }

    /** 2.8 tells neither free slots nor peak: what may be sparse slabs is a guess, and nobody restarts 90 GiB for one. */
    @Test
    void aGuessIsNoReasonToRestart() {
        String dump = "redis_version:2.8.13 mem_allocator:jemalloc-3.6.0 used_memory:90G used_memory_rss:107G"
                + " used_memory_peak:91G used_memory_lua:40K role:master connected_slaves:1";
        Diagnosis diagnosis = Cases.diagnose(new Capture().at(0, dump));
        assertEquals(Confidence.LOW, diagnosis.verdict().confidence());
        assertEquals(List.of("look-first"), told(diagnosis.actions(), Remedy.Kind.DO));
        assertTrue(said(diagnosis.actions(), Remedy.LOOK_FIRST).startsWith("Look before acting"));
    }

    @Test
    void whatCostsLittleComesFirstAndBytesArePromisedOnce() {
        List<Action> actions = actions(TORN.replace("5.3.0", "5.2.1"));
        assertEquals(List.of("active-defrag", "restart-by-failover"), told(actions, Remedy.Kind.DO));
        assertEquals(1, actions.stream().filter(a -> a.bytesBack().isPresent()).count());
        assertTrue(
                said(actions, Remedy.RESTART_BY_FAILOVER).startsWith("If that does not give it back"),
                actions::toString);
    }

    /** To cut off a client costs little and gives back a tenth: what the verdict speaks of is done first. */
    @Test
    void whatTheVerdictSpeaksOfComesFirst() {
        List<Action> actions = actions(TORN.replace("5.3.0", "5.2.1")
                + "mem_clients_normal:300M connected_clients:3 used_memory_overhead:330M used_memory_dataset:670M");
        assertEquals("active-defrag", told(actions, Remedy.Kind.DO).get(0), actions::toString);
        assertTrue(told(actions, Remedy.Kind.DO).contains("client-list"), actions::toString);
    }

    /** The evidence says that eviction would fragment a fresh heap again. */
    @Test
    void aRestartThatTheEvidenceCallsVainIsNotProposed() {
        List<Action> actions = actions(TORN + "maxmemory:1000M maxmemory_policy:allkeys-lru evicted_keys:90000");
        assertEquals(List.of("defrag-build"), told(actions, Remedy.Kind.DO));
        assertTrue(told(actions, Remedy.Kind.NOT).contains("no-restart"));
        assertFalse(told(actions, Remedy.Kind.NOT).contains("no-defrag"), "a build that can is named instead");
    }

    /** What was evicted before a restart tells nothing of what fragments the heap now. */
    @Test
    void whatWasEvictedBeforeARestartMakesNoneVain() {
        String whole = TORN.replace("active:1801M", "active:1010M")
                .replace("resident:1830M", "resident:1030M")
                .replace("rss:1850M", "rss:1050M");
        for (int evictedNow : new int[] {0, 5000}) {
            Capture capture = new Capture()
                    .every(
                            60,
                            40,
                            i -> (i < 20
                                            ? whole + "run_id:a evicted_keys:90000"
                                            : TORN + "run_id:b evicted_keys:" + evictedNow)
                                    + " maxmemory:1000M");
            assertEquals(
                    evictedNow > 0,
                    told(actions(capture), Remedy.Kind.NOT).contains("no-restart"),
                    evictedNow + " evicted since the start");
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVER_STOP, 0", "CRASH, 0"})
    void nothingIsTypedIntoAProcessThatEnded(Event.Kind kind, int commands) {
        Capture capture = new Capture().every(60, 3, i -> TORN).event(121, kind, "ended");
        List<Action> actions = actions(capture.fact(Fact.CONFIG_SAVE, ""));
        assertTrue(told(actions, Remedy.Kind.NOT).contains("no-commands"), actions::toString);
        assertEquals(
                commands,
                actions.stream()
                        .filter(a -> a.kind() == Remedy.Kind.DO)
                        .mapToLong(a -> a.command().size())
                        .sum());
    }

    /** To look for large keys in a process that is gone is in vain as well; what its data need is still said. */
    @Test
    void looksAreNotTypedIntoAProcessThatEnded() {
        Capture capture = new Capture()
                .every(
                        60,
                        60,
                        i -> "redis_version:7.0.15 tcp_port:7021 used_memory:" + (500 + 20 * i)
                                + "M used_memory_rss:" + (510 + 20 * i) + "M keyspace.keys:" + (5000 + 200 * i)
                                + " keyspace.expires:0")
                .event(3601, Event.Kind.SERVER_STOP, "ended");
        List<Action> actions = actions(capture.fact(Fact.CONFIG_SAVE, ""));
        assertEquals(List.of("capacity"), told(actions, Remedy.Kind.DO));
        assertTrue(
                actions.stream()
                        .filter(a -> a.kind() == Remedy.Kind.DO)
                        .allMatch(a -> a.command().isEmpty()),
                actions::toString);
    }

    /** Each save overwrites what may be the last good copy. */
    @Test
    void dataThatMayBeGoneByAccidentIsCopiedBeforeAnythingIsSaved() {
        List<Action> actions = actions("redis_version:7.0.15 tcp_port:7021 mem_allocator:jemalloc-5.2.1 used_memory:9M"
                + " used_memory_peak:1800M used_memory_rss:1850M allocator_allocated:10M allocator_active:12M"
                + " allocator_resident:1830M used_memory_lua:40K");
        Action ask = actions.get(0);
        assertEquals(Remedy.DATA_GONE, ask.remedy());
        assertEquals(
                List.of(
                        "redis-cli -p 7021 CONFIG SET save \"\"",
                        "redis-cli -p 7021 CONFIG SET auto-aof-rewrite-percentage 0"),
                ask.command());
        String said = English.of(ask.what());
        assertTrue(said.indexOf("Turn off both") < said.indexOf("copy the RDB file"), said);
        assertTrue(said.indexOf("copy the RDB file") < said.indexOf("SHUTDOWN NOSAVE"), said);
        for (Action action : actions) {
            assertTrue(
                    action.command().stream().noneMatch(c -> c.contains("SAVE") && !c.contains("CONFIG")),
                    action::toString);
        }
    }

    @Test
    void whereNobodyKnowsTheCauseOneIsToldWhereToLook() {
        List<Action> actions = actions(
                new Capture().every(600, 40, i -> "used_memory:4000M used_memory_rss:" + (6000 + 30 * i) + "M"));
        assertEquals(List.of("look-first"), told(actions, Remedy.Kind.DO));
        assertFalse(told(actions, Remedy.Kind.NEXT).contains("process-memory"), "it is looked at first already");
        assertTrue(told(actions(TORN), Remedy.Kind.NEXT).contains("process-memory"));
    }

    @Test
    void whatIsOverAsksForNothingNow() {
        String torn = TORN.replace("redis_version", "run_id:a redis_version");
        String whole = torn.replace("active:1801M", "active:1010M")
                .replace("resident:1830M", "resident:1030M")
                .replace("rss:1850M", "rss:1050M");
        List<Action> actions = actions(new Capture().every(60, 60, i -> i >= 20 && i < 30 ? torn : whole));
        Action now = actions.get(0);
        assertEquals(Remedy.NOTHING_NOW, now.remedy(), actions::toString);
        assertEquals("instead.over", now.what().key());
    }

    @Test
    void aHealthyServerIsToldToDoNothing() {
        assertEquals(List.of(), told(actions(Cases.QUIET), Remedy.Kind.DO));
    }
}
