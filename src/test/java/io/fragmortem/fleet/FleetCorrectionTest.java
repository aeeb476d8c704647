package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Thresholds;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FleetCorrectionTest {

    private static TrendLine line(String scope, double p) {
        return new TrendLine(
                "used_memory",
                scope,
                0,
                100,
                OptionalDouble.of(50),
                OptionalDouble.of(1),
                OptionalDouble.of(0),
                OptionalDouble.of(2),
                Double.isNaN(p) ? OptionalDouble.empty() : OptionalDouble.of(p),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "undecided",
                false,
                List.of());
    }

    private static InstanceResult instance(TrendLine... lines) {
        return InstanceChain.analyze(new Capture().at(0, "used_memory:1M").timeline(), Thresholds.defaults())
                .withTrends(List.of(lines));
    }

    @Test
    void onePrimaryTestPerInstanceAndMetricCounts() {
        List<InstanceResult> fleet = FleetCorrection.adjust(List.of(
                instance(line("now", 0.01), line("overall", 0.001)),
                instance(line("now", Double.NaN)),
                instance(line("now", 0.04))));
        TrendLine first = fleet.get(0).trends().get(0);
        assertEquals(0.02, first.hochberg().getAsDouble(), 1e-12, "two tests, the smaller p");
        assertEquals(0.03, first.q().getAsDouble(), 1e-12, "times 1 + 1/2");
        assertTrue(fleet.get(0).trends().get(1).q().isEmpty(), "not primary");
        assertTrue(fleet.get(1).trends().get(0).q().isEmpty(), "not tested");
        assertEquals(0.06, fleet.get(2).trends().get(0).q().getAsDouble(), 1e-12);
    }
}
