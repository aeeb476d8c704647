package io.fragmortem.diagnosis.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers of a service are told what they can do there: no CONFIG, no file of the kernel, no module list. */
final class ManagedTest {

    private static final String TORN = "redis_version:7.1.0 mem_allocator:jemalloc-5.2.1 used_memory:1000M"
            + " used_memory_peak:1900M allocator_allocated:1001M allocator_active:1801M allocator_resident:1830M"
            + " used_memory_rss:1850M used_memory_lua:40K connected_slaves:1 ";

    private static List<Action> of(String name, String dump) {
        Diagnosis diagnosis = Cases.diagnose(new Capture().label(name).at(0, dump));
        return Stream.concat(
                        diagnosis.actions().stream(),
                        diagnosis.suspects().stream().flatMap(s -> s.remedies().stream()))
                .toList();
    }

    private static Optional<String> first(List<Action> actions, Remedy remedy) {
        return actions.stream()
                .filter(a -> a.remedy() == remedy)
                .flatMap(a -> a.command().stream())
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.abc.0001.use1.cache.amazonaws.com, aws elasticache modify-cache-parameter-group",
        "clustercfg.shop.memorydb.eu-west-1.amazonaws.com, aws memorydb update-parameter-group",
        "projects/p/locations/l/instances/shop, gcloud redis instances update"
    })
    void whatCustomersMaySetIsAParameter(String name, String command) {
        String said = first(of(name, TORN), Remedy.ACTIVE_DEFRAG).orElseThrow();
        assertTrue(said.startsWith(command) && said.contains("activedefrag") && said.endsWith("yes"), said);
    }

    @Test
    void azureOffersNoActiveDefrag() {
        List<Action> actions = of("shop.redis.cache.windows.net", TORN);
        assertEquals(Optional.empty(), first(actions, Remedy.ACTIVE_DEFRAG));
        assertTrue(actions.stream().anyMatch(a -> a.what().key().equals("remedy.defrag.service")));
    }

    /** Fragmentation, kept pages, a library's memory, swap, a full host, buffers, scripts, an emptied server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                TORN,
                TORN + "allocator_active:1030M",
                TORN + "allocator_active:1030M allocator_resident:1060M",
                TORN + "allocator_active:1030M allocator_resident:1060M used_memory_rss:300M os.vm_swap:700M",
                TORN + "total_system_memory:1900M",
                TORN + "used_memory_overhead:700M used_memory_dataset:300M mem_clients_normal:600M",
                TORN + "used_memory_lua:700M number_of_cached_scripts:90000",
                TORN + "used_memory:20M used_memory_peak:1800M allocator_allocated:21M allocator_active:30M",
                TORN + "maxmemory:1000M maxmemory_policy:noeviction",
                TORN + "rdb_last_cow_size:900M total_system_memory:2G"
            })
    void nothingIsTypedThatTheServiceRefuses(String dump) {
        for (String name : List.of("a.cache.amazonaws.com", "a.redis.cache.windows.net", "projects/p/instances/a")) {
            for (Action action : of(name, dump)) {
                for (String line : action.command()) {
                    assertTrue(
                            Stream.of(" CONFIG ", "/proc/", "/sys/", " MODULE ", "SHUTDOWN", "BGSAVE", "sysctl")
                                    .noneMatch(line::contains),
                            name + ": " + line);
                }
            }
        }
    }

    /** A reboot empties a node of most services. */
    @Test
    void aRestartIsTheServicesFailover() {
        Action restart = of("a.cache.amazonaws.com", TORN.replace("connected_slaves:1", "connected_slaves:0")).stream()
                .filter(a -> a.remedy() == Remedy.RESTART_BY_FAILOVER)
                .findFirst()
                .orElseThrow();
        assertEquals("remedy.restart.service.rest", restart.what().key());
        assertTrue(English.of(restart.what()).contains("never by a plain reboot"));
    }

    @Test
    void theServersOwnInfoNamesAmazonToo() {
        Capture capture = new Capture().fact(Fact.OS, "Amazon ElastiCache").at(0, TORN);
        String said =
                first(Cases.diagnose(capture).actions(), Remedy.ACTIVE_DEFRAG).orElseThrow();
        assertTrue(said.startsWith("aws elasticache"), said);
    }

    private static final Case SERVICE =
            Cases.of(new Capture().label("a.cache.amazonaws.com").at(0, TORN));

    private static List<String> said(Action... actions) {
        return Managed.all(SERVICE, List.of(actions)).stream()
                .map(a -> a.what().key())
                .toList();
    }

    private static ActionBuilder action(Remedy remedy, String key) {
        return Action.of(remedy).saying(key);
    }

    /** More room is another size of the node, said once; with a command that a customer may give it stays as it is. */
    @Test
    void moreRoomIsALargerNode() {
        assertEquals(
                List.of("remedy.limit.service"),
                said(
                        action(Remedy.RAISE_LIMIT, "a").build(),
                        action(Remedy.MORE_MEMORY, "b")
                                .command("cat /proc/7/status")
                                .build()));
        assertEquals(
                List.of("a"),
                said(action(Remedy.CAPACITY, "a").command("redis-cli --bigkeys").build()));
        assertEquals(List.of("a"), said(action(Remedy.FEWER_KEYS, "a").build()), "what has no command needs none");
    }

    /** What else to capture is left out where nothing of it can be typed. */
    @Test
    void whatCannotBeLookedAtIsNotAskedFor() {
        Remedy next = Arrays.stream(Remedy.values())
                .filter(remedy -> Action.of(remedy).saying("a").build().kind() == Remedy.Kind.NEXT)
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(), said(action(next, "a").command("cat /proc/7/smaps").build()));
        assertEquals(
                List.of("a"), said(action(next, "a").command("redis-cli INFO").build()));
        assertEquals(List.of("a"), said(action(next, "a").build()));
    }
}
