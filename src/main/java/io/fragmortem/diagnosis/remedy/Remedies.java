package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.span;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Scripts;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Optional;
import java.util.OptionalDouble;

/** What helps outside of the allocator: clients, replication, scripts, forks, limits and the data itself. */
public final class Remedies {

    /** Seconds for which SCRIPT FLUSH held the main thread per GiB of scripts and heap: 5 were measured. */
    private static final double FLUSH_SECONDS = 5;

    private static final double GIB = 1 << 30;

    private static final double DAY = 86_400;

    /** An interval narrower than this share would be printed as one number three times. */
    private static final double PRINTED = 0.005;

    private Remedies() {}

    /** What the kernel tells of the process: by its id where the newest process said it, else by the program's name. */
    public static String process(Case c) {
        int last = c.ending().isPresent() ? -1 : c.timeline().size() - 1;
        OptionalDouble id = last < 0 ? OptionalDouble.empty() : c.timeline().lastKnown(Field.PROCESS_ID, last);
        return "/proc/" + (id.isPresent() ? Long.toString((long) id.getAsDouble()) : "$(pidof " + program(c) + ")");
    }

    /** The limit and use of the server's control group: the kernel tells its name outside of a container, inside it is the root. */
    public static String controlGroup(Case c) {
        return Deployment.of(c).place() == Deployment.Place.HOST
                ? "cat " + process(c) + "/cgroup"
                : "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current";
    }

    private static String program(Case c) {
        return switch (c.server().product()) {
            case VALKEY -> "valkey-server";
            case KEYDB -> "keydb-server";
            case DRAGONFLY -> "dragonfly";
            case KVROCKS -> "kvrocks";
            case GARNET -> "GarnetServer";
            case REDIS, UNKNOWN -> "redis-server";
        };
    }

    public static Phrase.Arg perDay(Case c, Metric metric) {
        Optional<TrendResult> trend = c.trends().of(metric);
        double slope = trend.map(TrendResult::slope).orElse(0.0);
        double low = trend.map(t -> t.slopeLow().orElse(slope)).orElse(slope);
        double high = trend.map(t -> t.slopeHigh().orElse(slope)).orElse(slope);
        double seen = c.timeline().spanSeconds();
        if (high - low < PRINTED * Math.abs(slope)) {
            return Phrase.nested(Phrase.of("per.day.sharp", new Phrase.BytesPerDay(slope, seen)));
        }
        return Phrase.nested(Phrase.of(
                "per.day",
                new Phrase.BytesPerDay(slope, seen),
                new Phrase.BytesPerDay(low, seen),
                new Phrase.BytesPerDay(high, seen)));
    }

    /** By reading alone: a restart would take the evidence away. */
    public static Action findOutside(Case c) {
        // elsewhere the heap of libc is what Redis's own allocator does not hand out; here it is all there is
        boolean oneHeap = c.server().allocatorKind() == AllocatorKind.OTHER;
        ActionBuilder action =
                Action.of(Remedy.FIND_OUTSIDE).saying(oneHeap ? "remedy.outside.libc" : "remedy.outside");
        if (Commands.hasMemory(c)) {
            action.command(Commands.client(c) + "MODULE LIST").command(Commands.client(c) + "MEMORY STATS");
        }
        return action.command(largestMappings(c))
                .risk("remedy.readonly")
                .verify("remedy.outside.verify")
                .build();
    }

    /** The kernel fills up what the allocator had given back in pieces. */
    public static Action hugePages() {
        return Action.of(Remedy.FIND_OUTSIDE)
                .saying("remedy.huge")
                .command("cat /sys/kernel/mm/transparent_hugepage/enabled")
                .command("echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")
                .risk("remedy.huge.risk")
                .verify("remedy.outside.verify")
                .build();
    }

    /** RSS in KiB by mapping, the largest first: the sum that smaps_rollup gives names nobody. */
    private static String largestMappings(Case c) {
        return "awk '/^[^ ]+-/{m=$6?$6:\"anonymous \"$1} /^Rss:/{print $2,m}' " + process(c)
                + "/smaps | sort -rn | head";
    }

    public static Action moreMemory(Case c) {
        return Action.of(Remedy.MORE_MEMORY)
                .saying("remedy.swap")
                .command("grep VmSwap " + process(c) + "/status")
                .command("cat /proc/sys/vm/swappiness; free -m; ps -eo rss,comm --sort=-rss | head")
                .verify("remedy.swap.verify")
                .build();
    }

    public static Action neverPurgeSwapped() {
        return not(Remedy.NO_PURGE_WHILE_SWAPPED, "remedy.swap.not");
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

    /** Before 7.0 what is written while a rewrite runs is kept for it. */
    public static Action aofRewrite(Case c) {
        return Action.of(Remedy.AOF_DISK)
                .saying("remedy.aof.rewrite")
                .command(Commands.client(c) + "INFO persistence")
                .risk("remedy.readonly")
                .verify("remedy.aof.verify")
                .build();
    }

    /** Slots that move as a whole: Valkey 9.0 and Redis 8.4, each with its own words. */
    public static Action slotMoves(Case c) {
        boolean valkey = c.server().product() == Product.VALKEY;
        return Action.of(Remedy.CLUSTER_LIMITS)
                .saying("remedy.cluster.slots")
                .command(Commands.client(c) + (valkey ? "CLUSTER GETSLOTMIGRATIONS" : "CLUSTER MIGRATION STATUS ALL"))
                .risk("remedy.cluster.slots.risk")
                .verify("remedy.cluster.slots.verify")
                .build();
    }

    /** SCRIPT FLUSH leaves the interpreter of functions alone, and whoever drops functions breaks who calls them. */
    public static Action functions(Case c) {
        return Action.of(Remedy.FEWER_SCRIPTS)
                .saying("remedy.functions")
                .command(Commands.client(c) + "FUNCTION LIST")
                .risk("remedy.functions.risk")
                .verify("remedy.functions.verify")
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
        return Action.of(Remedy.FEWER_SCRIPTS)
                .saying(Scripts.of(c) == Scripts.LOADED ? "remedy.scripts.loaded" : "remedy.scripts.evaluated")
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
        double max = c.timeline().last(Field.MAXMEMORY).orElse(0);
        double perDay = c.trends().of(Total.USED_MEMORY).map(TrendResult::slope).orElse(0.0);
        double room = max - c.levels().lastUsed();
        boolean refuses = c.timeline()
                .fact(Fact.MAXMEMORY_POLICY)
                .filter("noeviction"::equals)
                .isPresent();
        OptionalDouble expiring = c.timeline().last(Field.KEYSPACE_EXPIRES);
        boolean kept = expiring.isPresent() && expiring.getAsDouble() == 0;
        ActionBuilder action = Action.of(Remedy.CAPACITY)
                .command(Commands.client(c) + (inside ? "--memkeys" : "--bigkeys"))
                .risk("remedy.growth.risk");
        return refuses && !inside && perDay > 0 && room > 0
                ? action.saying("remedy.growth.refuses", bytes(max), bytes(room), span(DAY * room / perDay))
                        .build()
                : action.saying(inside ? "remedy.growth.inside" : kept ? "remedy.growth.kept" : "remedy.growth")
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
        if (Deployment.of(c).service() != Deployment.Service.NONE) {
            return ask.saying("ask.data.service", bytes(data), bytes(peak)).build();
        }
        return ask.saying("ask.data", bytes(data), bytes(peak))
                .command(Commands.client(c) + "CONFIG SET save \"\"")
                .command(Commands.client(c) + "CONFIG SET auto-aof-rewrite-percentage 0")
                .build();
    }

    /** Where to look when nobody knows yet what holds the memory: reads only. */
    public static Action look(Case c) {
        return Action.of(Remedy.LOOK_FIRST)
                .saying("remedy.look")
                .command(Commands.info(c))
                .command("cat " + process(c) + "/smaps_rollup")
                .command(controlGroup(c))
                .risk("remedy.readonly")
                .build();
    }

    public static Action not(Remedy remedy, String key, Phrase.Arg... args) {
        return Action.of(remedy).saying(key, args).build();
    }
}
