package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.diagnosis.trend.Trends.Scoped;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be called growth, and what of it stands among many trends. */
final class TrendsTest {

    /** A trend of so many bytes a day. */
    static TrendResult trend(Verdict verdict, boolean confirmed, OptionalDouble p, double slope, Caveat... caveats) {
        return new TrendResult(
                "test",
                100,
                50,
                p,
                slope,
                OptionalDouble.of(slope - 1),
                OptionalDouble.of(slope + 1),
                verdict,
                confirmed,
                List.of(caveats),
                Optional.empty());
    }

    private static Trends of(List<Scoped> all) {
        return new Trends(all, List.of(), Map.of(), List.of());
    }

    private static Scoped run(Metric metric, int run, Verdict verdict, boolean confirmed) {
        return new Scoped(metric, Scope.RUN, run, trend(verdict, confirmed, OptionalDouble.of(0.001), run));
    }

    private static Trends runs(String verdicts) {
        List<Scoped> all = new ArrayList<>(List.of(run(Total.USED_MEMORY, 0, Verdict.STEADY, false)));
        int run = 0;
        for (String verdict : verdicts.isEmpty() ? new String[0] : verdicts.split(" ")) {
            String name = verdict.replace("?", "");
            all.add(run(Total.USED_MEMORY_RSS, run++, Verdict.valueOf(name), name.equals(verdict)));
        }
        all.add(new Scoped(
                Total.USED_MEMORY_RSS, Scope.NOW, run, trend(Verdict.STEADY, false, OptionalDouble.of(0.5), 0)));
        return of(all);
    }

    /** One run alone is no pattern; a question mark stands for what a second test did not confirm. */
    @ParameterizedTest
    @CsvSource({
        "'', false",
        "GROWS, false",
        "GROWS GROWS, true",
        "GROWS GROWS?, false",
        "GROWS STEADY, false",
        "FALLS FALLS, false"
    })
    void whatGrowsAnewAfterEachRestartGrowsInEachRun(String verdicts, boolean grows) {
        assertEquals(grows, runs(verdicts).growsInEachRun(Total.USED_MEMORY_RSS));
    }

    @Test
    void theTrendOfTheRunIsThatOfTheLastOne() {
        assertEquals(
                2,
                runs("GROWS GROWS GROWS?")
                        .of(Total.USED_MEMORY_RSS, Scope.RUN)
                        .orElseThrow()
                        .slope());
        assertFalse(runs("GROWS GROWS?").grows(Total.USED_MEMORY_RSS, Scope.RUN));
        assertTrue(runs("GROWS? GROWS").grows(Total.USED_MEMORY_RSS, Scope.RUN));
        assertFalse(runs("GROWS GROWS").grows(Total.USED_MEMORY_RSS, Scope.NOW), "of another scope");
        assertFalse(runs("GROWS GROWS").grows(Total.USED_MEMORY, Scope.RUN), "of another metric");
        assertFalse(Trends.none().grows(Total.USED_MEMORY, Scope.NOW));
    }

    @ParameterizedTest
    @CsvSource({"GROWS, true, true", "FALLS, true, true", "GROWS, false, false", "STEADY, true, false"})
    void onlyWhatIsConfirmedMoves(Verdict verdict, boolean confirmed, boolean moves) {
        assertEquals(moves, Trends.isMove(trend(verdict, confirmed, OptionalDouble.of(0.001), 5)));
    }

    private static List<Verdict> corrected(Scope scope, Verdict verdict, double... ps) {
        List<Scoped> family = Arrays.stream(ps)
                .mapToObj(p -> new Scoped(
                        Total.USED_MEMORY,
                        scope,
                        0,
                        trend(verdict, true, p < 0 ? OptionalDouble.empty() : OptionalDouble.of(p), 5)))
                .toList();
        return Multiplicity.corrected(family).stream()
                .map(s -> s.trend().verdict())
                .toList();
    }

    /** Of one chance a twentieth stands; of three chances the best must be better than a fifth of it divided by 1 + 1/2 + 1/3. */
    @Test
    void whatIsOneOfManyChancesMustBeTheSurer() {
        assertEquals(List.of(Verdict.GROWS), corrected(Scope.NOW, Verdict.GROWS, 0.05));
        assertEquals(List.of(Verdict.UNDECIDED), corrected(Scope.NOW, Verdict.GROWS, 0.051));
        assertEquals(
                List.of(Verdict.GROWS, Verdict.STEADY),
                List.of(
                        corrected(Scope.NOW, Verdict.GROWS, 0.009, 0.9, 0.9).get(0),
                        corrected(Scope.NOW, Verdict.STEADY, 0.02, 0.9, 0.9).get(0)),
                "what does not move needs no correction");
        assertEquals(
                Verdict.UNDECIDED,
                corrected(Scope.NOW, Verdict.FALLS, 0.01, 0.9, 0.9).get(0));
        assertEquals(
                Verdict.GROWS,
                corrected(Scope.NOW, Verdict.GROWS, 0.03, -1, -1).get(0),
                "what was not tested is no chance");
    }

    @Test
    void whatDoesNotStandKeepsItsNumbersAndIsNotConfirmed() {
        TrendResult grown = trend(Verdict.GROWS, true, OptionalDouble.of(0.2), 5, Caveat.BELOW_EFFECT);
        TrendResult told = Multiplicity.corrected(List.of(new Scoped(Total.USED_MEMORY, Scope.NOW, 0, grown)))
                .get(0)
                .trend();
        assertEquals(Verdict.UNDECIDED, told.verdict());
        assertFalse(told.confirmed());
        assertEquals(5, told.slope());
        assertEquals(grown.slopeHigh(), told.slopeHigh());
        assertEquals(grown.caveats(), told.caveats());
    }

    /** Metrics of another run, or of another stretch of time, are other questions; all are told by metric, scope and run. */
    @Test
    void trendsOfAnotherScopeAreNoChanceMore() {
        List<Scoped> asked = new ArrayList<>();
        for (int run = 2; run >= 0; run--) {
            asked.add(run(Total.USED_MEMORY_RSS, run, Verdict.GROWS, true));
        }
        TrendResult p = trend(Verdict.GROWS, true, OptionalDouble.of(0.04), 5);
        asked.add(new Scoped(Total.USED_MEMORY_RSS, Scope.OVERALL, 0, p));
        asked.add(new Scoped(Total.USED_MEMORY_RSS, Scope.NOW, 0, p));
        asked.add(new Scoped(Total.USED_MEMORY, Scope.RECENT_24H, 0, p));
        List<Scoped> told = Multiplicity.corrected(asked);
        assertEquals(
                List.of(
                        "used_memory RECENT_24H 0",
                        "used_memory_rss NOW 0",
                        "used_memory_rss RUN 0",
                        "used_memory_rss RUN 1",
                        "used_memory_rss RUN 2",
                        "used_memory_rss OVERALL 0"),
                told.stream()
                        .map(s -> (s.metric() == Total.USED_MEMORY ? "used_memory" : "used_memory_rss") + " "
                                + s.scope() + " " + s.run())
                        .toList());
        assertTrue(told.stream().allMatch(s -> s.trend().verdict() == Verdict.GROWS), told.toString());
    }
}
