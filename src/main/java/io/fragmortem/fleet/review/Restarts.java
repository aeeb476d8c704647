package io.fragmortem.fleet.review;

import io.fragmortem.fleet.InstanceSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds minutes in which more instances restarted than chance brings together, and what these have in common: a rolling deploy,
 * a host that was rebooted or ran out of memory. Why they restarted the samples do not say, so no verdict follows from it.
 */
final class Restarts {

    private static final long STRETCH_MICROS = 600_000_000L;

    /** Samples further apart than this cannot tell whether two restarts were minutes or hours apart. */
    private static final double COARSEST_SECONDS = 1800;

    private Restarts() {}

    static List<FleetReview.Restarted> of(List<InstanceSummary> instances, Labels labels) {
        List<Coincidences.Moment> moments = new ArrayList<>();
        List<Double> spacings = new ArrayList<>();
        for (InstanceSummary instance : instances) {
            double spacing =
                    instance.seen().seconds() / Math.max(1, instance.seen().samples() - 1);
            if (spacing <= COARSEST_SECONDS) {
                for (InstanceSummary.Restart restart : instance.course().restarts()) {
                    moments.add(new Coincidences.Moment(restart.byMicros(), instance.name()));
                    spacings.add(spacing);
                }
            }
        }
        if (moments.isEmpty()) {
            return List.of();
        }
        // what happens between two samples is seen at once
        double[] sorted = spacings.stream().mapToDouble(spacing -> spacing).toArray();
        Arrays.sort(sorted);
        long stretch = Math.max(STRETCH_MICROS, (long) (sorted[sorted.length / 2] * 1e6));
        Ties ties = new Ties(instances, labels);
        return Coincidences.of(moments, stretch, instances).stream()
                .map(one -> new FleetReview.Restarted(
                        one.fromMicros(), one.toMicros(), one.instances(), ties.of(one.instances())))
                .toList();
    }
}
