package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FleetCorrectionTest {

    private static TrendLine line(Trends.Scope scope, double p) {
        return line(Total.USED_MEMORY, scope, p);
    }

    private static TrendLine line(Metric metric, Trends.Scope scope, double p) {
        TrendResult trend = new TrendResult(
                "test",
                100,
                50,
                Double.isNaN(p) ? OptionalDouble.empty() : OptionalDouble.of(p),
                1,
                OptionalDouble.of(0),
                OptionalDouble.of(2),
                Verdict.UNDECIDED,
                false,
                List.of(),
                Optional.empty());
        Trends.Scoped scoped = new Trends.Scoped(metric, scope, 0, trend);
        return new TrendLine(scoped, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static InstanceResult instance(TrendLine... lines) {
        return InstanceChain.analyze(new Capture().at(0, "used_memory:1M").timeline(), Thresholds.defaults())
                .withTrends(List.of(lines));
    }

    @Test
    void onePrimaryTestPerInstanceCounts() {
        List<InstanceResult> fleet = FleetViewTest.whole(List.of(
                instance(line(Trends.Scope.NOW, 0.01), line(Trends.Scope.OVERALL, 0.001)),
                instance(line(Trends.Scope.NOW, Double.NaN)),
                instance(line(Trends.Scope.NOW, 0.04))));
        TrendLine first = fleet.get(0).trends().get(0);
        assertEquals(0.02, first.hochberg().getAsDouble(), 1e-12, "two tests, the smaller p");
        assertEquals(0.03, first.q().getAsDouble(), 1e-12, "times 1 + 1/2");
        assertTrue(fleet.get(0).trends().get(1).q().isEmpty(), "not primary");
        assertTrue(fleet.get(1).trends().get(0).q().isEmpty(), "not tested");
        assertEquals(0.06, fleet.get(2).trends().get(0).q().getAsDouble(), 1e-12);
    }

    /** BY of the primary .001, .04, .9 is .0055, .11, 1; one of three stands, so that other metrics of it pay three times. */
    @Test
    void otherMetricsAreLookedAtOnlyWhereRssStands() {
        List<InstanceResult> fleet = FleetViewTest.whole(List.of(
                instance(
                        line(Component.FRAGMENTATION, Trends.Scope.NOW, 0.004),
                        line(Total.USED_MEMORY_RSS, Trends.Scope.NOW, 0.001)),
                instance(
                        line(Component.FRAGMENTATION, Trends.Scope.NOW, 1e-9),
                        line(Total.USED_MEMORY_RSS, Trends.Scope.NOW, 0.04)),
                instance(line(Total.USED_MEMORY_RSS, Trends.Scope.NOW, 0.9))));
        assertEquals(0.0055, fleet.get(0).trends().get(1).q().getAsDouble(), 1e-12);
        assertEquals(0.012, fleet.get(0).trends().get(0).q().getAsDouble(), 1e-12);
        assertEquals(0.11, fleet.get(1).trends().get(1).q().getAsDouble(), 1e-12);
        assertEquals(1, fleet.get(1).trends().get(0).q().getAsDouble());
        assertEquals(5e-9, fleet.get(1).trends().get(0).hochberg().getAsDouble(), 1e-20, "over all five tests");
    }

    /** What moved too little to be tested was a chance as well: two tests, not one. */
    @Test
    void whatWasPassedOverCounts() {
        TrendLine flat = line(Total.USED_MEMORY_RSS, Trends.Scope.NOW, Double.NaN);
        TrendResult passed = flat.trend().with(Verdict.STEADY, Caveat.BELOW_EFFECT);
        TrendLine over = new TrendLine(
                new Trends.Scoped(Total.USED_MEMORY_RSS, Trends.Scope.NOW, 0, passed), flat.q(), flat.hochberg());
        List<InstanceResult> fleet =
                FleetViewTest.whole(List.of(instance(over), instance(line(Trends.Scope.NOW, 0.01))));
        assertEquals(1, fleet.get(0).trends().get(0).q().getAsDouble());
        assertEquals(0.03, fleet.get(1).trends().get(0).q().getAsDouble(), 1e-12);
    }
}
