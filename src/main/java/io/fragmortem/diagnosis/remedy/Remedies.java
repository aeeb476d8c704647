package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.HolderEvidence;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.ExporterPort;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps outside of the allocator: clients, replication, scripts, forks, limits and the data itself. */
public final class Remedies {

    /** An instance name may only be put into a command when it is a plain host and port. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):(\\d{1,5})");

    /** Below this an input buffer is the ordinary 16 KiB and some. */
    private static final double LARGE_INPUT = 1 << 20;

    /** From this share of all buffers on one client is the trouble. */
    private static final double MOST_OF_BUFFERS = 0.5;

    private Remedies() {}

    /** The client and address for commands, as far as the instance's name tells it. */
    public static String client(Case c) {
        String program = c.server.product() == Product.VALKEY ? "valkey-cli" : "redis-cli";
        Matcher address = ADDRESS.matcher(c.timeline.name());
        if (address.matches() && !ExporterPort.is(c.timeline, Integer.parseInt(address.group(2)))) {
            return program + " -h " + address.group(1) + " -p " + address.group(2) + " ";
        }
        return program + " ";
    }

    /** What the kernel tells of the process: by its id where the newest process said it, else by the program's name. */
    public static String process(Case c) {
        int last = c.timeline.size() - 1;
        OptionalDouble id = last < 0 ? OptionalDouble.empty() : c.timeline.lastKnown(Field.PROCESS_ID, last);
        return "/proc/" + (id.isPresent() ? Long.toString((long) id.getAsDouble()) : "$(pidof " + program(c) + ")");
    }

    /** The limit and use of the server's control group: the kernel tells its name outside of a container, inside it is the root. */
    public static String controlGroup(Case c) {
        return Deployment.of(c.timeline).place() == Deployment.Place.HOST
                ? "cat " + process(c) + "/cgroup"
                : "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current";
    }

    private static String program(Case c) {
        return switch (c.server.product()) {
            case VALKEY -> "valkey-server";
            case KEYDB -> "keydb-server";
            case DRAGONFLY -> "dragonfly";
            case KVROCKS -> "kvrocks";
            case GARNET -> "GarnetServer";
            case REDIS, UNKNOWN -> "redis-server";
        };
    }

    public static Phrase.Arg perDay(Case c, Metric metric) {
        Optional<TrendResult> trend = c.trends.of(metric);
        double slope = trend.map(TrendResult::slope).orElse(0.0);
        double low = trend.map(t -> t.slopeLow().orElse(slope)).orElse(slope);
        double high = trend.map(t -> t.slopeHigh().orElse(slope)).orElse(slope);
        double seen = c.timeline.spanSeconds();
        return Phrase.nested(Phrase.of(
                "per.day",
                new Phrase.BytesPerDay(slope, seen),
                new Phrase.BytesPerDay(low, seen),
                new Phrase.BytesPerDay(high, seen)));
    }

    public static Action findOutside(Case c) {
        return Action.of(Remedy.FIND_OUTSIDE)
                .saying("remedy.outside")
                .command(client(c) + "MODULE LIST")
                .command(client(c) + "MEMORY STATS")
                .command("cat " + process(c) + "/smaps_rollup")
                .risk("remedy.readonly")
                .verify("remedy.outside.verify")
                .build();
    }

    public static Action moreMemory(Case c) {
        return Action.of(Remedy.MORE_MEMORY)
                .saying("remedy.swap")
                .command("grep VmSwap " + process(c) + "/status")
                .verify("remedy.swap.verify")
                .build();
    }

    public static Action neverPurgeSwapped() {
        return not(Remedy.NO_PURGE_WHILE_SWAPPED, "remedy.swap.not");
    }

    public static Action clientList(Case c) {
        Optional<HolderEvidence.Holder> listed = new HolderEvidence(c).largest();
        if (listed.isPresent()) {
            return ofListed(c, listed.get());
        }
        return Action.of(Remedy.CLIENT_LIST)
                .saying("remedy.clients.list")
                .command(client(c) + "CLIENT LIST")
                .risk("remedy.readonly")
                .build();
    }

    /** The list is there: who holds the memory need not be looked for any more. */
    private static Action ofListed(Case c, HolderEvidence.Holder holder) {
        ActionBuilder action = Action.of(Remedy.CLIENT_LIST);
        Phrase.Arg who = Phrase.name(holder.address());
        Phrase.Arg runs = Phrase.name(holder.command());
        if (holder.share() < MOST_OF_BUFFERS || !holder.id().matches("\\d{1,19}")) {
            return action.saying("remedy.clients.listed", who, runs, bytes(holder.bytes()))
                    .build();
        }
        return action.saying("remedy.clients.one", who, runs, bytes(holder.bytes()))
                .command(client(c) + "CLIENT KILL ID " + holder.id())
                .risk("remedy.clients.one.risk")
                .build();
    }

    /** What bounds the buffers of clients: output and query buffers have limits of their own. */
    public static Action limitClients(Case c) {
        boolean seven = c.timeline.has(Field.EVICTED_CLIENTS) || c.timeline.has(Field.MEM_CLUSTER_LINKS);
        ActionBuilder action = Action.of(Remedy.LIMIT_CLIENTS).verify("remedy.clients.limit.verify");
        if (isMostlyQuery(c)) {
            action.saying(seven ? "remedy.clients.limit.query.seven" : "remedy.clients.limit.query")
                    .command(client(c) + "CONFIG GET client-query-buffer-limit")
                    .risk("remedy.clients.limit.query.risk");
        } else {
            action.saying(seven ? "remedy.clients.limit.seven" : "remedy.clients.limit")
                    .command(client(c) + "CONFIG GET client-output-buffer-limit")
                    .risk("remedy.clients.limit.risk");
        }
        return seven ? action.needs("remedy.clients.needs").build() : action.build();
    }

    /** Whether the input buffers outweigh the output buffers, by CLIENT LIST or by the largest that INFO tells. */
    private static boolean isMostlyQuery(Case c) {
        if (c.timeline.has(Field.CLIENTS_OUTPUT_BUFFERS) || c.timeline.has(Field.CLIENTS_QUERY_BUFFERS)) {
            return c.timeline.max(Field.CLIENTS_QUERY_BUFFERS).orElse(0)
                    > c.timeline.max(Field.CLIENTS_OUTPUT_BUFFERS).orElse(0);
        }
        double input = c.timeline
                .max(Field.CLIENT_RECENT_MAX_INPUT_BUFFER)
                .orElse(c.timeline.max(Field.CLIENT_BIGGEST_INPUT_BUF).orElse(0));
        double output = c.timeline.max(Field.CLIENT_RECENT_MAX_OUTPUT_BUFFER).orElse(0);
        boolean lists = c.timeline.max(Field.CLIENT_LONGEST_OUTPUT_LIST).orElse(0) > 0
                || c.closings().ofReplicas(false).count() > 0;
        return input >= LARGE_INPUT && input > output && !lists;
    }

    /** What bounds the backlog and the buffers of replicas, as far as there are replicas. */
    public static Action backlog(Case c, double size) {
        boolean closed = c.closings().ofReplicas(true).count() > 0;
        Phrase sized = size > 0 ? Phrase.of("remedy.replication.size", bytes(size)) : Phrase.of("remedy.replication");
        boolean alone = size > 0 && c.timeline.last(Field.CONNECTED_SLAVES).orElse(1) == 0;
        ActionBuilder action = replicationLimits(c).command(client(c) + "CONFIG GET repl-backlog-size");
        if (alone) {
            return action.saying("remedy.replication.alone", bytes(size))
                    .risk("remedy.replication.alone.risk")
                    .build();
        }
        return action.saying(closed ? Phrase.of("remedy.replication.closed") : sized)
                .build();
    }

    public static Action shardLog(Case c) {
        return replicationLimits(c).saying("remedy.replication.shards").build();
    }

    private static ActionBuilder replicationLimits(Case c) {
        return Action.of(Remedy.REPLICATION_LIMITS)
                .command(client(c) + "INFO replication")
                .risk("remedy.replication.risk")
                .verify("remedy.replication.verify");
    }

    public static Action trackingLimits(Case c) {
        return Action.of(Remedy.TRACKING_LIMITS)
                .saying("remedy.tracking")
                .command(client(c) + "CONFIG GET tracking-table-max-keys")
                .risk("remedy.tracking.risk")
                .verify("remedy.tracking.verify")
                .build();
    }

    public static Action aofDisk(Case c) {
        return Action.of(Remedy.AOF_DISK)
                .saying("remedy.aof")
                .command(client(c) + "INFO persistence")
                .command(client(c) + "CONFIG GET appendfsync")
                .risk("remedy.readonly")
                .verify("remedy.aof.verify")
                .build();
    }

    public static Action clusterLimits(Case c) {
        return Action.of(Remedy.CLUSTER_LIMITS)
                .saying("remedy.cluster")
                .command(client(c) + "CLUSTER LINKS")
                .command(client(c) + "CONFIG GET cluster-link-sendbuf-limit")
                .needs("remedy.cluster.needs")
                .risk("remedy.cluster.risk")
                .verify("remedy.cluster.verify")
                .build();
    }

    public static Action workingSet() {
        return Action.of(Remedy.WORKING_SET)
                .saying("remedy.cache")
                .risk("remedy.readonly")
                .build();
    }

    public static Action scriptFlush(Case c, double back) {
        return Action.of(Remedy.SCRIPT_FLUSH)
                .saying("remedy.lua", bytes(back))
                .command(client(c) + "SCRIPT FLUSH")
                .back(back)
                .risk("remedy.lua.risk")
                .verify("remedy.lua.verify")
                .build();
    }

    public static Action fewerKeys() {
        return Action.of(Remedy.FEWER_KEYS)
                .saying("remedy.keys")
                .verify("remedy.keys.verify")
                .build();
    }

    /**
     * What to do about data that grows.
     *
     * @param inside whether it grows inside of keys whose number stays
     */
    public static Action capacity(Case c, boolean inside) {
        return Action.of(Remedy.CAPACITY)
                .saying(inside ? "remedy.growth.inside" : "remedy.growth")
                .command(client(c) + (inside ? "--memkeys" : "--bigkeys"))
                .risk("remedy.growth.risk")
                .build();
    }

    public static Action forkHeadroom() {
        return Action.of(Remedy.FORK_HEADROOM)
                .saying("remedy.fork")
                .command("cat /sys/kernel/mm/transparent_hugepage/enabled /proc/sys/vm/overcommit_memory")
                .needs("remedy.fork.needs")
                .risk("remedy.fork.risk")
                .verify("remedy.fork.verify")
                .build();
    }

    /**
     * The maxmemory that keeps RSS below a hard limit. RSS was so many times what was used; used memory times that must fit:
     * limit times used by RSS. Where maxmemory is no higher than this already, lowering it would not have helped.
     *
     * @param used bytes used at the moment that counts, NaN or 0 where it is not known
     * @param rss bytes resident at that moment
     */
    public static Action lowerMaxmemory(Case c, Optional<Bound> limit, double used, double rss) {
        double set = Optional.ofNullable(c.series.limits().get(Limit.MAXMEMORY)).orElse(0.0);
        if (limit.isEmpty() || !(used > 0) || !(rss > 0)) {
            return Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                    .saying("remedy.headroom")
                    .risk("remedy.headroom.risk")
                    .build();
        }
        double holds = limit.get().bytes() * Math.min(1, used / rss);
        if (set > 0 && set <= holds) {
            return Action.of(Remedy.NO_MAXMEMORY)
                    .saying(
                            "not.maxmemory",
                            bytes(set),
                            bytes(holds),
                            Case.nameOf(limit),
                            bytes(limit.get().bytes()))
                    .build();
        }
        return Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                .saying(
                        set > 0 ? "remedy.headroom.lower" : "remedy.headroom.set",
                        bytes(holds),
                        Case.nameOf(limit),
                        bytes(limit.get().bytes()),
                        ratio(rss / used),
                        bytes(set))
                .command(client(c) + "CONFIG SET maxmemory " + (long) (holds - holds % (1 << 20)))
                .risk("remedy.headroom.risk")
                .verify("remedy.headroom.verify", bytes(limit.get().bytes()))
                .build();
    }

    /** Nothing must be restarted or removed before the dataset question is answered. */
    public static Action askAboutData(double data, double peak) {
        return Action.of(Remedy.DATA_GONE)
                .saying("ask.data", bytes(data), bytes(peak))
                .build();
    }

    public static Action not(Remedy remedy, String key, Phrase.Arg... args) {
        return Action.of(remedy).saying(key, args).build();
    }
}
