package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeathsTest {

    private static final String KILLED = "Out of memory: Killed process";

    /** A dump each minute, the last one after ten. */
    private static Capture tenMinutes(String always) {
        return new Capture().always(always).every(60, 11, i -> "used_memory:10M used_memory_rss:12M");
    }

    private static Capture event(
            Capture capture, double seconds, Event.Kind kind, String text, Map<Amount, Double> numbers) {
        return capture.event(new Stamp(Capture.micros(seconds), TimeSource.STATED), kind, text, numbers);
    }

    private static Capture killed(Capture capture, double seconds, double pid) {
        return event(capture, seconds, Event.Kind.KERNEL_OOM_KILL, KILLED, Map.of(Amount.PID, pid));
    }

    private static Deaths of(Capture capture) {
        return Deaths.of(Cases.of(capture));
    }

    private static int count(Capture capture) {
        return of(capture).all().size();
    }

    @ParameterizedTest
    @CsvSource({
        "x, 1, CONTAINER",
        "x, 0, HOST",
        "x, '', SOMEBODY",
        "Memory cgroup out of memory: Killed process 7, '', CONTAINER",
        "oom-kill:constraint=CONSTRAINT_MEMCG, '', CONTAINER",
        "redis-0 OOMKilled, '', CONTAINER",
        "Out of memory: Killed process 7, '', HOST",
        "Out of memory: Killed process 7, 1, CONTAINER"
    })
    void whoseLimitWasHitSaysTheKernel(String text, String group, Deaths.By by) {
        Map<Amount, Double> numbers = group.isEmpty() ? Map.of() : Map.of(Amount.OF_GROUP, Double.valueOf(group));
        Deaths deaths = of(event(tenMinutes(""), 700, Event.Kind.KERNEL_OOM_KILL, text, numbers));
        assertEquals(by, deaths.last().orElseThrow().by());
        assertEquals(
                OptionalLong.of(Capture.micros(700)),
                deaths.last().orElseThrow().atMicros());
    }

    @Test
    void aKilledProcessHeldAllThatWasResident() {
        Map<Amount, Double> pages =
                Map.of(Amount.ANON_RSS_BYTES, 500.0, Amount.FILE_RSS_BYTES, 30.0, Amount.SHMEM_RSS_BYTES, 2.0);
        Deaths deaths = of(event(tenMinutes(""), 700, Event.Kind.KERNEL_OOM_KILL, KILLED, pages));
        assertEquals(532, deaths.last().orElseThrow().bytes());
    }

    /** The host's own figure is rounded by a twentieth at most. */
    @ParameterizedTest
    @CsvSource({"1101004800, 1", "1101004801, 0"})
    void aVictimThatIsLargerThanTheHostIsAnotherServer(double bytes, int deaths) {
        Capture capture = tenMinutes("total_system_memory:1000M");
        assertEquals(
                deaths,
                count(event(capture, 700, Event.Kind.KERNEL_OOM_KILL, KILLED, Map.of(Amount.ANON_RSS_BYTES, bytes))));
    }

    /** Within a minute, before or after. */
    @ParameterizedTest
    @CsvSource({"760, 1", "760.001, 2", "640, 1", "639.999, 2"})
    void whatSystemdSumsUpIsNoDeathOfItsOwn(double seconds, int deaths) {
        Capture capture = killed(tenMinutes(""), 700, 77);
        assertEquals(deaths, count(event(capture, seconds, Event.Kind.KERNEL_OOM_KILL, "unit: oom-kill", Map.of())));
    }

    @Test
    void whatSystemdAloneTellsCounts() {
        Capture capture = tenMinutes("").event(700, Event.Kind.KERNEL_OOM_KILL, "unit: oom-kill");
        assertEquals(1, count(capture));
        assertEquals(2, count(capture.event(710, Event.Kind.KERNEL_OOM_KILL, "unit: oom-kill")));
        Capture sometime = killed(tenMinutes(""), 700, 77);
        assertEquals(2, count(sometime.event(Stamp.NONE, Event.Kind.KERNEL_OOM_KILL, "unit: oom-kill", Map.of())));
    }

    @Test
    void aRefusedCommandKillsNobody() {
        Capture capture = tenMinutes("")
                .event(700, Event.Kind.OUT_OF_MEMORY, "OOM command not allowed when used memory > 'maxmemory'.")
                .event(701, Event.Kind.OUT_OF_MEMORY, "OOM command not allowed when used memory > 'maxmemory'.");
        assertEquals(2, of(capture).refusals());
        assertEquals(0, count(capture));
        event(capture, 702, Event.Kind.OUT_OF_MEMORY, "Out Of Memory allocating", Map.of(Amount.BYTES, 4096.0));
        assertEquals(2, of(capture).refusals());
        assertEquals(
                new Deaths.Death(of(capture).all().get(0).event(), Deaths.By.ITSELF, 4096),
                of(capture).last().orElseThrow());
    }

    /** Two to the 47th. */
    @ParameterizedTest
    @CsvSource({"140737488355327, 1, 0", "140737488355328, 0, 140737488355328"})
    void whatNoProcessCanAddressIsADamagedLength(double bytes, int deaths, double impossible) {
        Deaths told =
                of(event(tenMinutes(""), 700, Event.Kind.OUT_OF_MEMORY, "Out Of Memory", Map.of(Amount.BYTES, bytes)));
        assertEquals(deaths, told.all().size());
        assertEquals(impossible, told.impossible());
    }

    @Test
    void howOftenAContainerWasStartedIsTheMostThatWasCounted() {
        Capture capture = tenMinutes("");
        assertEquals(0, of(capture).restarts());
        for (double restarts : new double[] {3, 7, 5}) {
            event(
                    capture,
                    700 + 100 * restarts,
                    Event.Kind.KERNEL_OOM_KILL,
                    "OOMKilled",
                    Map.of(Amount.RESTARTS, restarts));
        }
        assertEquals(7, of(capture).restarts());
    }

    @ParameterizedTest
    @CsvSource({"77, 0", "78, 1"})
    void aForkThatTheLogNamesIsNotTheServer(double forked, int deaths) {
        Capture capture =
                event(tenMinutes(""), 650, Event.Kind.FORK_START, "Background saving", Map.of(Amount.PID, forked));
        assertEquals(deaths, count(killed(capture, 700, 77)));
    }

    /** Where the log tells that a child was killed, a victim that is known to be no server was that child. */
    @ParameterizedTest
    @CsvSource({
        "process_id:78, true, 77, 0",
        "process_id:78, false, 77, 1",
        "process_id:77, true, 77, 1",
        "process_id:1, true, 77, 1",
        "process_id:78, true, 1, 1",
        "'', true, 77, 1"
    })
    void aChildThatWasKilledIsNotTheServer(String dumps, boolean child, double victim, int deaths) {
        Capture capture = tenMinutes(dumps);
        capture.event(701, child ? Event.Kind.CHILD_KILLED : Event.Kind.NOTE, "terminated by signal 9");
        assertEquals(deaths, count(killed(capture, 700, victim)));
    }

    /** Dumps of one run from second 0 to second 600. */
    @ParameterizedTest
    @CsvSource({
        "process_id:78, 300, 0",
        "process_id:78, 0, 1",
        "process_id:78, 600, 1",
        "process_id:77, 300, 1",
        "process_id:1, 300, 1",
        "'', 300, 1"
    })
    void whoRanBeforeAndAfterwardsWasNotKilled(String dumps, double seconds, int deaths) {
        assertEquals(deaths, count(killed(tenMinutes(dumps), seconds, 77)));
    }
}
