package io.fragmortem.fleet.review;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.statistics.discovery.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds moments at which more instances changed than chance brings together: a deploy, a failover, a new kind of traffic. The
 * certified changes of all instances are looked through in stretches of an hour, and the count of each is held against a
 * Poisson count with the mean rate, corrected for the number of stretches (Bonferroni). O(n log n) in the changes.
 */
final class Bursts {

    private static final long STRETCH_MICROS = 3_600_000_000L;
    private static final int FEWEST = 3;
    private static final int MOST = 10;
    private static final double SIGNIFICANT = 0.01;

    private record Moment(long micros, String instance) {}

    private Bursts() {}

    static List<FleetReview.Burst> of(List<InstanceSummary> instances) {
        List<Moment> moments = new ArrayList<>();
        for (InstanceSummary instance : instances) {
            for (Change change : instance.course().changes()) {
                moments.add(new Moment(change.atMicros(), instance.name()));
            }
        }
        moments.sort(Comparator.comparingLong(Moment::micros).thenComparing(Moment::instance));
        if (moments.size() < FEWEST) {
            return List.of();
        }
        long changing =
                moments.get(moments.size() - 1).micros() - moments.get(0).micros();
        double stretches = Math.max(1, (double) Math.max(changing, watched(instances)) / STRETCH_MICROS);
        double mean = moments.size() / stretches;
        List<FleetReview.Burst> bursts = new ArrayList<>();
        int from = 0;
        while (from < moments.size()) {
            int to = from;
            TreeSet<String> names = new TreeSet<>();
            while (to < moments.size()
                    && moments.get(to).micros() - moments.get(from).micros() < STRETCH_MICROS) {
                names.add(moments.get(to++).instance());
            }
            boolean isBurst = names.size() >= FEWEST && Chance.ofCount(mean, names.size()) * stretches < SIGNIFICANT;
            if (isBurst) {
                long middle = moments.get((from + to) / 2).micros();
                bursts.add(new FleetReview.Burst(middle, List.copyOf(names)));
            }
            from = isBurst ? to : from + 1;
        }
        bursts.sort(Comparator.comparingInt(
                        (FleetReview.Burst burst) -> -burst.instances().size())
                .thenComparingLong(FleetReview.Burst::atMicros));
        return List.copyOf(bursts.subList(0, Math.min(MOST, bursts.size())));
    }

    /** From the first sample of all instances to the last: time without a change counts too, or a deploy alone would be all there is. */
    private static long watched(List<InstanceSummary> instances) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (InstanceSummary instance : instances) {
            from = Math.min(from, instance.seen().fromMicros().orElse(from));
            to = Math.max(to, instance.seen().toMicros().orElse(to));
        }
        return Math.max(0, to - from);
    }
}
