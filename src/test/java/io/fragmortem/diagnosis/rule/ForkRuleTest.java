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
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** 0.85 of 2,000 MiB are 1,700: RSS has 1,080 of them. */
    @ParameterizedTest
    @CsvSource({"620M, INFO", "621M, WARNING"})
    void copiesBesideRssAreTightFromTheShareOfTheLimitOn(String copied, Severity severity) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " cgroup.limit:2000M rdb_last_cow_size:" + copied);
        assertEquals(severity, suspect.severity());
        assertEquals(
                severity == Severity.WARNING, Cases.keys(suspect.evidence()).contains("fork.evidence.tight"));
    }

    /** A share of 0.15 and 32 MiB count themselves. */
    @ParameterizedTest
    @CsvSource({"1080M, 162M, true", "1081M, 162M, false", "100M, 32M, true", "100M, 31M, false"})
    void whatIsCopiedMustBeAShareOfRssAndSomeMebibytes(String rss, String copied, boolean told) {
        Rule.Outcome outcome = Cases.apply(
                RULE, "redis_version:7.0.15 used_memory:90M used_memory_rss:" + rss + " rdb_last_cow_size:" + copied);
        assertEquals(told, outcome.first().isPresent(), outcome.toString());
        outcome.first().ifPresent(s -> assertEquals("fork.claim", s.claim().key()));
    }

    @Test
    void whatALogAloneTellsOfCopiesIsNoShareOfAnything() {
        Suspect suspect = Cases.suspect(RULE, copy(new Capture(), 500, "RDB: 500 MB of memory", OptionalLong.empty()));
        assertEquals("fork.claim.log", suspect.claim().key());
        assertEquals(0, suspect.share());
        assertEquals(Severity.INFO, suspect.severity());
    }

    private static Capture copy(Capture capture, double mebibytes, String text, OptionalLong writer) {
        Event event = new Event(
                Event.Kind.COPY_ON_WRITE,
                new Origin("redis.log", 1, 0, Optional.empty()),
                new Stamp(Capture.micros(60), TimeSource.STATED),
                text,
                Map.of(Amount.COW_BYTES, mebibytes * Cases.MIB),
                writer);
        return capture.event(event);
    }

    /** From 7.0 on a child tells while it works what it copied so far; without a process's id only its last word counts. */
    @ParameterizedTest
    @CsvSource({
        "977 977 977, ''",
        "977 978 978, 2",
        "- - -, 3",
        "977 - -, 3",
        "current - -, 2",
        "current current -, ''",
        "977 current -, 2"
    })
    void eachChildThatToldItsCopiesIsASave(String children, String saves) {
        Capture capture = Cases.quiet().at(0, "");
        for (String child : children.split(" ")) {
            boolean named = Character.isDigit(child.charAt(0));
            copy(
                    capture,
                    400,
                    "Fork CoW for RDB: " + (child.equals("current") ? "current 400 MB" : "400 MB"),
                    named ? OptionalLong.of(Long.parseLong(child)) : OptionalLong.empty());
        }
        List<Phrase> evidence = Cases.suspect(RULE, capture).evidence();
        assertEquals(
                saves.isEmpty()
                        ? List.of()
                        : List.of(Phrase.of(
                                "fork.evidence.saves",
                                Phrase.count(Double.parseDouble(saves)),
                                Phrase.bytes(400 * Cases.MIB))),
                evidence);
    }

    /** Only where save points are known to be off do writes go on after a fork that failed. */
    @ParameterizedTest
    @CsvSource({"3600 1, true", "'\"\"', false", "'', true"})
    void aFailedForkStopsWritesWhereSavePointsAreSet(String save, boolean stops) {
        Capture capture = Cases.quiet();
        if (!save.isEmpty()) {
            capture.fact(Fact.CONFIG_SAVE, save);
        }
        Suspect suspect =
                Cases.suspect(RULE, capture.at(0, "").event(1, Event.Kind.FORK_FAILED, "fork: Cannot allocate memory"));
        assertEquals(
                stops ? List.of("fork.evidence.failed", "fork.evidence.misconf") : List.of("fork.evidence.failed"),
                Cases.keys(suspect.evidence()));
        Suspect fine = Cases.suspect(RULE, Cases.quiet().at(0, "rdb_last_cow_size:400M"));
        assertEquals(List.of(), fine.evidence(), "nothing failed");
    }

    @ParameterizedTest
    @CsvSource({"rdb_last_cow_size:0, fork.failed.claim", "rdb_last_cow_size:3M, fork.failed.copied"})
    void beforeAFailureWhatWasCopiedIsToldWhereItIsKnown(String copied, String key) {
        Suspect suspect = Cases.suspect(
                RULE, Cases.quiet().at(0, copied).event(1, Event.Kind.FORK_FAILED, "fork: Cannot allocate memory"));
        assertEquals(key, suspect.claim().key());
    }

    /** A child that ends with an error lacks something else than memory. */
    @Test
    void aChildThatEndsWithAnErrorFailedForNoMemory() {
        Cases.assertNotApplicable(
                RULE,
                Cases.quiet()
                        .at(0, "")
                        .event(1, Event.Kind.FORK_FAILED, "Background saving error")
                        .event(2, Event.Kind.FORK_END, "Background saving terminated with success"));
    }
}
