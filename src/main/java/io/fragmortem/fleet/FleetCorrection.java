package io.fragmortem.fleet;

import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The trends of an instance that count among many, and what the correction says of them. */
final class FleetCorrection {

    private FleetCorrection() {}

    /** The p values of a result: its primary one first, then those of its other metrics. */
    static double[] primary(InstanceResult instance) {
        return counted(instance).stream()
                .mapToDouble(t -> t.trend().pAmongMany().getAsDouble())
                .toArray();
    }

    /** The result as the only one of its run. */
    static InstanceResult alone(InstanceResult instance) {
        double[] p = primary(instance);
        return with(instance, FalseDiscovery.benjaminiYekutieli(p), FalseDiscovery.benjaminiHochberg(p));
    }

    /**
     * The same result, its trends with q values.
     *
     * @param q of the trends that count, the primary one first
     * @param hochberg the same by Benjamini-Hochberg
     */
    static InstanceResult with(InstanceResult instance, double[] q, double[] hochberg) {
        List<TrendLine> counted = counted(instance);
        List<TrendLine> lines = new ArrayList<>();
        for (TrendLine line : instance.trends()) {
            int place = counted.indexOf(line);
            lines.add(
                    place < 0
                            ? line
                            : new TrendLine(
                                    line.scoped(), OptionalDouble.of(q[place]), OptionalDouble.of(hochberg[place])));
        }
        return instance.withTrends(lines);
    }

    /** The trends of the last regime. The first is that of RSS, else of used memory: chosen before anybody looks at it. */
    private static List<TrendLine> counted(InstanceResult instance) {
        return instance.trends().stream()
                .filter(line -> line.scoped().scope() == Scope.NOW
                        && line.trend().pAmongMany().isPresent())
                .sorted(Comparator.comparingInt(FleetCorrection::rank))
                .toList();
    }

    private static int rank(TrendLine line) {
        return line.metric() == Total.USED_MEMORY_RSS ? 0 : line.metric() == Total.USED_MEMORY ? 1 : 2;
    }
}
