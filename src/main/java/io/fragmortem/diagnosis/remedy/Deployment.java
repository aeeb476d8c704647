package io.fragmortem.diagnosis.remedy;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.ExhibitTable;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server runs and who would take over from it, as far as the input shows it.
 *
 * @param service whose service it is
 * @param place host or container
 * @param topology who else holds the data
 */
record Deployment(Service service, Place place, Topology topology) {

    /** A service that runs the server and keeps its administration to itself. */
    enum Service {
        NONE,
        ELASTICACHE,
        MEMORYDB,
        AZURE,
        GOOGLE
    }

    /** What holds the process and its files. */
    enum Place {
        HOST,
        CONTAINER,
        UNKNOWN
    }

    /** Who else holds the data. */
    enum Topology {
        REPLICA,
        CLUSTER,
        /** A cluster node without a replica. */
        CLUSTER_ALONE,
        SENTINEL,
        REPLICATED,
        ALONE,
        UNKNOWN
    }

    static Deployment of(Case c) {
        return c.once(Deployment.class, Deployment::told);
    }

    private static Deployment told(Case c) {
        Timeline timeline = c.timeline();
        return new Deployment(service(timeline), place(timeline), topology(c.server(), timeline));
    }

    private static Service service(Timeline timeline) {
        String names = Stream.of(Optional.of(timeline.name()), timeline.fact(Fact.MASTER_HOST), timeline.fact(Fact.OS))
                .flatMap(Optional::stream)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .reduce("", (a, b) -> a + "\n" + b);
        if (names.contains("memorydb")) {
            return Service.MEMORYDB;
        }
        if (names.contains(".cache.amazonaws.com") || names.contains("elasticache")) {
            return Service.ELASTICACHE;
        }
        if (names.contains(".redis.cache.windows.net")
                || names.contains(".redis.azure.net")
                || names.contains(".redisenterprise.cache.azure.net")) {
            return Service.AZURE;
        }
        boolean google =
                names.contains("memorystore") || (names.contains("projects/") && names.contains("/instances/"));
        return google ? Service.GOOGLE : Service.NONE;
    }

    /** The images start the server from their data folder; packages put the configuration under /etc. */
    private static Place place(Timeline timeline) {
        String executable = timeline.fact(Fact.EXECUTABLE).orElse("");
        String config = timeline.fact(Fact.CONFIG_FILE).orElse("");
        boolean supervised =
                timeline.fact(Fact.PROCESS_SUPERVISED).filter("systemd"::equals).isPresent();
        if (executable.startsWith("/data/")
                || executable.startsWith("/opt/bitnami/")
                || config.startsWith("/opt/bitnami/")
                || config.startsWith("/usr/local/etc/")) {
            return Place.CONTAINER;
        }
        if (supervised || config.startsWith("/etc/")) {
            return Place.HOST;
        }
        return timeline.last(Field.CGROUP_LIMIT).isPresent() ? Place.CONTAINER : Place.UNKNOWN;
    }

    private static Topology topology(ServerInfo server, Timeline timeline) {
        String mode = timeline.fact(Fact.REDIS_MODE)
                .or(() -> timeline.fact(Fact.SERVER_MODE))
                .orElse("");
        double replicas = timeline.last(Field.CONNECTED_SLAVES).orElse(-1);
        if (server.isReplica()) {
            return Topology.REPLICA;
        }
        if (mode.equals("cluster")) {
            return replicas == 0 ? Topology.CLUSTER_ALONE : Topology.CLUSTER;
        }
        if (replicas > 0) {
            return isWatched(timeline) ? Topology.SENTINEL : Topology.REPLICATED;
        }
        return replicas == 0 ? Topology.ALONE : Topology.UNKNOWN;
    }

    /** Sentinels name their connections so. */
    private static boolean isWatched(Timeline timeline) {
        return ExhibitTable.of(timeline, Exhibit.Kind.CLIENT_LIST).stream().anyMatch(table -> {
            for (int row = 0; row < table.size(); row++) {
                if (table.text(row, "name").startsWith("sentinel-")) {
                    return true;
                }
            }
            return false;
        });
    }
}
