package io.fragmortem.fleet;

import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Corrects for the number of tests over a whole fleet: one primary p value per instance and metric, that of the last regime.
 * Benjamini-Yekutieli, because hosts share causes in ways that nobody knows; Benjamini-Hochberg beside it.
 */
public final class FleetCorrection {

    private FleetCorrection() {}

    /** The same results in the same order, their trends with q values. */
    public static List<InstanceResult> adjust(List<InstanceResult> instances) {
        double[] p = instances.stream()
                .flatMap(i -> i.trends().stream())
                .filter(FleetCorrection::isPrimary)
                .mapToDouble(t -> t.trend().p().getAsDouble())
                .toArray();
        double[] q = FalseDiscovery.benjaminiYekutieli(p);
        double[] hochberg = FalseDiscovery.benjaminiHochberg(p);
        List<InstanceResult> adjusted = new ArrayList<>();
        int next = 0;
        for (InstanceResult instance : instances) {
            List<TrendLine> lines = new ArrayList<>();
            for (TrendLine line : instance.trends()) {
                if (isPrimary(line)) {
                    lines.add(new TrendLine(
                            line.scoped(), OptionalDouble.of(q[next]), OptionalDouble.of(hochberg[next])));
                    next++;
                } else {
                    lines.add(line);
                }
            }
            adjusted.add(instance.withTrends(lines));
        }
        return List.copyOf(adjusted);
    }

    private static boolean isPrimary(TrendLine line) {
        return line.scoped().scope() == Scope.NOW && line.trend().p().isPresent();
    }
}
