package io.fragmortem.snapshot.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.csv.CsvFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of containers, under the name of the machine, belong to the server in the pod that both name. */
final class ContainersTest {

    private static final String KUBELET = "instance=\"10.1.0.7:10250\",namespace=\"shop\"";

    private static final String SERVER =
            "redis_memory_used_bytes{instance=\"10.2.0.1:9121\",namespace=\"shop\",pod=\"redis-0\","
                    + "container=\"metrics\"} 1000000 1714557600000\n";

    private static String limit(String pod, String container, String bytes) {
        return "container_spec_memory_limit_bytes{" + KUBELET + ",pod=\"" + pod + "\",container=\"" + container + "\"} "
                + bytes + " 1714557600000\n";
    }

    private static Recorder read(String... series) {
        return Recorder.read(new ExpositionFormat(), String.join("", series), ReadOptions.defaults());
    }

    private static Optional<Double> limit(Recorder seen) {
        List<Sample> samples = seen.samples;
        assertEquals(1, samples.size(), samples.toString());
        double limit = samples.get(0).get(Field.CGROUP_LIMIT).orElse(Double.NaN);
        return Double.isNaN(limit) ? Optional.empty() : Optional.of(limit);
    }

    @Test
    void theLimitIsThatOfTheContainerOfTheServer() {
        Recorder seen = read(
                limit("redis-0", "metrics", "67108864"),
                limit("redis-0", "redis", "1073741824"),
                limit("redis-0", "", "2147483648"),
                limit("redis-1", "redis", "3221225472"),
                SERVER);
        assertEquals(Optional.of(1073741824.0), limit(seen));
        assertEquals(Optional.of("10.2.0.1:9121"), seen.samples.get(0).origin().label());
        assertEquals(List.of(), seen.unknown, "what belongs to nobody here is no riddle");
    }

    @ParameterizedTest
    @CsvSource({
        "main, metrics, 1073741824", // the only one that serves no other
        "redis, app, 1073741824", // the only one that is called after a server
        "valkey-node, redis-node, ", // any of the two
        "store, app, " // neither is known
    })
    void ofSeveralContainersOneMustBeTheServer(String one, String other, Double found) {
        Recorder seen = read(SERVER, limit("redis-0", one, "1073741824"), limit("redis-0", other, "67108864"));
        assertEquals(Optional.ofNullable(found), limit(seen));
    }

    /** 0 in cAdvisor, the most pages in the kernel's words. */
    @ParameterizedTest
    @CsvSource({"0", "9223372036854771712"})
    void noLimitIsNone(String bytes) {
        assertEquals(Optional.empty(), limit(read(SERVER, limit("redis-0", "redis", bytes))));
    }

    @Test
    void aLimitOfAnotherNamespaceIsAnothers() {
        String other = limit("redis-0", "redis", "1073741824").replace("shop", "bank");
        Recorder seen = read(SERVER, other);
        assertEquals(Optional.empty(), limit(seen));
        assertEquals(List.of("container_spec_memory_limit_bytes"), seen.unknown, "it is told that nobody was found");
    }

    @Test
    void ofTwoClustersEachHasItsOwn() {
        String eu = limit("redis-0", "redis", "1073741824").replace("namespace", "cluster=\"eu\",namespace");
        String us = limit("redis-0", "redis", "2147483648").replace("namespace", "cluster=\"us\",namespace");
        String server = SERVER.replace("namespace", "cluster=\"us\",namespace");
        assertEquals(Optional.of(2147483648.0), limit(read(eu, us, server)));
    }

    /** An exporter that runs by itself tells of its own pod. */
    @ParameterizedTest
    @CsvSource({"redis-exporter-7f9c, app", "monitoring-7f9c, app"})
    void thePodOfAnExporterIsNoServers(String pod, String container) {
        String one = SERVER.replace("redis-0", pod).replace("10.2.0.1:9121", "redis-0.shop:6379");
        String other = one.replace("redis-0.shop", "redis-1.shop");
        Recorder seen = read(one, other, limit(pod, container, "67108864"));
        assertEquals(2, seen.samples.size());
        for (Sample sample : seen.samples) {
            assertEquals(-1, sample.get(Field.CGROUP_LIMIT).orElse(-1));
        }
    }

    @Test
    void withoutLabelsOfPodsTheFirstWordOfTheAddressIsThePod() {
        String server =
                "redis_memory_used_bytes{addr=\"redis://redis-0.redis-headless.shop:6379\",instance=\"e:9121\"} 1000000 1714557600000\n";
        assertEquals(Optional.of(1073741824.0), limit(read(limit("redis-0", "redis", "1073741824"), server)));
    }

    @Test
    void limitsOfKubeStateMetricsAreThoseOfMemory() {
        String resources =
                "kube_pod_container_resource_limits{instance=\"10.1.0.9:8080\",namespace=\"shop\",pod=\"redis-0\","
                        + "container=\"redis\",resource=\"%s\",unit=\"x\"} %s 1714557600000\n";
        assertEquals(
                Optional.of(536870912.0),
                limit(read(SERVER, resources.formatted("cpu", "2"), resources.formatted("memory", "536870912"))));
    }

    /** A limit is asked for at other moments than the server, and was raised between two of its samples. */
    @Test
    void aLimitHoldsUntilItChanges() {
        Recorder seen = read(
                limit("redis-0", "redis", "1073741824").replace("7600000", "7590000"),
                limit("redis-0", "redis", "1073741824").replace("7600000", "7620000"),
                limit("redis-0", "redis", "2147483648").replace("7600000", "7650000"),
                SERVER,
                SERVER.replace("7600000", "7660000"));
        assertEquals(
                List.of(1073741824.0, 2147483648.0),
                seen.samples.stream()
                        .map(sample -> sample.get(Field.CGROUP_LIMIT).orElse(0))
                        .toList());
    }

    /** Heads of a table hold the same names. */
    @Test
    void aColumnOfATableIsThatOfItsServerToo() {
        String heads = "Time,\"redis_memory_used_bytes{instance=\"\"10.2.0.1:9121\"\",pod=\"\"redis-0\"\"}\","
                + "\"container_spec_memory_limit_bytes{pod=\"\"redis-0\"\",container=\"\"redis\"\"}\"\n";
        Recorder seen = Recorder.read(
                new CsvFormat(), heads + "2026-10-01 10:00:00,500000000,1073741824\n", ReadOptions.defaults());
        assertEquals(Optional.of(1073741824.0), limit(seen));
        Recorder none =
                Recorder.read(new CsvFormat(), heads + "2026-10-01 10:00:00,500000000,0\n", ReadOptions.defaults());
        assertEquals(Optional.empty(), limit(none));
        assertEquals(List.of(), none.rejected);
    }

    /** Prometheus keeps what kube-state-metrics says of others beside where that runs itself. */
    @Test
    void whatIsToldOfAPodIsNotWhereTheTellerRuns() {
        String told =
                "kube_pod_container_resource_limits{exported_namespace=\"shop\",exported_pod=\"redis-0\",exported_container=\"redis\","
                        + "namespace=\"monitoring\",pod=\"kube-state-metrics-0\",container=\"main\",resource=\"memory\"} 536870912 1714557600000\n";
        assertEquals(Optional.of(536870912.0), limit(read(SERVER, told)));
    }

    /** A query of its own for limits: of one server it is that of the server whose figures lie beside it. */
    @Test
    void theLimitOfALoneServerGoesByTheNameOfItsPod() {
        Recorder seen = read(limit("redis-0", "redis", "1073741824"), limit("redis-0", "metrics", "67108864"));
        assertEquals(Optional.of(1073741824.0), limit(seen));
        assertEquals(Optional.of("redis-0"), seen.samples.get(0).origin().label());
        assertEquals(List.of(), read(limit("redis-0", "redis", "1"), limit("redis-1", "redis", "2")).samples);
        assertEquals(List.of(), read(limit("web-0", "web", "1073741824")).samples);
    }

    /** Usage moves: it is known where it was measured with the server, and makes no samples of its own. */
    @Test
    void usageIsThatOfTheSameMoment() {
        String usage = "container_memory_usage_bytes{" + KUBELET + ",pod=\"redis-0\",container=\"redis\"} %d %d\n";
        Recorder seen = read(
                SERVER,
                SERVER.replace("7600000", "7660000"),
                usage.formatted(2000000, 1714557600000L),
                usage.formatted(3000000, 1714557630000L));
        List<String> told = new ArrayList<>();
        for (Sample sample : seen.samples) {
            told.add(sample.stamp().epochMicros() / 1_000_000 + " "
                    + sample.get(Field.CGROUP_CURRENT).orElse(0));
        }
        assertEquals(List.of("1714557600 2000000.0", "1714557660 0.0"), told);
    }
}
