package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.memory.Versions;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.TrendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What helps, checked against what this build and version can do. Effects and risks: facts about the servers' own code,
 * see the site's page on remedies.
 */
final class Remedies {

    /** An instance name may only be put into a command when it is a plain host and port. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}):(\\d{1,5})");

    private Remedies() {}

    /** The client and address for commands, as far as the instance's name tells it. */
    static String client(Case c) {
        String program = c.server.product() == Product.VALKEY ? "valkey-cli" : "redis-cli";
        Matcher address = ADDRESS.matcher(c.timeline.name());
        if (address.matches()) {
            return program + " -h " + address.group(1) + " -p " + address.group(2) + " ";
        }
        return program + " ";
    }

    static Phrase.Arg perDay(Case c, String metric) {
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

    private static boolean hasMemoryCommand(Case c) {
        boolean four = c.server
                .version()
                .map(v -> c.server.product() != Product.REDIS || Versions.compare(v, "4.0") >= 0)
                .orElse(c.timeline.has(Field.USED_MEMORY_STARTUP) || c.timeline.has(Field.ACTIVE_DEFRAG_RUNNING));
        return four && c.server.product() != Product.DRAGONFLY;
    }

    /** MEMORY PURGE: only with jemalloc (others answer OK and do nothing), only from 4.0 on. */
    static Optional<Action> purge(Case c, double back) {
        boolean able = c.server.allocatorKind() == AllocatorKind.JEMALLOC && hasMemoryCommand(c);
        if (!able || back < c.thresholds.floorBytes()) {
            return Optional.empty();
        }
        return Optional.of(new Action(
                Action.Kind.DO,
                "memory-purge",
                Phrase.of("remedy.purge", bytes(back)),
                List.of(client(c) + "MEMORY PURGE"),
                OptionalDouble.of(back),
                Optional.of(Phrase.of("remedy.purge.risk")),
                Optional.of(Phrase.of("remedy.purge.not")),
                Optional.of(Phrase.of("remedy.purge.verify")),
                List.of()));
    }

    /** Why the pages were not returned by themselves. */
    static Action decay(Case c) {
        boolean six = c.server
                .version()
                .map(v -> Versions.compare(v, "6.0") >= 0)
                .orElse(c.timeline.has(Field.LAZYFREED_OBJECTS));
        boolean thread = six || c.server.product() == Product.VALKEY;
        return new Action(
                Action.Kind.DO,
                "decay-settings",
                Phrase.of(thread ? "remedy.decay.thread" : "remedy.decay.traffic"),
                thread ? List.of(client(c) + "CONFIG GET jemalloc-bg-thread") : List.of(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Phrase.of("remedy.decay.verify")),
                List.of());
    }

    /** A restart that cannot lose data when its steps are followed. */
    static Action restart(Case c, double back) {
        boolean persists = c.timeline.last(Field.AOF_ENABLED).orElse(0) > 0;
        List<Phrase> steps = new ArrayList<>();
        steps.add(Phrase.of("remedy.restart.step.backup", name(client(c).strip())));
        steps.add(Phrase.of("remedy.restart.step.copy"));
        steps.add(Phrase.of("remedy.restart.step.container"));
        steps.add(Phrase.of("remedy.restart.step.replica"));
        steps.add(Phrase.of(persists ? "remedy.restart.step.aof" : "remedy.restart.step.standalone"));
        return new Action(
                Action.Kind.DO,
                "restart-by-failover",
                Phrase.of("remedy.restart", bytes(back)),
                List.of(),
                OptionalDouble.of(back),
                Optional.of(Phrase.of("remedy.restart.risk")),
                Optional.of(Phrase.of("remedy.restart.not")),
                Optional.of(Phrase.of("remedy.restart.verify")),
                steps);
    }

    /** Active defragmentation: offered, questioned or refused by what this build can do. */
    static Optional<Action> defrag(Case c, Claim claim) {
        boolean running = Case.lastOf(c.column(Field.ACTIVE_DEFRAG_RUNNING)).orElse(0) > 0;
        if (claim.isRecovered()) {
            boolean ran = c.timeline.max(Field.ACTIVE_DEFRAG_RUNNING).orElse(0) > 0;
            return ran ? Optional.of(plain(Action.Kind.DO, "keep-defrag", "remedy.defrag.keep")) : Optional.empty();
        }
        if (c.server.defrag() == DefragSupport.NO) {
            return Optional.of(plain(Action.Kind.NOT, "no-defrag", "remedy.defrag.cannot"));
        }
        if (running) {
            return Optional.of(plain(Action.Kind.DO, "let-defrag-work", "remedy.defrag.running"));
        }
        boolean sure = c.server.defrag() == DefragSupport.YES;
        return Optional.of(new Action(
                Action.Kind.DO,
                "active-defrag",
                Phrase.of(sure ? "remedy.defrag" : "remedy.defrag.try", bytes(claim.now())),
                List.of(client(c) + "CONFIG SET activedefrag yes"),
                OptionalDouble.of(claim.now()),
                Optional.of(Phrase.of("remedy.defrag.risk")),
                Optional.of(Phrase.of("remedy.defrag.not")),
                Optional.of(Phrase.of("remedy.defrag.verify")),
                List.of()));
    }

    static Action decommit(Case c, double back) {
        return new Action(
                Action.Kind.DO,
                "memory-decommit",
                Phrase.of("remedy.decommit", bytes(back)),
                List.of(client(c) + "MEMORY DECOMMIT"),
                OptionalDouble.of(back),
                Optional.of(Phrase.of("remedy.purge.risk")),
                Optional.empty(),
                Optional.of(Phrase.of("remedy.decommit.verify")),
                List.of());
    }

    static Action dragonflyDefrag(Case c) {
        return withCommand(Action.Kind.DO, "dragonfly-defrag", "remedy.dragonfly", client(c) + "MEMORY DEFRAGMENT");
    }

    static Action findOutside(Case c) {
        List<String> commands = new ArrayList<>();
        commands.add(client(c) + "MODULE LIST");
        commands.add(client(c) + "MEMORY STATS");
        commands.add("cat /proc/$(pidof redis-server valkey-server)/smaps_rollup");
        return new Action(
                Action.Kind.DO,
                "find-outside",
                Phrase.of("remedy.outside"),
                commands,
                OptionalDouble.empty(),
                Optional.of(Phrase.of("remedy.readonly")),
                Optional.empty(),
                Optional.of(Phrase.of("remedy.outside.verify")),
                List.of());
    }

    static Action jemallocBuild(Case c) {
        return plain(Action.Kind.NOT, "no-purge-no-defrag", "remedy.libc");
    }

    static Action moreMemory(Case c) {
        return withCommand(
                Action.Kind.DO,
                "more-memory",
                "remedy.swap",
                "grep VmSwap /proc/$(pidof redis-server valkey-server)/status");
    }

    static Action neverPurgeSwapped() {
        return plain(Action.Kind.NOT, "no-purge-while-swapped", "remedy.swap.not");
    }

    static Action clientList(Case c) {
        return withCommand(Action.Kind.DO, "client-list", "remedy.clients.list", client(c) + "CLIENT LIST");
    }

    static Action limitClients(Case c) {
        boolean seven = c.timeline.has(Field.EVICTED_CLIENTS) || c.timeline.has(Field.MEM_CLUSTER_LINKS);
        String key = seven ? "remedy.clients.limit.seven" : "remedy.clients.limit";
        return new Action(
                Action.Kind.DO,
                "limit-clients",
                Phrase.of(key),
                List.of(client(c) + "CONFIG GET client-output-buffer-limit"),
                OptionalDouble.empty(),
                Optional.of(Phrase.of("remedy.clients.limit.risk")),
                Optional.empty(),
                Optional.of(Phrase.of("remedy.clients.limit.verify")),
                List.of());
    }

    static Action backlog(Case c, double size) {
        boolean closed = c.timeline.events().stream().anyMatch(e -> e.kind() == Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT);
        return new Action(
                Action.Kind.DO,
                "replication-limits",
                closed
                        ? Phrase.of("remedy.replication.closed")
                        : size > 0
                                ? Phrase.of("remedy.replication.size", bytes(size))
                                : Phrase.of("remedy.replication"),
                List.of(client(c) + "INFO replication", client(c) + "CONFIG GET repl-backlog-size"),
                OptionalDouble.empty(),
                Optional.of(Phrase.of("remedy.replication.risk")),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Action scriptFlush(Case c, double back) {
        return new Action(
                Action.Kind.DO,
                "script-flush",
                Phrase.of("remedy.lua", bytes(back)),
                List.of(client(c) + "SCRIPT FLUSH"),
                OptionalDouble.of(back),
                Optional.of(Phrase.of("remedy.lua.risk")),
                Optional.empty(),
                Optional.of(Phrase.of("remedy.lua.verify")),
                List.of());
    }

    static Action fewerKeys() {
        return plain(Action.Kind.DO, "fewer-keys", "remedy.keys");
    }

    static Action capacity(Case c) {
        return withCommand(Action.Kind.DO, "capacity", "remedy.growth", client(c) + "--bigkeys");
    }

    static Action forkHeadroom(Case c) {
        return withCommand(
                Action.Kind.DO,
                "fork-headroom",
                "remedy.fork",
                "cat /sys/kernel/mm/transparent_hugepage/enabled /proc/sys/vm/overcommit_memory");
    }

    static Action lowerMaxmemory(Case c) {
        return plain(Action.Kind.DO, "maxmemory-from-limit", "remedy.headroom");
    }

    static Action defragTuning(Case c) {
        return withCommand(
                Action.Kind.DO, "defrag-tuning", "remedy.defrag.tune", client(c) + "CONFIG GET active-defrag-*");
    }

    /** Nothing must be restarted or removed before the dataset question is answered. */
    static Action askAboutData(double data, double peak) {
        return new Action(
                Action.Kind.ASK,
                "data-gone",
                Phrase.of("ask.data", bytes(data), bytes(peak)),
                List.of(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Action plain(Action.Kind kind, String id, String key, Phrase.Arg... args) {
        return new Action(
                kind,
                id,
                Phrase.of(key, args),
                List.of(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Action withCommand(Action.Kind kind, String id, String key, String command) {
        return new Action(
                kind,
                id,
                Phrase.of(key),
                List.of(command),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
