package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForkRuleTest {

    private static final Rule RULE = new ForkRule();

    @ParameterizedTest
    @CsvSource({
        "rdb_last_cow_size:161M, 0",
        "rdb_last_cow_size:163M, 1",
        "aof_last_cow_size:400M, 1",
        "current_cow_peak:400M, 1",
        "current_cow_size:400M, 1",
        "child.private_dirty:400M, 1"
    })
    void whatAForkCopiesStandsBesideRss(String field, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " " + field);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first().ifPresent(s -> {
            assertEquals(Cause.FORK_COW, s.cause());
            assertEquals(Severity.INFO, s.severity());
            assertTrue(s.evidence().isEmpty());
        });
        if (suspects == 0) {
            assertEquals("fork.ok", outcome.check().text().key());
        }
    }

    @Test
    void nearTheLimitItIsAWarning() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " rdb_last_cow_size:900M cgroup.limit:2200M");
        assertEquals(Severity.WARNING, suspect.severity());
        assertEquals(List.of("fork.evidence.tight"), Cases.keys(suspect.evidence()));
        assertEquals(
                Phrase.nested(Phrase.of("limit.short.container")),
                Cases.arg(suspect.evidence().get(0), 2));
        assertEquals(List.of("fork-headroom"), Cases.ids(suspect.remedies()));
        Suspect roomy = Cases.suspect(RULE, QUIET + " rdb_last_cow_size:900M cgroup.limit:2400M");
        assertEquals(Severity.INFO, roomy.severity());
    }

    /** Six hours, a save every hour that stands out of RSS for one sample by so much. */
    private static Capture saves(double spikeMib, boolean told) {
        Random random = new Random(5);
        return Cases.quiet().every(60, 360, i -> {
            boolean child = i % 60 == 40;
            double rss = 1080 + random.nextGaussian() + (child ? spikeMib : 0);
            return "used_memory_rss:" + rss + "M rdb_last_cow_size:300M rdb_bgsave_in_progress:"
                    + (child && told ? 1 : 0);
        });
    }

    @ParameterizedTest
    @CsvSource({"300, true, true", "300, false, false", "900, true, false"})
    void spikesWhileAChildExistsAreItsCopies(double mib, boolean told, boolean explained) {
        Suspect suspect = Cases.suspect(RULE, saves(mib, told));
        assertEquals(explained, Cases.ruledOut(suspect).contains(Cause.EXTERNAL_FRAGMENTATION), suspect.toString());
    }

    @Test
    void aChildOfTheLogExplainsSpikesToo() {
        Capture capture = saves(300, false)
                .event(40 * 60, Event.Kind.FORK_START, "started")
                .event(40 * 60 + 30, Event.Kind.FORK_END, "ended");
        Suspect suspect = Cases.suspect(RULE, capture);
        assertEquals(
                Phrase.count(1), Cases.arg(suspect.ruledOut().get(0).how(), 0), "one of six saves stands in the log");
    }

    @Test
    void theLogTellsCopiesToo() {
        Capture capture = Cases.quiet()
                .at(0, "")
                .event(Stamp.NONE, Event.Kind.COPY_ON_WRITE, "RDB: 500 MB", Map.of(Amount.COW_BYTES, 500 * Cases.MIB))
                .event(Stamp.NONE, Event.Kind.COPY_ON_WRITE, "RDB", Map.of());
        assertEquals(500 * Cases.MIB, Cases.suspect(RULE, capture).bytes());
    }

    @Test
    void failedForksAreAWarningWhateverTheyCopied() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .at(0, "")
                        .event(1, Event.Kind.FORK_FAILED, "fork: Cannot allocate memory")
                        .event(2, Event.Kind.CHILD_KILLED, "killed by 9"));
        assertEquals("fork.failed.claim", suspect.claim().key());
        assertEquals(new Phrase.Count(2), Cases.arg(suspect.claim(), 2));
        assertEquals(Severity.WARNING, suspect.severity());
    }

    /** The kernel calls a child by the server's name; the server lives, and says whose process it was or that a child ended. */
    @ParameterizedTest
    @CsvSource({"true, 812", "false, 812", "true, ''"})
    void aKilledChildIsNoKilledServer(boolean logged, String pid) {
        Capture capture = Cases.quiet().at(0, pid.isEmpty() ? "" : "process_id:" + pid);
        if (logged) {
            capture.event(
                    new Stamp(Capture.micros(60), TimeSource.STATED),
                    Event.Kind.FORK_START,
                    "Background saving started by pid 977",
                    Map.of(Amount.PID, 977.0));
        }
        capture.event(
                        new Stamp(Capture.micros(90), TimeSource.STATED),
                        Event.Kind.CHILD_KILLED,
                        "Background saving terminated by signal 9",
                        Map.of())
                .event(
                        Stamp.NONE,
                        Event.Kind.KERNEL_OOM_KILL,
                        "Out of memory: Killed process 977 (redis-server)",
                        Map.of(Amount.PID, 977.0));
        Diagnosis diagnosis = Cases.diagnose(capture);
        assertEquals(
                Cause.FORK_COW, diagnosis.verdict().cause(), diagnosis.verdict().toString());
        assertEquals(Severity.WARNING, diagnosis.verdict().severity());
    }

    @Test
    void withoutRssUsedMemoryIsTheMeasure() {
        Suspect suspect = Cases.suspect(RULE, "redis_version:4.0.14 used_memory:1000M rdb_last_cow_size:500M");
        assertEquals(0.5, suspect.share(), 1e-9);
    }

    @Test
    void withoutFieldsOrLogItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, QUIET);
    }
}
