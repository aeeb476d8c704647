package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Remedy.Kind;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What logs tell without a single dump. */
final class LogOnlyTest {

    private static final String REFUSED = "Can't save in background: fork: Cannot allocate memory";

    private static Capture event(
            Capture capture, double seconds, Event.Kind kind, String text, Map<Amount, Double> numbers) {
        return capture.event(new Stamp(Capture.micros(seconds), TimeSource.STATED), kind, text, numbers);
    }

    private static Verdict verdict(Capture capture) {
        return Cases.diagnose(capture).verdict();
    }

    @Test
    void refusedForksAreTheVerdict() {
        Capture log = new Capture()
                .event(0, Event.Kind.FORK_START, "Background saving started by pid 7")
                .event(60, Event.Kind.FORK_FAILED, REFUSED)
                .event(66, Event.Kind.FORK_FAILED, REFUSED);
        Verdict verdict = verdict(log);
        assertEquals(Cause.FORK_COW, verdict.cause());
        assertEquals(Severity.WARNING, verdict.severity());
        assertEquals("fork.failed.claim", verdict.sentence().key());
        assertEquals(Phrase.count(2), Cases.arg(verdict.sentence(), 2));
        assertEquals(Capture.micros(0), log.timeline().timeMicros()[0], "its time is that of its events");
        assertEquals(Capture.micros(66), log.timeline().lastRun().toMicros());
    }

    @Test
    void aSaveThatFailsForTheDiskIsNoMatterOfMemory() {
        Verdict verdict = verdict(new Capture().event(0, Event.Kind.FORK_FAILED, "Background saving error"));
        assertEquals(Cause.CANNOT_TELL, verdict.cause());
        assertEquals("cannottell.log", verdict.sentence().key());
    }

    @Test
    void whatAForkCopiedIsTold() {
        Capture log = new Capture();
        event(log, 0, Event.Kind.COPY_ON_WRITE, "RDB: 900 MB", Map.of(Amount.COW_BYTES, 900 * Cases.MIB));
        event(log, 60, Event.Kind.COPY_ON_WRITE, "RDB: 1900 MB", Map.of(Amount.COW_BYTES, 1900 * Cases.MIB));
        Verdict verdict = verdict(log);
        assertEquals(Cause.FORK_COW, verdict.cause());
        assertEquals("fork.claim.log", verdict.sentence().key());
        assertEquals(Phrase.bytes(1900 * Cases.MIB), Cases.arg(verdict.sentence(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "S, REPLICATION_BACKLOG, replication.closed.once",
        "P, CLIENT_BUFFERS, buffers.closed.claim",
        "N, CLIENT_BUFFERS, buffers.closed.claim"
    })
    void whoIsClosedAtItsLimitHoldsTheMemory(String flags, Cause cause, String key) {
        String line = "Client id=5 addr=10.0.0.9:33832 flags=" + flags + " db=0 omem=268435456 closed";
        Capture log = new Capture();
        event(log, 0, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, line, Map.of(Amount.OMEM_BYTES, 256 * Cases.MIB));
        Verdict verdict = verdict(log);
        assertEquals(cause, verdict.cause());
        assertEquals(key, verdict.sentence().key());
        assertEquals(Phrase.bytes(256 * Cases.MIB), Cases.arg(verdict.sentence(), 1));
    }

    private static Capture killed(String text, double gib) {
        return event(
                new Capture(),
                100,
                Event.Kind.KERNEL_OOM_KILL,
                text,
                Map.of(Amount.PID, 3496.0, Amount.ANON_RSS_BYTES, gib * 1024 * Cases.MIB));
    }

    @ParameterizedTest
    @CsvSource({
        "Memory cgroup out of memory: Killed process 3496 (redis-server), headroom.killed.container",
        "redis.service: Killed process 3496 (redis-server), headroom.killed",
        "Out of memory: Killed process 3496 (redis-server), headroom.killed.host"
    })
    void theKernelSaysWhoseMemoryWasFull(String text, String key) {
        Verdict verdict = verdict(killed(text, 4));
        assertEquals(Cause.MAXMEMORY_HEADROOM, verdict.cause());
        assertEquals(Severity.CRITICAL, verdict.severity());
        assertEquals(key, verdict.sentence().key());
        assertEquals(Phrase.bytes(4096 * Cases.MIB), Cases.arg(verdict.sentence(), 0));
    }

    /** The kernel takes what it finds; a server of a few megabytes did not fill the host. */
    @Test
    void aSmallVictimDidNotFillTheHost() {
        Diagnosis small = Cases.diagnose(killed("Out of memory: Kill process 3496 (redis-server)", 9 / 1024.0));
        assertEquals("headroom.killed.host.small", small.verdict().sentence().key());
        assertEquals(List.of("raise-limit"), Cases.ids(small, Kind.DO));
        Diagnosis contained = Cases.diagnose(killed("Memory cgroup out of memory: Killed process 3496", 9 / 1024.0));
        assertEquals("headroom.killed.container", contained.verdict().sentence().key());
    }

    private static Capture aborted(double bytes) {
        return event(
                new Capture(),
                0,
                Event.Kind.OUT_OF_MEMORY,
                "Out Of Memory allocating bytes!",
                Map.of(Amount.BYTES, bytes));
    }

    /** The start of the server tells its process, and is no dump at whose time the log would end. */
    @Test
    void theWindowOfALogIsThatOfItsEvents() {
        Capture log = aborted(2e6).at(-300, "process_id:12168 redis_version:5.0.7");
        event(log, 60, Event.Kind.FULL_SYNC, "Full resync requested", Map.of());
        assertEquals(Capture.micros(60), log.timeline().lastRun().toMicros());
        assertEquals("headroom.aborted", verdict(log).sentence().key());
    }

    /** A length of exabytes was never wanted: no memory was short. */
    @Test
    void moreThanAProcessCanAddressIsADamagedLength() {
        Verdict verdict = verdict(aborted(2.9e17));
        assertEquals(Cause.IMPLAUSIBLE_READING, verdict.cause());
        assertEquals("implausible.allocation", verdict.sentence().key());
        assertEquals("headroom.aborted", verdict(aborted(2.9e9)).sentence().key());
    }

    @Test
    void aKernelThatCountsWhatMightBeUsedRefusesFreeMemory() {
        Diagnosis strict = Cases.diagnose(aborted(2e6).at(-5, Cases.QUIET + " host.overcommit_memory:2"));
        Suspect suspect = strict.suspects().get(0);
        assertTrue(Cases.keys(suspect.evidence()).contains("headroom.evidence.overcommit"), suspect.toString());
        assertTrue(suspect.remedies().get(0).toString().contains("vm.overcommit_memory=1"));
    }

    @Test
    void aVictimLargerThanTheHostIsAnotherServer() {
        String text = "Out of memory: Killed process 3496 (redis-server)";
        assertTrue(Cases.causes(Cases.diagnose(killed(text, 15).at(0, Cases.QUIET)))
                .contains(Cause.MAXMEMORY_HEADROOM));
        assertFalse(Cases.causes(Cases.diagnose(killed(text, 40).at(0, Cases.QUIET)))
                .contains(Cause.MAXMEMORY_HEADROOM));
    }

    @Test
    void aServerThatRunsOnWasNotKilled() {
        String text = "Out of memory: Killed process 3496 (redis-server)";
        Capture other = killed(text, 4).every(60, 5, i -> Cases.QUIET + " process_id:4018");
        assertFalse(Cases.causes(Cases.diagnose(other)).contains(Cause.MAXMEMORY_HEADROOM));
        Capture own = killed(text, 4).every(60, 5, i -> Cases.QUIET + " process_id:" + (i < 2 ? 3496 : 4018));
        assertTrue(Cases.causes(Cases.diagnose(own)).contains(Cause.MAXMEMORY_HEADROOM));
        Capture contained = killed(text, 4).every(60, 5, i -> Cases.QUIET + " process_id:1");
        assertTrue(
                Cases.causes(Cases.diagnose(contained)).contains(Cause.MAXMEMORY_HEADROOM),
                "inside a container every server is process 1");
    }

    @Test
    void dumpsOfTheProcessThatCameAfterAreNotTheOneThatDied() {
        Capture capture = killed("Memory cgroup out of memory: Killed process 3496 (redis-server)", 4)
                .at(200, Cases.QUIET)
                .at(260, Cases.QUIET);
        Suspect suspect = Cases.diagnose(capture).suspects().get(0);
        assertEquals(Cause.MAXMEMORY_HEADROOM, suspect.cause());
        assertTrue(Cases.keys(suspect.evidence()).contains("headroom.evidence.after"), suspect.toString());
    }

    @Test
    void refusedCommandsKillNobody() {
        Verdict verdict = verdict(new Capture()
                .event(0, Event.Kind.OUT_OF_MEMORY, "OOM command not allowed when used memory > 'maxmemory'."));
        assertEquals("headroom.refused", verdict.sentence().key());
        assertEquals(Severity.WARNING, verdict.severity());
    }

    @Test
    void theDebugLogOfActiveDefragIsEnoughForTheLayers() {
        Verdict verdict =
                verdict(new Capture().at(0, "allocator_allocated:11G allocator_active:16G allocator_resident:17G"));
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, verdict.cause());
    }

    @Test
    void aLogThatSaysNothingOfMemoryMakesNoInstance() {
        Capture log = new Capture().event(0, Event.Kind.NOTE, "Running mode=standalone, port=6379.");
        assertThrows(IllegalStateException.class, log::timeline);
    }
}
