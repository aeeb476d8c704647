package io.fragmortem.diagnosis.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.remedy.Deployment.Place;
import io.fragmortem.diagnosis.remedy.Deployment.Service;
import io.fragmortem.diagnosis.remedy.Deployment.Topology;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server runs, and that no order of steps for it can lose its data. */
final class DeploymentTest {

    private static final String PREFIX = "remedy.restart.step.";

    /** Steps in which a server stops. */
    private static final Set<String> STOPS =
            Set.of("replica", "any", "primary", "follower", "shard", "aof", "standalone");

    /** Steps in which a replica takes over. */
    private static final Set<String> PROMOTIONS = Set.of("cluster", "sentinel", "failover", "promote");

    private static final List<String> NAMES = List.of(
            "cache-7",
            "shop.abc.0001.use1.cache.amazonaws.com:6379",
            "clustercfg.shop.memorydb.eu-west-1.amazonaws.com:6379",
            "shop.redis.cache.windows.net:6380",
            "projects/p/locations/l/instances/shop");

    private static final List<String> PLACES = List.of(
            "",
            " config_file:/etc/redis/redis.conf",
            " process_supervised:systemd",
            " executable:/data/redis-server",
            " cgroup.limit:8G");

    private static final List<String> TOPOLOGIES = List.of(
            "",
            " role:slave connected_slaves:0",
            " role:slave connected_slaves:2 redis_mode:cluster",
            " role:master connected_slaves:0",
            " role:master connected_slaves:2",
            " role:master connected_slaves:0 redis_mode:cluster",
            " role:master connected_slaves:1 server_mode:cluster");

    private static final List<String> STATES = List.of(
            " redis_version:7.0.15",
            " redis_version:4.0.14",
            " redis_version:7.0.15 aof_enabled:1",
            " redis_version:7.0.15 cgroup.limit:4G rdb_last_cow_size:2G");

    /**
     * One deployment and the restart that is proposed for it.
     *
     * @param dump what the data shows, and the instance's name
     */
    private record Restart(String dump, Deployment deployment, List<String> steps) {

        static Restart of(String name, String dump, boolean sentinel) {
            Capture capture = new Capture().label(name).at(0, "used_memory:1G used_memory_rss:3G" + dump);
            if (sentinel) {
                capture.exhibit(clients("app-1", "sentinel-5f1a-cmd", "sentinel-5f1a-pubsub"));
            }
            Case c = Cases.of(capture);
            List<String> steps = Cases.keys(RestartRemedy.of(c, 1 << 30).steps()).stream()
                    .map(key -> key.substring(PREFIX.length()))
                    .toList();
            return new Restart(name + dump + (sentinel ? " sentinel" : ""), Deployment.of(c), steps);
        }

        int first(Set<String> kinds) {
            for (int i = 0; i < steps.size(); i++) {
                if (kinds.contains(steps.get(i))) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        long count(Set<String> kinds) {
            return steps.stream().filter(kinds::contains).count();
        }
    }

    private static Exhibit clients(String... names) {
        List<List<String>> rows = Stream.of(names).map(List::of).toList();
        Origin origin = new Origin("clients.txt", 1, 0, Optional.empty());
        return new Exhibit(Exhibit.Kind.CLIENT_LIST, origin, Stamp.NONE, List.of("name"), rows, "");
    }

    private static final List<Restart> ALL = combined();

    /** Each name, place, topology and state with each other. */
    private static List<Restart> combined() {
        List<Restart> all = new ArrayList<>();
        for (String name : NAMES) {
            for (String place : PLACES) {
                for (String topology : TOPOLOGIES) {
                    for (String state : STATES) {
                        all.add(Restart.of(name, place + topology + state, false));
                        all.add(Restart.of(name, place + topology + state, true));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "cache-7:6379, NONE",
        "shop.abc.0001.use1.cache.amazonaws.com:6379, ELASTICACHE",
        "prod/elasticache/shop-001, ELASTICACHE",
        "clustercfg.shop.memorydb.eu-west-1.amazonaws.com:6379, MEMORYDB",
        "shop.redis.cache.windows.net:6380, AZURE",
        "shop.westeurope.redis.azure.net:10000, AZURE",
        "shop.westeurope.redisenterprise.cache.azure.net:10000, AZURE",
        "projects/p/locations/l/instances/shop, GOOGLE",
        "memorystore-shop, GOOGLE",
        "projects/p/hosts/shop, NONE"
    })
    void aServiceIsKnownByItsNames(String name, Service service) {
        assertEquals(
                service,
                Deployment.of(Cases.of(new Capture().label(name).at(0, "used_memory:1G")))
                        .service());
    }

    @Test
    void aReplicaOfAServiceIsTheServicesToo() {
        Capture capture = new Capture()
                .fact(Fact.MASTER_HOST, "shop.redis.cache.windows.net")
                .at(0, "used_memory:1G role:slave");
        assertEquals(Service.AZURE, Deployment.of(Cases.of(capture)).service());
    }

    @ParameterizedTest
    @CsvSource({
        "role:slave connected_slaves:3, false, REPLICA",
        "role:replica redis_mode:cluster, false, REPLICA",
        "redis_mode:cluster role:master connected_slaves:1, true, CLUSTER",
        "redis_mode:cluster role:master, false, CLUSTER",
        "server_mode:cluster role:master connected_slaves:0, false, CLUSTER_ALONE",
        "redis_mode:standalone role:master connected_slaves:2, true, SENTINEL",
        "redis_mode:standalone role:master connected_slaves:2, false, REPLICATED",
        "redis_mode:standalone role:master connected_slaves:0, true, ALONE",
        "redis_mode:standalone role:master, false, UNKNOWN"
    })
    void whoElseHoldsTheDataIsReadFromRoleModeAndClients(String dump, boolean sentinel, Topology topology) {
        assertEquals(
                topology,
                Restart.of("cache-7", " " + dump, sentinel).deployment().topology());
    }

    @Test
    void everyKindOfDeploymentIsAmongThoseThatAreTried() {
        List<Deployment> all = ALL.stream().map(Restart::deployment).toList();
        assertEquals(
                EnumSet.allOf(Service.class),
                all.stream().map(Deployment::service).collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(Place.class), all.stream().map(Deployment::place).collect(Collectors.toSet()));
        assertEquals(
                EnumSet.allOf(Topology.class),
                all.stream().map(Deployment::topology).collect(Collectors.toSet()));
    }

    @Test
    void nothingStopsBeforeTheDataIsSavedAndCopiedAway() {
        for (Restart restart : ALL) {
            if (restart.deployment().service() != Service.NONE) {
                continue;
            }
            List<String> steps = restart.steps();
            assertEquals("config", steps.get(0), restart.toString());
            assertEquals(1, restart.count(Set.of("backup", "save")), restart.toString());
            int saved = restart.first(Set.of("backup", "save"));
            int copied = restart.first(Set.of("copy"));
            int how = Math.min(restart.first(Set.of("host")), restart.first(Set.of("container")));
            int stops = restart.first(STOPS);
            assertTrue(saved < copied && copied < how && how < stops && stops < steps.size(), restart.toString());
            assertEquals(steps.size() - 1, restart.first(Set.of("compare")), restart.toString());
        }
    }

    @Test
    void aPrimaryStopsOnlyAfterAReplicaTookOver() {
        for (Restart restart : ALL) {
            Topology topology = restart.deployment().topology();
            boolean replicated = EnumSet.of(Topology.CLUSTER, Topology.SENTINEL, Topology.REPLICATED)
                    .contains(topology);
            if (restart.deployment().service() != Service.NONE) {
                continue;
            }
            assertEquals(replicated ? 1 : 0, restart.count(PROMOTIONS), restart.toString());
            if (replicated) {
                int replica = restart.first(Set.of("replica"));
                int promoted = restart.first(PROMOTIONS);
                int primary = restart.first(Set.of("primary"));
                assertTrue(replica < promoted && promoted < primary, restart.toString());
                assertEquals(1, restart.count(Set.of("primary")), restart.toString());
                assertEquals(0, restart.count(Set.of("aof", "standalone")), "nobody stops it alone: " + restart);
            } else if (topology == Topology.UNKNOWN) {
                assertTrue(restart.first(Set.of("any")) < restart.first(Set.of("primary")), restart.toString());
            } else {
                assertEquals(0, restart.count(Set.of("primary", "replica")), restart.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SENTINEL, sentinel", "CLUSTER, cluster"})
    void eachTopologyIsHandedOverByItsOwnMeans(Topology topology, String step) {
        List<Restart> own = ALL.stream()
                .filter(r -> r.deployment().service() == Service.NONE
                        && r.deployment().topology() == topology)
                .toList();
        assertFalse(own.isEmpty());
        own.forEach(restart -> assertEquals(1, restart.count(Set.of(step)), restart.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void aServiceSavesBeforeItFailsOverAndStopsNothingItself(String language) {
        Properties words = Cases.messages("diagnosis", language);
        Pattern act = Pattern.compile("failover|reboot");
        Pattern save = Pattern.compile("create-snapshot|redis export|instances export|export first");
        for (Restart restart : ALL) {
            if (restart.deployment().service() == Service.NONE) {
                continue;
            }
            assertEquals(
                    List.of("managed", "compare"),
                    restart.steps().subList(1, restart.steps().size()));
            String first = words.getProperty(PREFIX + restart.steps().get(0));
            Matcher saves = save.matcher(first);
            Matcher acts = act.matcher(first);
            assertTrue(saves.find() && acts.find() && saves.start() < acts.start(), first);
            assertEquals(0, restart.count(STOPS), restart.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void noStepHasACommandThatLosesData(String language) {
        Properties words = Cases.messages("diagnosis", language);
        Set<String> used = ALL.stream().flatMap(r -> r.steps().stream()).collect(Collectors.toSet());
        Set<String> known = words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .collect(Collectors.toSet());
        assertEquals(known, used, "steps that no deployment gets");
        Pattern loses = Pattern.compile("FLUSH|NOSAVE|\\bDEBUG\\b|kill -9|SHUTDOWN NOW|\\bDEL\\b|\\brm (?!,|、)|RESET");
        for (String step : used) {
            String text = words.getProperty(PREFIX + step);
            // "Never docker rm, compose down" names what not to do.
            assertFalse(
                    loses.matcher(text.replaceAll("(Never|绝不要) docker rm", "")).find(), step + ": " + text);
        }
        for (String how : List.of("host", "container")) {
            String text = words.getProperty(PREFIX + how);
            String defines = language.equals("en") ? "To restart, " : "下面各步所说的重启";
            assertTrue(text.startsWith(defines), "it says how, and stops nothing by itself: " + text);
            assertTrue(text.contains("SHUTDOWN SAVE"), text);
        }
    }
}
