package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TwinsTest {

    private static InstanceSummary instance(String name, String dump) {
        return Summaries.of(new Capture().label(name).every(60, 3, i -> dump));
    }

    @Test
    void oneRunIdUnderTwoNamesIsOneServer() {
        InstanceSummary address = instance("10.1.1.1:6379", "used_memory:10M run_id:abc");
        InstanceSummary host = instance("cache-1:6379", "used_memory:11M run_id:abc");
        InstanceSummary other = instance("cache-2:6379", "used_memory:10M run_id:def");
        assertEquals(
                Map.of("10.1.1.1:6379", List.of("cache-1:6379"), "cache-1:6379", List.of("10.1.1.1:6379")),
                Twins.of(List.of(address, host, other)));
    }

    @Test
    void thePeakToTheByteIsAHintWhereItIsLarge() {
        String dump = "redis_version:7.0.15 used_memory:90M used_memory_peak:";
        InstanceSummary one = instance("a", dump + "123456789");
        InstanceSummary two = instance("b", dump + "123456789");
        InstanceSummary near = instance("c", dump + "123456790");
        assertEquals(Map.of("a", List.of("b"), "b", List.of("a")), Twins.of(List.of(one, two, near)));
        InstanceSummary idle = instance("d", dump + "1048576");
        InstanceSummary alsoIdle = instance("e", dump + "1048576");
        assertEquals(Map.of(), Twins.of(List.of(idle, alsoIdle)), "servers that do nothing are alike");
    }

    /** An export tells no version, no run_id and often no peak. */
    @Test
    void aDumpOnTheCurveOfAnExportIsAHint() {
        InstanceSummary export =
                series("10.1.2.3:6379", 40, i -> "used_memory:" + (900 + i) + "M used_memory_rss:2000M");
        InstanceSummary other = series("10.1.2.4:6379", 40, i -> "used_memory:500M used_memory_rss:2000M");
        InstanceSummary dump = series("plum", 1, i -> "redis_version:7.0.15 used_memory:901M used_memory_rss:2005M");
        assertEquals(
                Map.of("plum", List.of("10.1.2.3:6379"), "10.1.2.3:6379", List.of("plum")),
                Twins.of(List.of(dump, export, other)));
        InstanceSummary same = series("10.1.2.5:6379", 40, i -> "used_memory:" + (900 + i) + "M used_memory_rss:2000M");
        assertEquals(Map.of(), Twins.of(List.of(dump, export, same)), "which one it is nobody can say");
        InstanceSummary away = series("fig", 1, i -> "redis_version:7.0.15 used_memory:901M used_memory_rss:2500M");
        assertEquals(Map.of(), Twins.of(List.of(away, export)));
    }

    private static InstanceSummary series(String name, int count, IntFunction<String> dump) {
        return Summaries.of(new Capture().label(name).every(60, count, dump));
    }
}
