package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunsTest {

    private static List<Run> runs(String... samples) {
        Capture capture = new Capture();
        for (int i = 0; i < samples.length; i++) {
            capture.at(i * 10, "used_memory:1M " + samples[i]);
        }
        return capture.timeline().runs();
    }

    private static List<Run.Reason> reasons(String... samples) {
        return runs(samples).stream().map(Run::reason).toList();
    }

    private static List<Run.Reason> first(Run.Reason... then) {
        return Stream.concat(Stream.of(Run.Reason.FIRST), List.of(then).stream())
                .toList();
    }

    @Test
    void withoutEvidenceThereIsOneRun() {
        List<Run> runs = runs("", "", "");
        assertEquals(1, runs.size());
        Run run = runs.get(0);
        assertEquals(
                new Run(
                        0,
                        0,
                        3,
                        Capture.micros(0),
                        Capture.micros(20),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Run.Reason.FIRST),
                run);
        assertEquals(3, run.size());
    }

    @Test
    void anotherRunIdIsARestart() {
        List<Run> runs = runs("run_id:a", "", "run_id:b", "run_id:b");
        assertEquals(2, runs.size());
        assertEquals(Run.Reason.RUN_ID, runs.get(1).reason());
        assertEquals(2, runs.get(1).from());
        assertEquals(Optional.of("a"), runs.get(0).runId());
        assertEquals(Optional.of("b"), runs.get(1).runId());
    }

    @Test
    void theSameRunIdOverrulesAllOtherEvidence() {
        assertEquals(
                first(),
                reasons(
                        "run_id:a uptime_in_seconds:500 used_memory_peak:9M process_id:1",
                        "run_id:a uptime_in_seconds:5 used_memory_peak:2M process_id:2"));
    }

    /** A line that was cut in the middle of an identity: no process ends and comes back. */
    @Test
    void anIdentityOfOneRowAmongOthersIsMisread() {
        for (String cut :
                new String[] {"run_id:7f", "process_id:12 run_id:-", "process_id:- run_id:- uptime_in_seconds:3"}) {
            Capture capture = new Capture().always("used_memory:1M process_id:1234 run_id:7ffb");
            for (int i = 0; i < 6; i++) {
                capture.at(60 * i, i == 3 ? cut : "uptime_in_seconds:" + (5000 + 60 * i));
            }
            assertEquals(1, capture.timeline().runs().size(), cut);
        }
    }

    /** One that starts again and again is another process each time, and two that answer in turn are two. */
    @Test
    void whatDoesNotComeBackAtOnceIsAnotherProcess() {
        Capture capture = new Capture().always("used_memory:1M");
        for (int i = 0; i < 6; i++) {
            capture.at(60 * i, "run_id:" + (i % 2 == 0 ? "a" : "b"));
        }
        assertEquals(6, capture.timeline().runs().size());
    }

    @Test
    void anotherProcessIsARestart() {
        assertEquals(first(Run.Reason.PROCESS_ID), reasons("process_id:1", "", "process_id:2"));
    }

    @Test
    void aSmallerUptimeIsARestart() {
        assertEquals(first(Run.Reason.UPTIME), reasons("uptime_in_seconds:500", "uptime_in_seconds:10"));
        assertEquals(first(), reasons("uptime_in_seconds:500", "uptime_in_seconds:498"));
        assertEquals(first(Run.Reason.UPTIME), reasons("uptime_in_seconds:500", "uptime_in_seconds:497"));
    }

    @Test
    void anotherStartupMemoryIsARestart() {
        assertEquals(first(Run.Reason.STARTUP_MEMORY), reasons("used_memory_startup:800K", "used_memory_startup:900K"));
    }

    @Test
    void aFallenPeakIsARestart() {
        assertEquals(first(Run.Reason.PEAK), reasons("used_memory_peak:1000", "used_memory_peak:900"));
        assertEquals(
                first(Run.Reason.PEAK),
                reasons("used_memory_peak:1000", "used_memory_peak:999", "used_memory_peak:999"));
        assertEquals(first(), reasons("used_memory_peak:1000", "used_memory_peak:1000", "used_memory_peak:2000"));
    }

    @Test
    void aPeakThatIsBackInTheNextRowNeverFell() {
        assertEquals(first(), reasons("used_memory_peak:1000", "used_memory_peak:999", "used_memory_peak:1000"));
        assertEquals(first(), reasons("used_memory_peak:1000", "used_memory_peak:999"), "the last row of MEMORY STATS");
    }

    @Test
    void aRoundedPeakMayLookAsIfItFell() {
        Capture capture = new Capture()
                .mark(Sample.Mark.ROUNDED)
                .at(0, "used_memory:1M used_memory_peak:1004")
                .at(10, "used_memory:1M used_memory_peak:1000");
        assertEquals(1, capture.timeline().runs().size());
        capture.at(20, "used_memory:1M used_memory_peak:900");
        assertEquals(2, capture.timeline().runs().size());
    }

    @Test
    void aLoggedStartBetweenTwoSamplesIsARestart() {
        Timeline timeline = new Capture()
                .every(10, 4, i -> "used_memory:1M")
                .event(-5, Event.Kind.SERVER_START, "before the first sample")
                .event(15, Event.Kind.SERVER_START, "start")
                .event(16, Event.Kind.LOAD, "no start")
                .timeline();
        assertEquals(
                first(Run.Reason.LOGGED),
                timeline.runs().stream().map(Run::reason).toList());
        assertEquals(2, timeline.runs().get(1).from());
    }

    @Test
    void afterARestartNothingOfTheOldRunCounts() {
        assertEquals(
                first(Run.Reason.PROCESS_ID),
                reasons(
                        "process_id:1 used_memory_peak:9M uptime_in_seconds:900 used_memory_startup:1M",
                        "process_id:2",
                        "process_id:2 used_memory_peak:2M uptime_in_seconds:20 used_memory_startup:2M"));
    }

    @Test
    void manyRestartsMakeManyRuns() {
        assertEquals(
                first(Run.Reason.UPTIME, Run.Reason.UPTIME),
                reasons("uptime_in_seconds:50", "uptime_in_seconds:40", "uptime_in_seconds:30"));
    }

    @Test
    void aProcessIdThatEveryContainerGivesAgainSaysNothing() {
        assertEquals(
                first(Run.Reason.PEAK),
                reasons("process_id:1 used_memory_peak:9M", "process_id:1 used_memory_peak:2M"));
        assertEquals(first(), reasons("process_id:4018 used_memory_peak:9M", "process_id:4018 used_memory_peak:2M"));
    }

    @Test
    void uptimeThatGrowsWithTheTimeForbidsARestart() {
        assertEquals(
                first(),
                reasons(
                        "uptime_in_seconds:500 used_memory_peak:9M used_memory_startup:800K",
                        "used_memory_peak:2M used_memory_startup:900K",
                        "uptime_in_seconds:520"));
    }

    @Test
    void uptimeThatGrewByLessThanTheTimeThatPassedBeganAnew() {
        Capture capture = new Capture();
        capture.at(0, "used_memory:1M uptime_in_seconds:100");
        capture.at(600, "used_memory:1M");
        capture.at(1200, "used_memory:1M");
        capture.at(1800, "used_memory:1M uptime_in_seconds:900");
        List<Run> runs = capture.timeline().runs();
        assertEquals(2, runs.size());
        assertEquals(Run.Reason.UPTIME, runs.get(1).reason());
        assertEquals(2, runs.get(1).from(), "it started 900 s before the last sample");
    }

    @Test
    void guessedTimesSayNothingAboutUptime() {
        Capture capture = new Capture().source(io.fragmortem.snapshot.TimeSource.INTERVAL);
        capture.at(0, "used_memory:1M uptime_in_seconds:100").at(1800, "used_memory:1M uptime_in_seconds:900");
        assertEquals(1, capture.timeline().runs().size());
    }

    @Test
    void answersOfOneMomentInTheWrongOrderAreNoRestart() {
        Capture capture = new Capture();
        capture.at(10, "used_memory:1M used_memory_peak:2000").at(10.3, "used_memory:1M used_memory_peak:1990");
        capture.at(12, "used_memory:1M used_memory_peak:2000");
        assertEquals(1, capture.timeline().runs().size());
    }

    @Test
    void aPeakThatIsToldAgainWasNeverLost() {
        assertEquals(
                first(),
                reasons(
                        "used_memory_peak:2000",
                        "used_memory_peak:1990",
                        "used_memory_peak:2000",
                        "used_memory_peak:2000"));
    }

    @Test
    void aStartWithinTheSecondOfTheFirstSampleIsItsOwn() {
        Capture capture = new Capture().event(0.182, Event.Kind.SERVER_START, "Redis is starting");
        capture.at(0, "used_memory:1M").at(1, "used_memory:1M");
        assertEquals(1, capture.timeline().runs().size());
    }

    @Test
    void eachLoggedStartBetweenTwoProcessesIsARun() {
        Capture capture = new Capture();
        capture.at(0, "used_memory:1M process_id:4018");
        capture.event(4.5, Event.Kind.SERVER_START, "Redis is starting");
        capture.at(10, "used_memory:1M");
        capture.event(14.5, Event.Kind.SERVER_START, "Redis is starting");
        capture.at(20, "used_memory:1M process_id:4099");
        assertEquals(
                first(Run.Reason.PROCESS_ID, Run.Reason.PROCESS_ID),
                capture.timeline().runs().stream().map(Run::reason).toList());
    }
}
