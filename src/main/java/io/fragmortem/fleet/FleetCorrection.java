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

    /** The primary p values of a result, in the order of its trends. */
    static double[] primary(InstanceResult instance) {
        return instance.trends().stream()
                .filter(FleetCorrection::isPrimary)
                .mapToDouble(t -> t.trend().p().getAsDouble())
                .toArray();
    }

    /** The result as the only one of its run. */
    static InstanceResult alone(InstanceResult instance) {
        double[] p = primary(instance);
        return with(instance, FalseDiscovery.benjaminiYekutieli(p), FalseDiscovery.benjaminiHochberg(p), 0);
    }

    /**
     * The same result, its trends with q values.
     *
     * @param q over all instances by Benjamini-Yekutieli
     * @param hochberg the same by Benjamini-Hochberg
     * @param from where this instance's begin
     */
    static InstanceResult with(InstanceResult instance, double[] q, double[] hochberg, int from) {
        List<TrendLine> lines = new ArrayList<>();
        int next = from;
        for (TrendLine line : instance.trends()) {
            if (isPrimary(line)) {
                lines.add(new TrendLine(line.scoped(), OptionalDouble.of(q[next]), OptionalDouble.of(hochberg[next])));
                next++;
            } else {
                lines.add(line);
            }
        }
        return instance.withTrends(lines);
    }

    private static boolean isPrimary(TrendLine line) {
        return line.scoped().scope() == Scope.NOW && line.trend().p().isPresent();
    }
}
