package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Series are MiB, one per minute: {@code 5x10 30 -} is five times 10, then 30, then a sample that does not tell it; a new run
 * begins behind a semicolon. The worst of what is suspected is 100 MiB.
 */
final class StatesTest {

    private static final String GAP = "redis_version:2.8.24 used_memory:1000M";

    /** What lies between used memory and RSS. */
    private static Capture gap(String mebibytes) {
        return series(
                mebibytes,
                value -> GAP + (value.equals("-") ? "" : " used_memory_rss:" + (1000 + Integer.parseInt(value)) + "M"));
    }

    private static Capture clients(String mebibytes) {
        return series(
                mebibytes,
                value -> "redis_version:7.0.15 used_memory:1000M used_memory_rss:1100M used_memory_startup:1M "
                        + "used_memory_dataset:500M used_memory_overhead:500M mem_clients_normal:" + value + "M");
    }

    private static Capture series(String mebibytes, UnaryOperator<String> dump) {
        Capture capture = new Capture();
        int minute = 0;
        int run = 0;
        for (String word : mebibytes.split(" ", -1)) {
            run += word.equals(";") ? 1 : 0;
            int times = word.equals(";")
                    ? 0
                    : word.contains("x") ? Integer.parseInt(word.substring(0, word.indexOf('x'))) : 1;
            for (int i = 0; i < times; i++) {
                capture.at(60 * minute++, dump.apply(word.substring(word.indexOf('x') + 1)) + " run_id:r" + run);
            }
        }
        return capture;
    }

    private static TrendResult trend(Verdict verdict, boolean confirmed) {
        return new TrendResult(
                "test",
                100,
                50,
                OptionalDouble.of(0.001),
                1,
                OptionalDouble.of(0.9),
                OptionalDouble.of(1.1),
                verdict,
                confirmed,
                List.of(),
                Optional.empty());
    }

    private static Trends.Scoped scoped(Metric metric, Scope scope, Verdict verdict, boolean confirmed) {
        return new Trends.Scoped(metric, scope, 0, trend(verdict, confirmed));
    }

    private static Trends trends(Trends.Scoped... all) {
        return new Trends(List.of(all), List.of(), Map.of(), List.of());
    }

    private static State state(Capture capture, Cause cause, Trends trends) {
        MemoryModel model = MemoryModel.of(capture.timeline());
        return new States(new Case(model, Thresholds.defaults(), trends))
                .of(Cases.suspect(cause, 100 * Cases.MIB, 0.5));
    }

    private static State state(Capture capture, Cause cause) {
        return state(capture, cause, Trends.none());
    }

    private static State kept(String mebibytes, Trends trends) {
        return state(gap(mebibytes), Cause.ALLOCATOR_RETENTION, trends);
    }

    private static State kept(String mebibytes) {
        return kept(mebibytes, Trends.none());
    }

    @Test
    void withoutACourseNothingIsKnownOfIt() {
        assertEquals(State.UNKNOWN, kept("100"), "one dump is a photograph");
        assertEquals(
                State.UNKNOWN,
                state(
                        new Capture().untimed(GAP + " used_memory_rss:1100M").untimed(GAP + " used_memory_rss:1010M"),
                        Cause.ALLOCATOR_RETENTION),
                "no times");
        assertEquals(State.UNKNOWN, state(gap("10 100"), Cause.SWAPPED), "no series shows it");
        assertEquals(State.UNKNOWN, kept("- - -"), "it is never told");
        assertEquals(State.UNKNOWN, state(gap("- - -"), Cause.MAXMEMORY_HEADROOM), "it is never told");
        Case c = Cases.of(gap("10 100 100"));
        assertEquals(
                State.UNKNOWN, new States(c).of(Cases.suspect(Cause.ALLOCATOR_RETENTION, 0, 0)), "nothing is held");
    }

    /** A quarter of the worst is left, three quarters are not. */
    @ParameterizedTest
    @CsvSource({
        "10 100 100 24, RECOVERED",
        "10 100 100 25, RECOVERING",
        "10 100 100 74, RECOVERING",
        "10 100 100 75, UNDECIDED",
        "10 100 100 10 -, RECOVERED"
    })
    void whatIsLeftOfItTellsWhereNoTrendDoes(String mebibytes, State state) {
        assertEquals(state, kept(mebibytes));
    }

    /** At least half of the worst for a tenth of what is told. */
    @ParameterizedTest
    @CsvSource({
        "17x10 2x50 24, ONE_OFF",
        "17x10 2x49 24, ONE_OFF",
        "17x10 3x50 24, RECOVERED",
        "17x10 3x49 24, ONE_OFF",
        "7x10 11x- 2x50 24, RECOVERED"
    })
    void whatWasThereShortlyHappenedOnce(String mebibytes, State state) {
        assertEquals(state, kept(mebibytes));
    }

    /** Half of the worst after less than a quarter of it. */
    @ParameterizedTest
    @CsvSource({
        "10 2x50 10 2x50 10 2x50 10, RECURRING",
        "2x50 10 2x50 10 2x50 10, RECURRING",
        "10 2x50 10 2x50 10 2x49 10, RECOVERED",
        "10 2x50 24 2x50 24 2x50 24, RECURRING",
        "10 2x50 25 2x50 24 2x50 24, RECOVERED",
        "10 2x50 10 2x50 10 50 10, RECOVERED", // of one sample nobody knows whether it stayed
        "30x10 2x50 5x10 50 5x10 50 5x10 50 10, ONE_OFF",
        "30x10 50 10 50 10, ONE_OFF",
        // six of sixty samples
        "30x10 2x50 11x10 2x50 11x10 2x50 2x10, ONE_OFF",
        "30x10 2x50 11x10 2x50 10x10 2x50 2x10, RECURRING"
    })
    void threeTimesAreNoAccident(String mebibytes, State state) {
        assertEquals(state, kept(mebibytes));
    }

    /** Between which two of its rises a capture ends is chance; live bytes alone, for room that is free is filled and emptied all day. */
    @ParameterizedTest
    @CsvSource({"10 50 100 10 60 100 10 60 100, RECURRING", "10 50 100 60 100 10 60 100, UNDECIDED"})
    void whatComesBackAgainAndAgainDoesSoWhileItIsThere(String mebibytes, State state) {
        assertEquals(state, state(clients(mebibytes), Cause.CLIENT_BUFFERS));
        assertEquals(State.UNDECIDED, kept(mebibytes));
        Trends grows = trends(scoped(Component.CLIENTS, Scope.NOW, Verdict.GROWS, true));
        assertEquals(State.GROWING, state(clients(mebibytes), Cause.CLIENT_BUFFERS, grows));
    }

    @ParameterizedTest
    @CsvSource({"2, RECURRING", "1, RECOVERED", "0, RECOVERED"})
    void whereTheServerCutItOffTwoTimesAreNone(int closed, State state) {
        Capture clients = clients("10 50 10 50 10");
        Capture kept = gap("10 50 10 50 10");
        for (int i = 0; i < closed; i++) {
            clients.event(60, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, "Client closed");
            kept.event(60, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, "Client closed");
        }
        clients.event(60, Event.Kind.NOTE, "x").event(61, Event.Kind.NOTE, "x");
        assertEquals(state, state(clients, Cause.CLIENT_BUFFERS));
        assertEquals(State.RECOVERED, state(kept, Cause.ALLOCATOR_RETENTION), "no buffers");
    }

    @ParameterizedTest
    @CsvSource({
        "10 50 ; 10 50, RECURRING",
        "- 10 50 ; 10 50, RECURRING",
        "49 50 ; 10 100, RECURRING",
        "10 90 ; 50 90, UNDECIDED",
        "10 49 ; 10 90, UNDECIDED",
        "10 50 10 90, UNDECIDED"
    })
    void whatClimbsAgainAfterARestartIsRecurring(String mebibytes, State state) {
        assertEquals(state, kept(mebibytes));
    }

    @ParameterizedTest
    @CsvSource({"25, false, SEASONAL", "24.9, false, UNDECIDED", "25, true, GROWING", "99, true, GROWING"})
    void aCycleOfAQuarterIsTheStoryUnlessItGrows(double amplitude, boolean grows, State state) {
        Trends.Shape shape = new Trends.Shape(
                Optional.of(new SeriesAnalysis.RemovedCycle(1, amplitude * Cases.MIB, 0.001)), List.of(), false);
        List<Trends.Scoped> all = new ArrayList<>();
        if (grows) {
            all.add(scoped(Component.UNATTRIBUTED, Scope.NOW, Verdict.GROWS, true));
        }
        assertEquals(
                state, kept("10 100 90", new Trends(all, List.of(), Map.of(Component.UNATTRIBUTED, shape), List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "GROWS, true, GROWING",
        "GROWS, false, UNDECIDED",
        "FALLS, true, RECOVERING",
        "STEADY, false, STEADY",
        "CONSTANT, false, STEADY",
        "UNDECIDED, false, UNDECIDED"
    })
    void theTrendOfTheLastRegimeIsTheState(Verdict verdict, boolean confirmed, State state) {
        assertEquals(state, kept("10 100 90", trends(scoped(Component.UNATTRIBUTED, Scope.NOW, verdict, confirmed))));
    }

    /** A bend shortly before the end decides nothing. */
    @ParameterizedTest
    @CsvSource({"true, true, GROWING", "true, false, UNDECIDED", "false, true, UNDECIDED", "false, false, UNDECIDED"})
    void dataThatGrewOverTheRunGrowOnWhereUsedMemoryDoes(boolean run, boolean used, State state) {
        Trends trends = trends(
                scoped(Component.DATASET, Scope.NOW, Verdict.UNDECIDED, false),
                scoped(Component.DATASET, Scope.RUN, Verdict.GROWS, run),
                scoped(Total.USED_MEMORY, Scope.NOW, Verdict.GROWS, used));
        assertEquals(state, state(clients("10 10"), Cause.DATASET_GROWTH, trends));
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"FALLS", "STEADY"})
    void dataThatDoNotGrowAnyMoreDoWhatTheirTrendSays(Verdict verdict) {
        Trends trends = trends(scoped(Component.DATASET, Scope.NOW, verdict, true));
        assertEquals(
                verdict == Verdict.FALLS ? State.RECOVERING : State.STEADY,
                state(clients("10 10"), Cause.DATASET_GROWTH, trends));
    }

    /** Buffers of replicas are gone, the backlog of 30 MiB is not. */
    @Test
    void whatACauseHoldsIsTheSumOfItsComponents() {
        Capture capture = new Capture()
                .always("redis_version:7.0.15 used_memory:1000M used_memory_rss:1100M used_memory_startup:1M "
                        + "used_memory_dataset:500M used_memory_overhead:500M mem_replication_backlog:30M")
                .every(60, 4, i -> "mem_clients_slaves:" + (i == 3 ? 0 : 70) + "M");
        assertEquals(State.RECOVERING, state(capture, Cause.REPLICATION_BACKLOG));
    }
}
