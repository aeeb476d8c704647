package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ReturnTest {

    private static final String EVICTING = "maxmemory:1000M evicted_keys:1";

    private static Capture capture(String dump) {
        return new Capture().at(0, "redis_version:7.0.15 used_memory:950M used_memory_rss:1900M " + dump);
    }

    /** How it is known and by how many, empty where it is not. */
    private static String of(Case c, State state) {
        return Return.of(c, state)
                .map(r -> r.sign() + " " + Math.round(r.number()))
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "maxmemory:1000M evicted_keys:1, EVICTION 0",
        "maxmemory:1000M maxmemory_policy:allkeys-lru, EVICTION 0",
        "maxmemory:1000M maxmemory_policy:noeviction, ''",
        "maxmemory:1000M maxmemory_policy:noeviction evicted_keys:0, ''",
        "maxmemory:1000M, ''",
        "maxmemory:0 evicted_keys:1, ''",
        "evicted_keys:1, ''",
        // 95 % of the limit
        "maxmemory:1000M evicted_keys:1 used_memory:949M, ''"
    })
    void keysThatAreEvictedAtTheLimitFragmentAFreshHeapAsWell(String dump, String how) {
        assertEquals(how, of(Cases.of(capture(dump)), State.STEADY));
    }

    @ParameterizedTest
    @EnumSource(names = {"RECOVERED", "ONE_OFF"})
    void whatIsOverNeedNotReturn(State state) {
        assertEquals("", of(Cases.of(capture(EVICTING)), state));
    }

    private static Capture runs() {
        return new Capture().every(60, 6, i -> "used_memory:10M used_memory_rss:20M run_id:r" + i / 2);
    }

    @Test
    void whatCameBackAfterRestartsIsSeen() {
        assertEquals("SEEN 3", of(Cases.of(runs()), State.RECURRING));
    }

    @ParameterizedTest
    @CsvSource({"GROWS, SEEN 3", "UNDECIDED, ''"})
    void whatGrowsInEachRunIsSeen(Verdict last, String how) {
        List<Trends.Scoped> all = IntStream.range(0, 3)
                .mapToObj(run -> new Trends.Scoped(
                        Component.FRAGMENTATION, Trends.Scope.RUN, run, trend(run < 2 ? Verdict.GROWS : last)))
                .toList();
        MemoryModel model = MemoryModel.of(runs().timeline());
        Trends trends = new Trends(all, List.of(), Map.of(), List.of());
        assertEquals(how, of(new Case(model, Thresholds.defaults(), trends), State.UNKNOWN));
    }

    private static TrendResult trend(Verdict verdict) {
        OptionalDouble some = OptionalDouble.of(1);
        return new TrendResult("test", 9, 9, some, 1, some, some, verdict, true, List.of(), Optional.empty());
    }

    private static Exhibit bins(int line, String waste) {
        return new Exhibit(
                Exhibit.Kind.MALLOC_BINS,
                new Origin("stats.txt", line, 0, Optional.empty()),
                Stamp.NONE,
                List.of("waste_bytes"),
                Arrays.stream(waste.split(" ", -1)).map(List::of).toList(),
                "");
    }

    /** A quarter of an even part of six classes or more, and 10 MiB together. */
    @ParameterizedTest
    @CsvSource({
        "4000000 4000000 4000000 4000000 4000000 4000000, MIXED 6",
        "4000000 4000000 4000000 4000000 4000000 4000000 4000000, MIXED 7",
        "4000000 4000000 4000000 4000000 4000000, ''",
        "11500000 11500000 11500000 11500000 11500000 2500000, MIXED 6",
        "11500000 11500000 11500000 11500000 11500000 2499999, ''",
        "1747626 1747626 1747626 1747626 1747626 1747630, MIXED 6",
        "1747626 1747626 1747626 1747626 1747626 1747629, ''"
    })
    void freeSlotsOfManyClassesAreASign(String waste, String how) {
        Capture capture = capture("").exhibit(bins(1, "9000000")).exhibit(bins(2, waste));
        assertEquals(how, of(Cases.of(capture), State.STEADY));
    }

    @Test
    void onlyASignDoesNotMakeARestartVain() {
        assertEquals(true, new Return(Return.Sign.SEEN, 3).isCertain());
        assertEquals(true, new Return(Return.Sign.EVICTION, 0).isCertain());
        assertEquals(false, new Return(Return.Sign.MIXED, 6).isCertain());
    }
}
