package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.span;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.memory.Metric;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Optional;
import java.util.OptionalDouble;

/** What helps outside of the allocator: clients, replication, scripts, forks, limits and the data itself. */
public final class Remedies {

    /** Seconds for which SCRIPT FLUSH held the main thread per GiB of scripts and heap: 5 were measured. */
    private static final double FLUSH_SECONDS = 5;

    private static final double GIB = 1 << 30;

    private Remedies() {}

    /** What the kernel tells of the process: by its id where the newest process said it, else by the program's name. */
    public static String process(Case c) {
        int last = c.ending().isPresent() ? -1 : c.timeline.size() - 1;
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
                .command(Commands.client(c) + "MODULE LIST")
                .command(Commands.client(c) + "MEMORY STATS")
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

    /** What bounds the backlog and the buffers of replicas, as far as there are replicas. */
    public static Action backlog(Case c, double size) {
        boolean closed = c.closings().ofReplicas(true).count() > 0;
        Phrase sized = size > 0 ? Phrase.of("remedy.replication.size", bytes(size)) : Phrase.of("remedy.replication");
        boolean alone = size > 0 && c.timeline.last(Field.CONNECTED_SLAVES).orElse(1) == 0;
        ActionBuilder action = replicationLimits(c).command(Commands.client(c) + "CONFIG GET repl-backlog-size");
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
                .command(Commands.client(c) + "INFO replication")
                .risk("remedy.replication.risk")
                .verify("remedy.replication.verify");
    }

    public static Action trackingLimits(Case c) {
        return Action.of(Remedy.TRACKING_LIMITS)
                .saying("remedy.tracking")
                .command(Commands.client(c) + "CONFIG GET tracking-table-max-keys")
                .risk("remedy.tracking.risk")
                .verify("remedy.tracking.verify")
                .build();
    }

    public static Action aofDisk(Case c) {
        return Action.of(Remedy.AOF_DISK)
                .saying("remedy.aof")
                .command(Commands.client(c) + "INFO persistence")
                .command(Commands.client(c) + "CONFIG GET appendfsync")
                .risk("remedy.readonly")
                .verify("remedy.aof.verify")
                .build();
    }

    public static Action clusterLimits(Case c) {
        return Action.of(Remedy.CLUSTER_LIMITS)
                .saying("remedy.cluster")
                .command(Commands.client(c) + "CLUSTER LINKS")
                .command(Commands.client(c) + "CONFIG GET cluster-link-sendbuf-limit")
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
        boolean async = c.vintage().isAtLeast("6.2");
        return Action.of(Remedy.SCRIPT_FLUSH)
                .saying("remedy.lua", bytes(back))
                .command(Commands.client(c) + (async ? "SCRIPT FLUSH ASYNC" : "SCRIPT FLUSH"))
                .back(back)
                .risk(async ? "remedy.lua.risk.async" : "remedy.lua.risk", span(FLUSH_SECONDS * back / GIB))
                .verify(c.vintage().isAtLeast("5.0") ? "remedy.lua.verify" : "remedy.lua.verify.heap")
                .build();
    }

    /** A flush helps until they are there again: who makes them is the cause. */
    public static Action fewerScripts(Case c) {
        boolean loaded = c.timeline.max(Field.CMDSTAT_SCRIPT_LOAD).orElse(0)
                > c.timeline.max(Field.CMDSTAT_EVAL).orElse(0);
        return Action.of(Remedy.FEWER_SCRIPTS)
                .saying(loaded ? "remedy.scripts.loaded" : "remedy.scripts.evaluated")
                .verify(c.vintage().isAtLeast("5.0") ? "remedy.scripts.verify" : "remedy.lua.verify.heap")
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
                .command(Commands.client(c) + (inside ? "--memkeys" : "--bigkeys"))
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
     * Was it meant? If not, each save and each rewrite from now on overwrites the last good copy: these stop first, then the
     * files are copied away, and only then anything else is done.
     */
    public static Action askAboutData(Case c, double data, double peak) {
        ActionBuilder ask = Action.of(Remedy.DATA_GONE);
        if (c.ending().isPresent()) {
            return ask.saying("ask.data.ended", bytes(data), bytes(peak)).build();
        }
        return ask.saying("ask.data", bytes(data), bytes(peak))
                .command(Commands.client(c) + "CONFIG SET save \"\"")
                .command(Commands.client(c) + "CONFIG SET auto-aof-rewrite-percentage 0")
                .risk("ask.data.risk")
                .build();
    }

    /** Where to look when nobody knows yet what holds the memory: reads only. */
    public static Action look(Case c) {
        return Action.of(Remedy.LOOK_FIRST)
                .saying("remedy.look")
                .command(Commands.info(c))
                .command("cat " + process(c) + "/smaps_rollup")
                .risk("remedy.readonly")
                .build();
    }

    public static Action not(Remedy remedy, String key, Phrase.Arg... args) {
        return Action.of(remedy).saying(key, args).build();
    }
}
