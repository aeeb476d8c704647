package io.fragmortem.fleet.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Summaries;
import io.fragmortem.fleet.review.FleetReview.ShardGroup;
import io.fragmortem.fleet.review.FleetReview.StandsOut;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards of one cluster of which one holds much more, and groups in which none does or nothing can be said. */
final class ShardsTest {

    private static final double MIB = 1024 * 1024;
    private static final int HOUR = 3600;

    private static InstanceSummary shard(String name, int data, int gap, String more) {
        return shard(name, 0, 10, hour -> data, gap, more);
    }

    private interface Course {
        int at(int hour);
    }

    /** Some hours of a shard, MiB. */
    private static InstanceSummary shard(String name, int from, int hours, Course data, int gap, String more) {
        Capture capture = new Capture().label(name);
        for (int hour = from; hour < from + hours; hour++) {
            int held = data.at(hour);
            int used = held + 100;
            capture.at(
                    hour * HOUR,
                    "mem_allocator:jemalloc-5.2.1 used_memory:" + used + "M used_memory_rss:" + (used + gap)
                            + "M used_memory_peak:" + (used + 10)
                            + "M used_memory_overhead:100M used_memory_startup:1M "
                            + "used_memory_dataset:" + held + "M " + more);
        }
        return Summaries.of(capture);
    }

    private static List<ShardGroup> shards(List<InstanceSummary> instances, Labels labels) {
        return FleetReview.of(instances, labels, Optional.empty()).shards();
    }

    private static List<InstanceSummary> alike(int n, String more) {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            instances.add(shard("orders-" + i, 4000 + 30 * i, 80 + i, more));
        }
        return instances;
    }

    @Test
    void aShardThatHoldsMuchMoreDataIsToldWithFigures() {
        List<InstanceSummary> instances = alike(5, "");
        instances.add(shard("orders-6", 9000, 83, ""));
        List<ShardGroup> found = shards(instances, Labels.NONE);
        assertEquals(1, found.size(), found.toString());
        ShardGroup group = found.get(0);
        assertEquals("orders", group.name());
        assertEquals(6, group.shards());
        assertEquals(
                List.of(new StandsOut("orders-6", StandsOut.What.DATA, 9000 * MIB, 4105 * MIB)), group.standingOut());
        assertEquals(Capture.micros(9 * HOUR), group.atMicros().orElseThrow());
    }

    @Test
    void aGapThatOnlyOneHasIsTold() {
        List<InstanceSummary> instances = alike(5, "");
        instances.add(shard("orders-6", 4100, 2000, ""));
        List<ShardGroup> found = shards(instances, Labels.NONE);
        assertEquals(
                List.of(new StandsOut("orders-6", StandsOut.What.GAP, 2000 * MIB, 83.5 * MIB)),
                found.get(0).standingOut());
    }

    @Test
    void replicasAndTheSmallSpreadOfSlotsAreSilent() {
        List<InstanceSummary> instances = alike(6, "");
        instances.add(shard("orders-7", 9000, 83, "role:slave master_host:10.0.0.9 master_port:6379"));
        instances.add(shard("orders-8", 4900, 90, ""));
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    /** Two of four servers of one label that happen to hold about the same make no shards of the others. */
    @Test
    void serversOfOneLabelWithNothingInCommonAreSilent() {
        Map<String, List<String>> rows = new HashMap<>();
        List<InstanceSummary> instances = new ArrayList<>();
        int[] data = {2000, 2150, 3900, 9000};
        for (int i = 0; i < data.length; i++) {
            instances.add(shard("orders-" + i, data[i], 80, ""));
            rows.put("orders-" + i, List.of("c2"));
        }
        assertEquals(List.of(), shards(instances, new Labels(List.of("cluster"), rows)));
    }

    /** Three times the data leave three times the gap: that is told once. */
    @Test
    void aGapInProportionToTheDataIsNoNewsOfItsOwn() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            instances.add(shard("orders-" + i, 4000 + 30 * i, 800 + i, ""));
        }
        instances.add(shard("orders-6", 13000, 2600, ""));
        ShardGroup group = shards(instances, Labels.NONE).get(0);
        assertEquals(1, group.standingOut().size(), group.toString());
        assertEquals(StandsOut.What.DATA, group.standingOut().get(0).what());
    }

    @Test
    void ofThreeNobodyKnowsWhichIsOdd() {
        List<InstanceSummary> instances = alike(2, "");
        instances.add(shard("orders-3", 9000, 83, ""));
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    @Test
    void differencesBelowTheSizeThatCountsAreSilent() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            instances.add(shard("tiny-" + i, i == 6 ? 40 : 10, 5, ""));
        }
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    @Test
    void cachesThatOnlyShareAWordAreNoShards() {
        List<InstanceSummary> instances = new ArrayList<>();
        int[] data = {300, 900, 1500, 2500, 700, 450, 20_000};
        for (int i = 0; i < data.length; i++) {
            instances.add(shard("cache-" + i, data[i], 80, ""));
        }
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    @Test
    void nodesOfAClusterAreShardsHoweverTheyDiffer() {
        List<InstanceSummary> instances = new ArrayList<>();
        int[] data = {3000, 3000, 4500, 4600, 6000, 6100, 30_000};
        for (int i = 0; i < data.length; i++) {
            instances.add(shard("node-" + i, data[i], 80, "cluster_enabled:1"));
        }
        List<ShardGroup> found = shards(instances, Labels.NONE);
        assertEquals("node-6", found.get(0).standingOut().get(0).instance());
    }

    @Test
    void aLabelTellsClustersWhoseNamesDoNot() {
        List<InstanceSummary> instances = new ArrayList<>();
        Map<String, List<String>> clusters = new HashMap<>();
        for (String name : List.of("amber", "birch", "cedar", "delta", "elm")) {
            instances.add(shard(name, name.equals("elm") ? 9000 : 4000, 80, ""));
            clusters.put(name, List.of("red", "shop"));
        }
        List<ShardGroup> found = shards(instances, new Labels(List.of("team", "redis_cluster"), clusters));
        assertEquals("redis_cluster", found.get(0).label());
        assertEquals("shop", found.get(0).name());
        assertEquals("elm", found.get(0).standingOut().get(0).instance());
    }

    @Test
    void severalClustersOfOneOrchestratorAreLookedAtByThemselves() {
        List<InstanceSummary> instances = alike(5, "");
        instances.add(shard("orders-6", 9000, 83, ""));
        for (int i = 1; i <= 9; i++) {
            instances.add(shard("carts-" + i, 300 + i, 20, ""));
        }
        Map<String, List<String>> clusters = new HashMap<>();
        instances.forEach(one -> clusters.put(one.name(), List.of("prod-eu")));
        List<ShardGroup> found = shards(instances, new Labels(List.of("cluster"), clusters));
        assertEquals(1, found.size(), found.toString());
        assertEquals("prod-eu orders", found.get(0).name());
    }

    @Test
    void foldersOfReplicasAreNoShards() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            instances.add(shard("shard" + i + "/primary", i == 6 ? 9000 : 4000, 80, ""));
            instances.add(shard("shard" + i + "/replica", i == 6 ? 9000 : 4000, 80, ""));
        }
        List<ShardGroup> found = shards(instances, Labels.NONE);
        assertEquals(1, found.size(), found.toString());
        assertEquals("shard/primary", found.get(0).name());
        assertEquals("shard6/primary", found.get(0).standingOut().get(0).instance());
    }

    @Test
    void namesOfARedactedRunTellNoCluster() {
        List<InstanceSummary> instances = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            instances.add(shard("host-" + i, i == 8 ? 9000 : 4000, 80, ""));
        }
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    @Test
    void twoKindsInOneGroupAreNoOddOnes() {
        List<InstanceSummary> instances = alike(9, "");
        for (int i = 20; i < 24; i++) {
            instances.add(shard("orders-" + i, 9000, 83, ""));
        }
        assertEquals(List.of(), shards(instances, Labels.NONE));
    }

    @Test
    void theMomentIsOneThatAllWereSeenAt() {
        List<InstanceSummary> instances = alike(5, "");
        // one goes on after the others had ended, and grows only then
        instances.add(shard("orders-6", 0, 12, hour -> hour < 11 ? 4100 : 9000, 83, ""));
        // one had ended long before, and held more
        instances.add(shard("orders-7", 0, 3, hour -> 9000, 83, ""));
        instances.set(0, shard("orders-1", 0, 12, hour -> 4030, 81, ""));
        List<InstanceSummary> longer = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            longer.add(instances.get(i));
        }
        assertEquals(List.of(), shards(longer, Labels.NONE));
    }

    @ParameterizedTest
    @CsvSource({"shard1/primary, shard/primary", "shard1/replica, shard/replica", "eu/primary, ''"})
    void aFolderOfAShardIsAFamily(String name, String family) {
        assertEquals(family, Families.of(name));
    }
}
