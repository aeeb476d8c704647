package io.fragmortem.fleet.review;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.statistics.discovery.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds stretches of time into which more moments of different instances fall than chance brings together. The count of each
 * stretch is held against a Poisson count with the mean rate over the time that was watched, corrected for the number of
 * stretches (Bonferroni). O(n log n) in the moments.
 */
final class Coincidences {

    private static final int FEWEST = 3;
    private static final int MOST = 10;
    private static final double SIGNIFICANT = 0.01;

    /** Something happened to an instance. */
    record Moment(long micros, String instance) {}

    /**
     * So much happened at once.
     *
     * @param middleMicros the moment in the middle
     * @param instances their names in order
     */
    record Coincidence(long fromMicros, long middleMicros, long toMicros, List<String> instances) {}

    private Coincidences() {}

    /** The largest of them first. */
    static List<Coincidence> of(List<Moment> found, long stretchMicros, List<InstanceSummary> instances) {
        List<Moment> moments = new ArrayList<>(found);
        moments.sort(Comparator.comparingLong(Moment::micros).thenComparing(Moment::instance));
        if (moments.size() < FEWEST) {
            return List.of();
        }
        long changing =
                moments.get(moments.size() - 1).micros() - moments.get(0).micros();
        double stretches = Math.max(1, (double) Math.max(changing, watched(instances)) / stretchMicros);
        double mean = moments.size() / stretches;
        List<Coincidence> all = new ArrayList<>();
        int from = 0;
        while (from < moments.size()) {
            int to = from;
            TreeSet<String> names = new TreeSet<>();
            while (to < moments.size()
                    && moments.get(to).micros() - moments.get(from).micros() < stretchMicros) {
                names.add(moments.get(to++).instance());
            }
            boolean together = names.size() >= FEWEST && Chance.ofCount(mean, names.size()) * stretches < SIGNIFICANT;
            if (together) {
                all.add(new Coincidence(
                        moments.get(from).micros(),
                        moments.get((from + to) / 2).micros(),
                        moments.get(to - 1).micros(),
                        List.copyOf(names)));
            }
            from = together ? to : from + 1;
        }
        all.sort(Comparator.comparingInt((Coincidence one) -> -one.instances().size())
                .thenComparingLong(Coincidence::middleMicros));
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
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
