package io.fragmortem.fleet;

import io.fragmortem.diagnosis.threshold.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What only the whole fleet tells of an instance: its rank, how sure its trends are among all tests, and what its primary and
 * replicas say. It is made of summaries and added to each result when that is written.
 */
public final class FleetView {

    private final List<InstanceSummary> instances;
    private final List<Integer> order;
    private final FleetTests tests;
    private final Map<Integer, List<PeerComparison>> beside = new HashMap<>();

    private FleetView(List<InstanceSummary> instances) {
        this.instances = List.copyOf(instances);
        this.order = IntStream.range(0, instances.size())
                .boxed()
                .sorted(Comparator.comparing(instances::get, Ranking.WORST_FIRST))
                .toList();
        this.tests = FleetTests.of(instances);
    }

    /** Where the bytes of an instance were at or before a moment. */
    public interface Moments {
        Optional<PeerMoment> of(int instance, long untilMicros);
    }

    /**
     * The view of a fleet.
     *
     * @param pairs see {@link Peers#of}
     * @param moments is asked for both instances of each pair
     */
    public static FleetView of(
            List<InstanceSummary> instances, List<Peers.Pair> pairs, Moments moments, Thresholds thresholds) {
        FleetView view = new FleetView(instances);
        for (Peers.Pair pair : pairs) {
            Optional<PeerMoment> mine = moments.of(pair.here(), pair.untilMicros());
            Optional<PeerMoment> other = moments.of(pair.there(), pair.untilMicros());
            if (mine.isPresent() && other.isPresent()) {
                view.beside
                        .computeIfAbsent(pair.here(), key -> new ArrayList<>())
                        .add(PeerComparison.of(
                                mine.get(),
                                other.get(),
                                instances.get(pair.there()).name(),
                                pair.relation(),
                                pair.connected(),
                                thresholds));
            }
        }
        return view;
    }

    /** Indices of the instances, the worst first. */
    public List<Integer> order() {
        return order;
    }

    /** The summaries, the worst first. */
    public List<InstanceSummary> ranked() {
        return order.stream().map(instances::get).toList();
    }

    /** What the fleet says of an instance, to travel to where its result lies. */
    public FleetWord word(int instance) {
        return new FleetWord(tests.q(instance), tests.hochberg(instance), beside.getOrDefault(instance, List.of()));
    }

    /** The result of an instance with what the fleet says of it. */
    public InstanceResult complete(int instance, InstanceResult result) {
        return word(instance).complete(result);
    }
}
