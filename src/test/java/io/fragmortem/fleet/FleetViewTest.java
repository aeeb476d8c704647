package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FleetViewTest {

    /** The results as a fleet completes them, in the order given. */
    static List<InstanceResult> whole(List<Timeline> timelines, Function<Timeline, InstanceResult> chain) {
        List<InstanceResult> results = timelines.stream().map(chain).toList();
        List<InstanceSummary> summaries = IntStream.range(0, results.size())
                .mapToObj(i -> InstanceSummary.of(
                        results.get(i), Replication.of(results.get(i).server(), timelines.get(i))))
                .toList();
        return completed(summaries, results);
    }

    /** The same for results of instances without peers. */
    static List<InstanceResult> whole(List<InstanceResult> results) {
        return completed(
                results.stream()
                        .map(one -> InstanceSummary.of(one, Replication.UNKNOWN))
                        .toList(),
                results);
    }

    private static List<InstanceResult> completed(List<InstanceSummary> summaries, List<InstanceResult> results) {
        FleetView view = FleetView.of(
                summaries,
                Peers.of(summaries),
                (instance, until) -> PeerMoment.of(results.get(instance), until),
                Thresholds.defaults());
        return IntStream.range(0, results.size())
                .mapToObj(i -> view.complete(i, results.get(i)))
                .toList();
    }

    @Test
    void theOrderIsThatOfTheRanking() {
        List<InstanceSummary> summaries = List.of("", " allocator_resident:1500M used_memory_rss:1520M").stream()
                .map(more -> InstanceChain.analyze(
                        new Capture().at(0, RankingTest.QUIET + more).timeline(), Thresholds.defaults()))
                .map(result -> InstanceSummary.of(result, Replication.UNKNOWN))
                .toList();
        FleetView view = FleetView.of(summaries, List.of(), (i, until) -> Optional.empty(), Thresholds.defaults());
        assertEquals(List.of(1, 0), view.order());
        assertEquals(List.of(summaries.get(1), summaries.get(0)), view.ranked());
    }
}
