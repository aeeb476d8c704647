package io.fragmortem.fleet.review;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.fleet.InstanceSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds hours in which the memory of more instances changed than chance brings together: a deploy, a failover, a new kind of
 * traffic.
 */
final class Bursts {

    private static final long STRETCH_MICROS = 3_600_000_000L;

    private Bursts() {}

    static List<FleetReview.Burst> of(List<InstanceSummary> instances) {
        List<Coincidences.Moment> moments = new ArrayList<>();
        for (InstanceSummary instance : instances) {
            for (Change change : instance.course().changes()) {
                moments.add(new Coincidences.Moment(change.atMicros(), instance.name()));
            }
        }
        return Coincidences.of(moments, STRETCH_MICROS, instances).stream()
                .map(one -> new FleetReview.Burst(one.middleMicros(), one.instances()))
                .toList();
    }
}
