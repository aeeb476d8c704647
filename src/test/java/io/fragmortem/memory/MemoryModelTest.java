package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryModelTest {

    private static Breakdown breakdown(String text) {
        return Vectors.model(text).at(0).orElseThrow();
    }

    private static double[] part(RssSeries series, Component component) {
        return series.parts().getOrDefault(component, new double[0]);
    }

    private static double sum(Breakdown breakdown) {
        return breakdown.parts().values().stream().mapToDouble(v -> v).sum();
    }

    private static void assertAddsUp(Breakdown breakdown) {
        assertEquals(breakdown.rss(), sum(breakdown), 1, breakdown.toString());
        double inUsed = breakdown.parts().entrySet().stream()
                .filter(e -> e.getKey().inUsed())
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertEquals(breakdown.used(), inUsed, 1, breakdown.toString());
    }

    @Test
    void theFoundingDumpIsRetainedPagesOfWhichAPartIsNotResident() {
        Breakdown b = breakdown(Vectors.FOUNDING);
        assertEquals(Breakdown.Split.FULL, b.split());
        assertEquals(5_710_807_040.0, b.rss());
        assertEquals(6_792_032_256.0, b.bytes(Component.RETAINED));
        assertEquals(515_408, b.bytes(Component.FRAGMENTATION));
        assertEquals(2_691_760 - 856_560, b.bytes(Component.ALLOCATOR_CACHE));
        assertEquals(-1_084_432_384.0, b.bytes(Component.OUTSIDE), "no room for Lua below the negative rest");
        assertFalse(b.has(Component.LUA));
        assertEquals(12_982, b.bytes(Component.DATASET));
        assertEquals(790_928, b.bytes(Component.STARTUP));
        assertEquals(49_694, b.bytes(Component.CLIENTS));
        assertEquals(296, b.bytes(Component.SCRIPTS));
        assertEquals(0, b.bytes(Component.KEYSPACE));
        assertEquals(5_709_950_480.0, b.gap());
        assertEquals(6_795_239_424.0, b.resident().getAsDouble());
        assertAddsUp(b);
    }

    /** Redis 7.4: 400 of the 450 bytes that jemalloc does not count as resident are pages it has offered to the kernel. */
    @Test
    void muzzyPagesAreKeptOnesAsFarAsTheyAreInRss() {
        String dump = "redis_version:7.4.2 mem_allocator:jemalloc-5.3.0 used_memory:1000 allocator_allocated:1000 "
                + "allocator_active:1100 allocator_resident:1150 allocator_muzzy:400 used_memory_rss:";
        Breakdown all = breakdown(dump + "1600");
        assertEquals(450, all.bytes(Component.RETAINED));
        assertEquals(50, all.bytes(Component.OUTSIDE));
        assertAddsUp(all);
        Breakdown reclaimed = breakdown(dump + "1250");
        assertEquals(150, reclaimed.bytes(Component.RETAINED));
        assertEquals(0, reclaimed.bytes(Component.OUTSIDE));
    }

    @Test
    void jemallocFieldsSplitTheGap() {
        Breakdown b = breakdown(Vectors.DEBIAN_70 + " used_memory_vm_eval:32768 used_memory_vm_functions:33792"
                + " used_memory_vm_total:66560 used_memory_lua:32768");
        assertEquals(Breakdown.Split.FULL, b.split());
        assertEquals(28_432_400, b.bytes(Component.FRAGMENTATION));
        assertEquals(11_722_752, b.bytes(Component.RETAINED));
        assertEquals(66_560, b.bytes(Component.LUA));
        assertEquals(5_947_392 - 66_560, b.bytes(Component.OUTSIDE));
        assertTrue(b.has(Component.USED), "no overhead field: used memory stays whole");
        assertAddsUp(b);
    }

    @Test
    void sinceRedis74LuaIsInsideOfUsedMemory() {
        Breakdown b = breakdown(Vectors.BUNDLED_74 + " used_memory_vm_total:66560");
        assertFalse(b.has(Component.LUA));
        assertEquals(41_529_344 - 13_921_176, b.bytes(Component.FRAGMENTATION), "not allocator_frag_bytes");
        assertAddsUp(b);
    }

    @Test
    void beforeAllocatorFieldsTheGapStaysWhole() {
        Breakdown four = breakdown("redis_version:4.0.14 mem_allocator:jemalloc-4.0.3 used_memory:100M "
                + "used_memory_rss:130M used_memory_overhead:20M used_memory_startup:1M used_memory_lua:37888");
        assertEquals(Breakdown.Split.USED_AND_RSS, four.split());
        assertEquals(80 << 20, four.bytes(Component.DATASET));
        assertEquals(19 << 20, four.bytes(Component.OVERHEAD));
        assertFalse(four.has(Component.KEYSPACE), "tables and buffers are one number");
        assertEquals((30 << 20) - 37_888, four.bytes(Component.UNATTRIBUTED));
        assertTrue(four.resident().isEmpty());
        assertAddsUp(four);
        Breakdown old = breakdown(Vectors.OLD_28);
        assertEquals(13_835_096, old.bytes(Component.USED));
        assertEquals(36_864, old.bytes(Component.LUA));
        assertAddsUp(old);
    }

    @Test
    void fakedAllocatorFieldsAreNotBelieved() {
        for (String text : List.of(Vectors.LIBC_62, Vectors.LIBC_74)) {
            Breakdown b = breakdown(text);
            assertEquals(Breakdown.Split.USED_AND_RSS, b.split());
            assertFalse(b.has(Component.FRAGMENTATION));
            assertAddsUp(b);
        }
    }

    @Test
    void usedAboveRssMakesANegativeRest() {
        Breakdown b = breakdown("redis_version:3.2.12 used_memory:100M used_memory_rss:70M used_memory_lua:37888");
        assertEquals(-(30 << 20), b.bytes(Component.UNATTRIBUTED));
        assertFalse(b.has(Component.LUA));
        assertAddsUp(b);
    }

    @Test
    void dragonflyHasUsedAndRssOnly() {
        Breakdown b = breakdown("dragonfly_version:df-v1.14.2 used_memory:1G used_memory_rss:3G "
                + "object_used_memory:900M used_memory_lua:0");
        assertEquals(Breakdown.Split.USED_AND_RSS, b.split());
        assertEquals(2.0 * (1 << 30), b.bytes(Component.UNATTRIBUTED));
        assertAddsUp(b);
    }

    /** A backlog that is only reserved, and is larger than all that is used, is no part of it. */
    @Test
    void aPartThatIsLargerThanTheWholeIsNone() {
        Breakdown b = breakdown("redis_version:6.3.4 used_memory:399M used_memory_overhead:398M used_memory_rss:439M "
                + "mem_replication_backlog:2G mem_clients_normal:45K mem_clients_slaves:0");
        assertFalse(b.has(Component.REPLICATION_BACKLOG));
        assertFalse(b.has(Component.KEYSPACE), "what is left may be anything");
        assertTrue(b.bytes(Component.OVERHEAD) > 397L << 20);
        assertAddsUp(b);
    }

    @Test
    void overheadAboveUsedMemoryIsNotSubtracted() {
        Breakdown b = breakdown("redis_version:4.0.14 used_memory:1M used_memory_overhead:2M used_memory_rss:5M");
        assertEquals(1 << 20, b.bytes(Component.USED));
        assertAddsUp(b);
    }

    @Test
    void everyPrintedBufferIsAPartOfItsOwn() {
        Breakdown b = breakdown("valkey_version:9.1.0 used_memory:100M used_memory_rss:120M used_memory_overhead:60M "
                + "used_memory_startup:1M mem_clients_normal:2M mem_clients_slaves:3M mem_replicas_repl_buffer:4M "
                + "mem_replication_backlog:5M mem_aof_buffer:6M used_memory_scripts:7M mem_cluster_links:1M "
                + "mem_cluster_slot_import:2M mem_cluster_slot_export:3M");
        assertEquals(2 << 20, b.bytes(Component.CLIENTS));
        assertEquals(7 << 20, b.bytes(Component.REPLICAS));
        assertEquals(5 << 20, b.bytes(Component.REPLICATION_BACKLOG));
        assertEquals(6 << 20, b.bytes(Component.AOF_BUFFER));
        assertEquals(7 << 20, b.bytes(Component.SCRIPTS));
        assertEquals(6 << 20, b.bytes(Component.CLUSTER));
        assertEquals((60 - 1 - 2 - 7 - 5 - 6 - 7 - 6) << 20, b.bytes(Component.KEYSPACE));
        assertAddsUp(b);
    }

    @Test
    void sinceRedis8TheOverheadHoldsTheInterpreters() {
        Breakdown b = breakdown("redis_version:8.2.1 mem_allocator:jemalloc-5.3.0 used_memory:500M "
                + "used_memory_overhead:410M used_memory_startup:1M mem_replica_full_sync_buffer:0 mem_clients_normal:0 "
                + "used_memory_scripts:4M used_memory_vm_total:400M used_memory_rss:520M allocator_allocated:501M "
                + "allocator_active:510M allocator_resident:515M allocator_muzzy:0");
        assertEquals(404 << 20, b.bytes(Component.SCRIPTS));
        assertEquals(5 << 20, b.bytes(Component.KEYSPACE));
        assertAddsUp(b);
    }

    /** 7.4 counts them into used memory and into no overhead: what it prints as data is not all data. */
    @Test
    void inRedis74TheInterpretersAreNoData() {
        Breakdown b = breakdown("redis_version:7.4.2 mem_allocator:jemalloc-5.3.0 used_memory:500M "
                + "used_memory_overhead:10M used_memory_startup:1M mem_clients_normal:0 used_memory_scripts:4M "
                + "used_memory_vm_total:400M used_memory_rss:520M allocator_allocated:501M "
                + "allocator_active:510M allocator_resident:515M allocator_muzzy:0");
        assertEquals(404 << 20, b.bytes(Component.SCRIPTS));
        assertEquals(90 << 20, b.bytes(Component.DATASET));
        assertAddsUp(b);
    }

    @Test
    void usedMemoryFollowsFromRssAndRatio() {
        MemoryModel model = Vectors.model("used_memory_rss:300 mem_fragmentation_ratio:1.5");
        assertEquals(200, model.used(0).getAsDouble());
        assertTrue(Vectors.model("used_memory_rss:300 mem_fragmentation_ratio:0")
                .used(0)
                .isEmpty());
        assertAddsUp(model.at(0).orElseThrow());
    }

    @Test
    void rssFollowsFromTheAllocatorOrTheRatio() {
        assertEquals(
                90,
                Vectors.model("used_memory:50 allocator_resident:100 rss_overhead_bytes:-10 mem_fragmentation_ratio:9")
                        .rss(0)
                        .getAsDouble());
        assertEquals(
                75,
                Vectors.model("used_memory:50 mem_fragmentation_ratio:1.5")
                        .rss(0)
                        .getAsDouble());
        assertTrue(Vectors.model("used_memory:50").rss(0).isEmpty());
    }

    @Test
    void aLoadingServerHasNotMeasuredItself() {
        Breakdown b = breakdown(Vectors.LOADING_50);
        assertEquals(Breakdown.Split.USED_ONLY, b.split());
        assertAddsUp(b);
        assertEquals(0, Vectors.model(Vectors.LOADING_50).series().rss()[0], "the reading itself stays");
    }

    @Test
    void oneOfTheTwoAloneIsSplitNoFurther() {
        assertEquals(Breakdown.Split.USED_ONLY, breakdown("used_memory:50M").split());
        Breakdown rss = breakdown("used_memory_rss:50M");
        assertEquals(Breakdown.Split.RSS_ONLY, rss.split());
        assertEquals(50 << 20, rss.rss());
        assertTrue(Vectors.model("used_memory:1", "os.vm_swap:1").at(1).isEmpty());
    }

    @Test
    void allocatorFieldsThatAreCutDoNotSplit() {
        Breakdown b = breakdown("redis_version:5.0.3 mem_allocator:jemalloc-5.1.0 used_memory:50M used_memory_rss:70M "
                + "allocator_resident:66M");
        assertEquals(Breakdown.Split.USED_AND_RSS, b.split());
        assertAddsUp(b);
    }

    @Test
    void luaIsTheTotalElseTheSumElseTheOldField() {
        assertEquals(
                5,
                Vectors.model("used_memory:9 used_memory_vm_total:5 used_memory_lua:3")
                        .lua(0));
        assertEquals(
                7,
                Vectors.model("used_memory:9 used_memory_vm_eval:3 used_memory_vm_functions:4 used_memory_lua:3")
                        .lua(0));
        assertEquals(3, Vectors.model("used_memory:9 used_memory_lua:3").lua(0));
        assertEquals(0, Vectors.model("used_memory:9").lua(0));
    }

    @Test
    void theSeriesLeavesOutWhatSaysNothingAndMarksWhatIsMissing() {
        Timeline timeline = new Capture()
                .always("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1")
                .at(0, "used_memory:10 used_memory_rss:20")
                .at(1, "os.vm_swap:3")
                .at(2, "used_memory:11")
                .at(
                        3,
                        "used_memory:12 used_memory_rss:30 allocator_allocated:13 allocator_active:15 "
                                + "allocator_resident:25")
                .timeline();
        RssSeries series = MemoryModel.of(timeline).series();
        assertEquals(3, series.timeMicros().length);
        assertEquals(Capture.micros(2), series.timeMicros()[1]);
        assertTrue(Double.isNaN(series.rss()[1]));
        assertEquals(11, series.used()[1]);
        assertEquals(10, part(series, Component.UNATTRIBUTED)[0]);
        assertTrue(Double.isNaN(part(series, Component.UNATTRIBUTED)[2]));
        assertEquals(10, part(series, Component.RETAINED)[2]);
    }

    @Test
    void limitsAreThoseTheInputTells() {
        MemoryModel model =
                Vectors.model("used_memory:1 maxmemory:2G total_system_memory:16G cgroup.limit:4G config.maxmemory:9G");
        assertEquals(
                List.of(Limit.MAXMEMORY, Limit.CONTAINER, Limit.HOST),
                List.copyOf(model.limits().keySet()));
        assertEquals(2.0 * (1 << 30), model.limits().get(Limit.MAXMEMORY));
        MemoryModel other = Vectors.model("used_memory:1 maxmemory:0 config.maxmemory:9G host.mem_total:32G");
        assertEquals(
                "{MAXMEMORY=9.663676416E9, HOST=3.4359738368E10}",
                other.limits().toString());
        assertTrue(Vectors.model("used_memory:1 maxmemory:0").limits().isEmpty());
    }

    @Test
    void theTimeIsToldWhenItIsKnown() {
        assertEquals(Capture.micros(0), breakdown("used_memory:1").atMicros());
        Timeline untimed = new Capture().untimed("used_memory:1").timeline();
        assertEquals(0, MemoryModel.of(untimed).at(0).orElseThrow().atMicros());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thePartsAlwaysAddUpToRss(long seed) {
        Random random = new Random(seed);
        String[] servers = {
            "redis_version:5.0.3 mem_allocator:jemalloc-5.1.0",
            "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0 allocator_muzzy:0",
            "redis_version:8.2.0 mem_allocator:jemalloc-5.3.0 mem_replica_full_sync_buffer:0",
            "redis_version:6.2.1 mem_allocator:libc",
            "redis_version:2.8.24",
            "valkey_version:8.1.0 mem_allocator:jemalloc-5.3.0",
            "dragonfly_version:1.2.3",
            ""
        };
        String[] fields = {
            "used_memory_rss", "used_memory_overhead", "used_memory_startup", "mem_clients_normal",
            "mem_clients_slaves", "mem_replication_backlog", "mem_aof_buffer", "used_memory_scripts",
            "mem_cluster_links", "allocator_allocated", "allocator_active", "allocator_resident",
            "used_memory_lua", "used_memory_vm_total", "used_memory_vm_eval", "mem_fragmentation_ratio"
        };
        for (int k = 0; k < 200; k++) {
            StringBuilder text = new StringBuilder(servers[random.nextInt(servers.length)]);
            text.append(" used_memory:").append(random.nextInt(2_000_000_000));
            for (String field : fields) {
                if (random.nextInt(4) > 0) {
                    double most = field.endsWith("ratio") ? 5 : Math.pow(10, 4 + random.nextInt(7));
                    long value = Math.round(random.nextDouble() * most);
                    text.append(' ').append(field).append(':').append(value);
                }
            }
            Breakdown b = breakdown(text.toString());
            assertEquals(b.rss(), sum(b), 1, "seed " + seed + ": " + text);
        }
    }

    @Test
    void componentsAreNamedAndOrdered() {
        assertTrue(Component.CLUSTER.inUsed());
        assertFalse(Component.ALLOCATOR_CACHE.inUsed());
        assertEquals("replication_backlog", Component.REPLICATION_BACKLOG.jsonName());
    }
}
