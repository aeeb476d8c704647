package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EndingTest {

    private static final String KILLED = "Out of memory: Killed process";

    /** A dump each minute, the last one after ten. */
    private static Capture tenMinutes(String always) {
        return new Capture().always(always).every(60, 11, i -> "used_memory:10M used_memory_rss:12M");
    }

    private static Optional<Ending> ending(Capture capture) {
        return Cases.of(capture).ending();
    }

    private static Optional<Ending> ending(double seconds, Ending.By by) {
        return Optional.of(new Ending(OptionalLong.of(Capture.micros(seconds)), by));
    }

    private static Capture killed(Capture capture, Stamp stamp, Map<Amount, Double> numbers) {
        return capture.event(stamp, Event.Kind.KERNEL_OOM_KILL, KILLED, numbers);
    }

    private static Capture killed(Capture capture, double seconds, double pid) {
        return killed(capture, new Stamp(Capture.micros(seconds), TimeSource.STATED), Map.of(Amount.PID, pid));
    }

    @ParameterizedTest
    @CsvSource({"SERVER_STOP, EXIT", "CRASH, CRASH"})
    void itsLogSaysThatItEnded(Event.Kind kind, Ending.By by) {
        assertEquals(ending(700, by), ending(tenMinutes("").event(700, kind, "bye")));
        assertEquals(
                ending(700, by),
                ending(tenMinutes("").event(700, kind, "bye").event(800, Event.Kind.NOTE, "still gone")));
    }

    /** Without a dump the lines of the log are the only moments that are known, and none of them is a dump. */
    @Test
    void aLaterLineOfALogIsNoDump() {
        Capture log = new Capture().event(0, Event.Kind.FORK_FAILED, "x").event(700, Event.Kind.CRASH, "bye");
        assertEquals(ending(700, Ending.By.CRASH), ending(log));
        assertEquals(ending(700, Ending.By.CRASH), ending(log.event(800, Event.Kind.NOTE, "its unit failed")));
        assertEquals(
                ending(700, Ending.By.KERNEL),
                ending(killed(new Capture(), 700, 77).event(730, Event.Kind.KERNEL_OOM_KILL, "unit: oom-kill")));
    }

    @Test
    void theLastEndIsTold() {
        assertEquals(
                ending(750, Ending.By.CRASH),
                ending(tenMinutes("")
                        .event(700, Event.Kind.SERVER_STOP, "bye")
                        .event(750, Event.Kind.CRASH, "crashed")));
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_START", "LOAD"})
    void whatStartedAgainHasNotEnded(Event.Kind start) {
        assertEquals(
                Optional.empty(),
                ending(tenMinutes("").event(700, Event.Kind.CRASH, "bye").event(701, start, "again")));
        assertEquals(
                ending(702, Ending.By.CRASH),
                ending(tenMinutes("").event(701, start, "again").event(702, Event.Kind.CRASH, "bye")));
    }

    /** The last dump is of second 600. */
    @ParameterizedTest
    @CsvSource({"599.999, false", "600, true", "601, true"})
    void aLaterDumpShowsThatItRuns(double seconds, boolean ended) {
        assertEquals(
                ended ? ending(seconds, Ending.By.EXIT) : Optional.empty(),
                ending(tenMinutes("").event(seconds, Event.Kind.SERVER_STOP, "bye")));
    }

    @Test
    void anEndWithoutATimeMayHaveBeenBefore() {
        assertEquals(Optional.empty(), ending(tenMinutes("").event(Stamp.NONE, Event.Kind.CRASH, "bye", Map.of())));
        assertEquals(
                Optional.empty(),
                ending(new Capture()
                        .untimed("used_memory:10M used_memory_rss:12M")
                        .event(700, Event.Kind.CRASH, "bye")));
    }

    /** Another machine's clock may be off by two seconds. */
    @ParameterizedTest
    @CsvSource({
        "process_id:77, 77, 700, true",
        "process_id:77, 77, 300, true",
        // inside a container it is process 1, whatever the host calls it: then the time decides
        "process_id:1, 77, 700, true",
        "process_id:1, 77, 598, true",
        "process_id:1, 77, 597.999, false",
        "'', 77, 700, true",
        "'', 77, 598, true",
        "'', 77, 597.999, false",
        "process_id:78, 77, 700, false",
        "process_id:2, 77, 700, false"
    })
    void theKernelNamesItsVictim(String dumps, double victim, double seconds, boolean ended) {
        assertEquals(
                ended ? ending(seconds, Ending.By.KERNEL) : Optional.empty(),
                ending(killed(tenMinutes(dumps), seconds, victim)));
    }

    @Test
    void oneDumpNamesItsProcessAsWell() {
        Capture one = new Capture().at(600, "process_id:77 used_memory:10M used_memory_rss:12M");
        assertEquals(ending(300, Ending.By.KERNEL), ending(killed(one, 300, 77)));
    }

    @Test
    void aKillOfNobodyByNameIsNoEnd() {
        assertEquals(
                Optional.empty(), ending(tenMinutes("").event(700, Event.Kind.KERNEL_OOM_KILL, "container OOMKilled")));
    }

    @Test
    void aServerThatGaveUpByItselfEndedAsItsLogSays() {
        Stamp stamp = new Stamp(Capture.micros(700), TimeSource.STATED);
        Capture capture = tenMinutes("process_id:77")
                .event(stamp, Event.Kind.OUT_OF_MEMORY, "Out Of Memory allocating", Map.of(Amount.PID, 77.0));
        assertEquals(Optional.empty(), ending(capture));
        assertEquals(ending(701, Ending.By.CRASH), ending(capture.event(701, Event.Kind.CRASH, "bye")));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_START, 700, true",
        "SERVER_START, 700.001, false",
        "LOAD, 701, false",
        "NOTE, 701, true",
        "SERVER_START, 699, true"
    })
    void aStartAfterTheKillShowsThatItRunsAgain(Event.Kind kind, double seconds, boolean ended) {
        Capture capture = killed(new Capture(), 700, 77).event(seconds, kind, "x");
        assertEquals(ended ? ending(700, Ending.By.KERNEL) : Optional.empty(), ending(capture));
    }

    @Test
    void aKillAtAnUnknownTimeEndsOnlyTheProcessThatItNames() {
        Map<Amount, Double> victim = Map.of(Amount.PID, 77.0);
        Optional<Ending> sometime = Optional.of(new Ending(OptionalLong.empty(), Ending.By.KERNEL));
        assertEquals(sometime, ending(killed(tenMinutes("process_id:77"), Stamp.NONE, victim)));
        assertEquals(Optional.empty(), ending(killed(tenMinutes(""), Stamp.NONE, victim)));
        assertEquals(
                Optional.empty(),
                ending(killed(new Capture(), Stamp.NONE, victim).event(900, Event.Kind.SERVER_START, "again")),
                "nobody knows which was first");
    }

    /** What the configuration does not say the last dump may. */
    @ParameterizedTest
    @CsvSource({
        "CRASH, config.save: config.appendonly:no, NOTHING",
        "CRASH, config.save: aof_enabled:0, NOTHING",
        "CRASH, config.save: aof_enabled:0 connected_slaves:0, NOTHING",
        "CRASH, config.save: aof_enabled:0 connected_slaves:1, REPLICA",
        "EXIT, config.save: aof_enabled:0, NOTHING",
        "CRASH, config.save: aof_enabled:1, UNKNOWN",
        "CRASH, config.save: aof_enabled:1 config.appendonly:no, NOTHING",
        "CRASH, config.save: aof_enabled:0 config.appendonly:yes, UNKNOWN",
        "CRASH, config.save:, UNKNOWN",
        "CRASH, aof_enabled:0, UNKNOWN",
        "CRASH, config.save:900 aof_enabled:0, LAST_SAVE",
        "KERNEL, config.save:900 aof_enabled:0, LAST_SAVE",
        "EXIT, config.save:900 aof_enabled:0, UNKNOWN"
    })
    void whatIsLeftOfTheDataFollowsFromHowItSaves(Ending.By by, String dump, Ending.Left left) {
        Case c = Cases.of(tenMinutes(dump));
        assertEquals(left, new Ending(OptionalLong.empty(), by).left(c));
    }
}
