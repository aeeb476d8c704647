package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.ExporterPort;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps outside of the allocator: clients, replication, scripts, forks, limits and the data itself. */
public final class Remedies {

    /** An instance name may only be put into a command when it is a plain host and port. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):(\\d{1,5})");

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
                .command("cat /proc/$(pidof redis-server valkey-server)/smaps_rollup")
                .risk("remedy.readonly")
                .verify("remedy.outside.verify")
                .build();
    }

    public static Action moreMemory() {
        return Action.of(Remedy.MORE_MEMORY)
                .saying("remedy.swap")
                .command("grep VmSwap /proc/$(pidof redis-server valkey-server)/status")
                .verify("remedy.swap.verify")
                .build();
    }

    public static Action neverPurgeSwapped() {
        return not(Remedy.NO_PURGE_WHILE_SWAPPED, "remedy.swap.not");
    }

    public static Action clientList(Case c) {
        return Action.of(Remedy.CLIENT_LIST)
                .saying("remedy.clients.list")
                .command(client(c) + "CLIENT LIST")
                .risk("remedy.readonly")
                .build();
    }

    public static Action limitClients(Case c) {
        boolean seven = c.timeline.has(Field.EVICTED_CLIENTS) || c.timeline.has(Field.MEM_CLUSTER_LINKS);
        ActionBuilder action = Action.of(Remedy.LIMIT_CLIENTS)
                .command(client(c) + "CONFIG GET client-output-buffer-limit")
                .risk("remedy.clients.limit.risk")
                .verify("remedy.clients.limit.verify");
        return seven
                ? action.saying("remedy.clients.limit.seven")
                        .needs("remedy.clients.needs")
                        .build()
                : action.saying("remedy.clients.limit").build();
    }

    public static Action backlog(Case c, double size) {
        boolean closed = c.closings().ofReplicas(true).count() > 0;
        Phrase sized = size > 0 ? Phrase.of("remedy.replication.size", bytes(size)) : Phrase.of("remedy.replication");
        return replicationLimits(c)
                .saying(closed ? Phrase.of("remedy.replication.closed") : sized)
                .command(client(c) + "CONFIG GET repl-backlog-size")
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

    public static Action lowerMaxmemory() {
        return Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                .saying("remedy.headroom")
                .risk("remedy.headroom.risk")
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
