package blackbox;

import static blackbox.KnownServer.MIB;

import blackbox.KnownServer.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of incident whose cause is known, since its bytes are put where that cause puts them: sizes vary over orders of
 * magnitude, the mechanism does not.
 *
 * @param name of the incident
 * @param builds that can show it
 * @param making makes one, of a size that the random numbers choose
 * @param accepted causes that a verdict may name
 */
record Incident(String name, List<Build> builds, Making making, Set<String> accepted) {

    interface Making {
        KnownServer make(Random random, Build build);
    }

    private static final String HEALTHY = "healthy";
    private static final String SMALL = "healthy-small-instance";
    private static final String UNKNOWN = "cannot-tell";

    static List<Incident> all() {
        List<Incident> all = new ArrayList<>(calm());
        all.addAll(gaps());
        all.addAll(absent());
        all.addAll(inside());
        return all;
    }

    private static Incident of(String name, List<Build> builds, String accepted, Making making) {
        return new Incident(name, builds, making, Set.of(accepted.split(" ")));
    }

    private static List<Build> every() {
        return Stream.of(Build.MEASURING, Build.OLD, Build.LIBC)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Build> jemalloc() {
        return Stream.of(Build.MEASURING, Build.OLD).flatMap(List::stream).toList();
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** 300 MiB to 60 GiB, as many small as large. */
    private static double large(Random random) {
        return 300 * MIB * Math.pow(200, random.nextDouble());
    }

    /** Data in ordinary keys, with the slack that every heap has. */
    private static KnownServer ordinary(Random random, Build build, double data) {
        return new KnownServer(build)
                .put(Part.DATASET, data)
                .put(Part.KEYSPACE, data * between(random, 0.02, 0.25))
                .put(Part.CLIENTS, between(random, 0.02, 2) * MIB)
                .put(Part.CACHE, MIB * between(random, 0.2, 2))
                .put(Part.SLOTS, data * between(random, 0.005, 0.05))
                .put(Part.KEPT, 2 * MIB + data * between(random, 0.002, 0.02))
                .put(Part.OUTSIDE, between(random, 2, 9) * MIB)
                .field("connected_clients", 1 + random.nextInt(200));
    }

    private static List<Incident> calm() {
        return List.of(
                of("large and well", every(), HEALTHY, (r, b) -> ordinary(r, b, large(r))),
                of("empty", every(), SMALL + " " + HEALTHY, (r, b) -> ordinary(r, b, MIB * between(r, 0.01, 2))),
                of(
                        "a few megabytes",
                        every(),
                        SMALL + " " + HEALTHY,
                        (r, b) -> ordinary(r, b, MIB * between(r, 2, 40)).peak(MIB * between(r, 40, 60))),
                of("once larger, all returned", every(), HEALTHY, (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.peak(server.used() * between(r, 1.5, 8));
                }));
    }

    private static List<Incident> gaps() {
        return List.of(
                of("sparse slabs, measured", Build.MEASURING, "external-fragmentation", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.SLOTS, server.used() * between(r, 0.35, 3));
                }),
                of(
                        "sparse slabs, unmeasured, no peak to explain them",
                        Build.OLD,
                        "external-fragmentation " + UNKNOWN,
                        (r, b) -> {
                            KnownServer server = ordinary(r, b, large(r));
                            return server.put(Part.SLOTS, server.used() * between(r, 0.35, 1.5));
                        }),
                of("slots at the edge of what counts", Build.MEASURING, "external-fragmentation " + HEALTHY, (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r)).put(Part.KEPT, 4 * MIB);
                    return server.put(Part.SLOTS, server.used() * between(r, 0.165, 0.19));
                }),
                of(
                        "kept pages at the edge of what counts",
                        Build.MEASURING,
                        "allocator-retention " + HEALTHY,
                        (r, b) -> {
                            KnownServer server = ordinary(r, b, large(r)).put(Part.SLOTS, 4 * MIB);
                            return server.put(Part.KEPT, server.used() * between(r, 0.165, 0.19));
                        }),
                of("clients at the edge of what counts", Build.MEASURING, "client-buffers " + HEALTHY, (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.CLIENTS, server.used() * between(r, 0.165, 0.19));
                }),
                of("freed after a peak, measured", Build.MEASURING, "allocator-retention", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    double was = server.used() * between(r, 2, 30);
                    return server.peak(was).put(Part.KEPT, (was - server.used()) * between(r, 0.7, 1));
                }),
                of("freed after a peak, unmeasured", Build.OLD, "allocator-retention", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    double was = server.used() * between(r, 1.8, 10);
                    return server.peak(was).put(Part.KEPT, (was - server.used()) * between(r, 0.7, 1.1));
                }),
                of("modules outside the allocator, measured", Build.MEASURING, "process-overhead", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.OUTSIDE, server.used() * between(r, 0.4, 5));
                }),
                of(
                        "modules outside the allocator, unmeasured",
                        List.of(Build.REDIS_4_0),
                        "process-overhead " + UNKNOWN,
                        (r, b) -> {
                            KnownServer server = ordinary(r, b, large(r));
                            return server.put(Part.OUTSIDE, server.used() * between(r, 5, 20));
                        }),
                of("a foreign allocator", Build.LIBC, "libc-allocator", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.SLOTS, server.used() * between(r, 0.4, 2))
                            .peak(server.used() * between(r, 1, 3));
                }));
    }

    private static List<Incident> absent() {
        return List.of(
                of("a third swapped out", jemalloc(), "swapped " + UNKNOWN, (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.ABSENT, server.used() * between(r, 0.35, 0.8));
                }),
                of("a tenth is absent, nobody knows how", jemalloc(), UNKNOWN + " swapped untouched-memory", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r) + 1000 * MIB);
                    return server.put(Part.ABSENT, server.rss() - server.used() * between(r, 0.86, 0.9));
                }),
                of(
                        "a backlog that nobody has written",
                        List.of(Build.REDIS_5_0, Build.REDIS_6_2),
                        "untouched-memory replication-backlog",
                        (r, b) -> {
                            KnownServer server = ordinary(r, b, large(r));
                            double backlog = server.used() * between(r, 0.4, 2);
                            return server.put(Part.BACKLOG, backlog)
                                    .put(Part.ABSENT, backlog * between(r, 0.85, 0.99))
                                    .field("connected_slaves", 1)
                                    .field("repl_backlog_size", backlog)
                                    .field("repl_backlog_histlen", 1234 + r.nextInt(9999));
                        }),
                of(
                        "nothing measured yet",
                        List.of(Build.REDIS_5_0),
                        "implausible-reading",
                        (r, b) -> ordinary(r, b, large(r))
                                .field("used_memory_rss", 0)
                                .field("allocator_allocated", 0)
                                .field("allocator_active", 0)
                                .field("allocator_resident", 0)
                                .field("mem_fragmentation_ratio", "-nan")
                                .field("mem_fragmentation_bytes", 0)
                                .field("allocator_frag_bytes", 0)
                                .field("allocator_rss_bytes", 0)
                                .field("rss_overhead_bytes", 0)
                                .field("loading", 1)));
    }

    private static List<Incident> inside() {
        return List.of(
                of("clients do not read", Build.MEASURING, "client-buffers", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.CLIENTS, server.used() * between(r, 0.4, 10));
                }),
                of(
                        "clients do not read, unmeasured",
                        List.of(Build.REDIS_2_8, Build.REDIS_3_2),
                        "client-buffers",
                        (r, b) -> {
                            KnownServer server = ordinary(r, b, large(r));
                            return server.put(Part.CLIENTS, server.used() * between(r, 1, 10))
                                    .field("client_longest_output_list", 150_000 + r.nextInt(2_000_000));
                        }),
                of("a replica does not read", Build.MEASURING, "replication-backlog", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.REPLICAS, server.used() * between(r, 0.4, 4))
                            .field("connected_slaves", 1);
                }),
                of("a large backlog in use", Build.MEASURING, "replication-backlog", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    double backlog = server.used() * between(r, 0.4, 2);
                    return server.put(Part.BACKLOG, backlog).field("repl_backlog_histlen", backlog);
                }),
                of("scripts are cached one by one", every(), "lua-scripts", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    double lua = server.used() * between(r, 0.4, 8);
                    return server.put(Part.LUA, lua).put(Part.SCRIPTS, lua * 0.3);
                }),
                of("many tiny keys", Build.MEASURING, "metadata-overhead", (r, b) -> {
                    KnownServer server = ordinary(r, b, large(r));
                    return server.put(Part.KEYSPACE, server.get(Part.DATASET) * between(r, 1, 2));
                }));
    }
}
