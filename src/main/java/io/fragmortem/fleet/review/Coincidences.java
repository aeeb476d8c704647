package io.fragmortem.fleet.review;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.NaturalOrder;
import io.fragmortem.statistics.discovery.Chance;
import io.fragmortem.timeline.TimeOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds stretches of time into which more moments of different instances fall than chance brings together. The count of each
 * stretch is held against a Poisson count with the mean rate over the time that was watched, and against the stretches around it, since
 * a day on which all have more to do has more of everything; both corrected for the number of stretches (Bonferroni). O(n log n) in
 * the moments.
 */
final class Coincidences {

    private static final int FEWEST = 3;
    private static final int MOST = 10;
    private static final double SIGNIFICANT = 0.01;
    /** Stretches before and after one that are held against it, the next one aside. */
    private static final int AROUND = 12;

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
        long[] times = moments.stream().mapToLong(Moment::micros).toArray();
        Watched watched = Watched.of(instances, times);
        double stretches = Math.max(1, (double) (watched.to - watched.from) / stretchMicros);
        double mean = moments.size() / stretches;
        List<Coincidence> all = new ArrayList<>();
        int from = 0;
        while (from < moments.size()) {
            int to = from;
            TreeSet<String> names = new TreeSet<>(NaturalOrder.OF_NAMES);
            while (to < moments.size()
                    && moments.get(to).micros() - moments.get(from).micros() < stretchMicros) {
                names.add(moments.get(to++).instance());
            }
            boolean together = names.size() >= FEWEST
                    && Chance.ofCount(mean, names.size()) * stretches < SIGNIFICANT
                    && watched.amongNeighbours(times, times[from], names.size(), stretchMicros) * stretches
                            < SIGNIFICANT;
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
    private record Watched(long from, long to) {

        static Watched of(List<InstanceSummary> instances, long[] times) {
            long from = times[0];
            long to = times[times.length - 1];
            for (InstanceSummary instance : instances) {
                from = Math.min(from, instance.seen().fromMicros().orElse(from));
                to = Math.max(to, instance.seen().toMicros().orElse(to));
            }
            return new Watched(from, to);
        }

        /** Probability of so many if the stretches around had the same rate; 0 where nothing around was watched. */
        double amongNeighbours(long[] times, long begin, int found, long stretch) {
            long end = begin + stretch;
            long earliest = Math.max(from, begin - AROUND * stretch);
            long latest = Math.min(to, end + AROUND * stretch);
            double around = Math.max(0, begin - stretch - earliest) + Math.max(0, latest - end - stretch);
            if (around < stretch) {
                return 0;
            }
            int before = Math.max(0, TimeOrder.firstAt(times, begin - stretch) - TimeOrder.firstAt(times, earliest));
            int after = Math.max(0, TimeOrder.firstAt(times, latest + 1) - TimeOrder.firstAt(times, end + stretch));
            return Chance.ofPart(found, before + after, stretch / (stretch + around));
        }
    }
}
