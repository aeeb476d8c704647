package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankingTest {

    static final String QUIET = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M "
            + "used_memory_rss:1080M used_memory_peak:1010M used_memory_overhead:100M used_memory_startup:1M "
            + "used_memory_dataset:900M allocator_allocated:1001M allocator_active:1030M allocator_resident:1060M";

    private static InstanceResult result(String name, String more) {
        return InstanceChain.analyze(
                new Capture().label(name).at(0, QUIET + " " + more).timeline(), Thresholds.defaults());
    }

    /** Of an export with used memory and RSS alone nobody can say what the gap is, but how large it is. */
    @Test
    void amongUnexplainedGapsTheLargestComesFirst() {
        List<String> sorted = List.of("aa:150", "bb:9000", "cc:700").stream()
                .map(one -> one.split(":", 2))
                .map(one -> InstanceChain.analyze(
                        new Capture()
                                .label(one[0])
                                .at(0, "used_memory:90M used_memory_rss:" + (90 + Integer.parseInt(one[1])) + "M")
                                .timeline(),
                        Thresholds.defaults()))
                .map(one -> InstanceSummary.of(one, Replication.UNKNOWN))
                .sorted(Ranking.WORST_FIRST)
                .map(InstanceSummary::name)
                .toList();
        assertEquals(List.of("bb", "cc", "aa"), sorted);
    }

    @Test
    void amongEqualsTheNameDecidesAsPeopleCount() {
        List<String> sorted = List.of("cache-10", "cache-2", "cache-1", "cache-09").stream()
                .map(name -> InstanceSummary.of(result(name, ""), Replication.UNKNOWN))
                .sorted(Ranking.WORST_FIRST)
                .map(InstanceSummary::name)
                .toList();
        assertEquals(List.of("cache-1", "cache-2", "cache-09", "cache-10"), sorted);
    }

    @Test
    void theWorstComesFirstThenTheLargestThenTheName() {
        List<InstanceResult> instances = new ArrayList<>(List.of(
                result("healthy-b", ""),
                result("healthy-a", ""),
                result("warned-small", "allocator_resident:1500M used_memory_rss:1520M"),
                result("warned-large", "allocator_resident:2500M used_memory_rss:2520M"),
                result("killed", "cgroup.limit:1100M")));
        List<String> expected = List.of("killed", "warned-large", "warned-small", "healthy-a", "healthy-b");
        for (int k = 0; k < 5; k++) {
            Collections.rotate(instances, 1);
            assertEquals(
                    expected,
                    instances.stream()
                            .map(one -> InstanceSummary.of(one, Replication.UNKNOWN))
                            .sorted(Ranking.WORST_FIRST)
                            .map(InstanceSummary::name)
                            .toList());
        }
    }
}
