package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Timeline;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the event that explains a certified change: it stands shortly before it, and it moves this metric in this direction, by
 * about as much where the event tells a size. Facts beside each other, not a proof.
 */
public final class Triggers {

    /** The allocator answers within its decay of 10 seconds; the server samples itself and the capture the server. */
    private static final long WITHIN_MICROS = 20_000_000;

    /** In a denser capture an effect that takes longer than so many samples did not come right after. */
    private static final int CADENCES = 2;

    /** A size that the event tells may differ from the step by this factor. */
    private static final double SAME_SIZE = 3;

    private static final Set<Metric> DATA =
            Set.of(Total.USED_MEMORY, Component.USED, Component.DATASET, Component.KEYSPACE, Component.OVERHEAD);

    /** What freed data leaves behind. */
    private static final Set<Metric> GAP = Set.of(Component.FRAGMENTATION, Component.RETAINED, Component.UNATTRIBUTED);

    private static final Set<Metric> PROCESS = Set.of(Total.USED_MEMORY_RSS, Component.OUTSIDE);
    private static final Set<Metric> REPLICATION =
            Set.of(Component.REPLICAS, Component.REPLICATION_BACKLOG, Component.OVERHEAD, Total.USED_MEMORY);

    private Triggers() {}

    /** The nearest event that precedes the change and fits it. */
    public static Optional<Event> of(Change change, Timeline timeline) {
        Optional<Event> nearest = Optional.empty();
        long cadence = timeline.quality().cadenceMicros();
        long within = cadence == 0 ? WITHIN_MICROS : Math.min(WITHIN_MICROS, CADENCES * cadence);
        for (Event event : timeline.events()) {
            long at = event.stamp().epochMicros();
            // what counters tell came at some time before the dump that tells it
            long from = at - (event.isCounted() ? micros(event) : 0);
            boolean before = event.stamp().known() && from <= change.highMicros() && change.lowMicros() - at < within;
            boolean told = nearest.filter(other -> isPartOf(other, event)).isPresent();
            if (before && !told && fits(change, event)) {
                nearest = Optional.of(event);
            }
        }
        return nearest;
    }

    /** The fork of a full synchronisation, and its copies, are no event beside it. */
    private static boolean isPartOf(Event whole, Event event) {
        return whole.kind() == Event.Kind.FULL_SYNC
                && (event.kind() == Event.Kind.FORK_START || event.kind() == Event.Kind.COPY_ON_WRITE);
    }

    private static long micros(Event event) {
        return (long) (event.number(Amount.DURATION_SECONDS).orElse(0) * 1e6);
    }

    /** An event as a row of the timeline says it. */
    public static Phrase phrase(Event event) {
        return Phrase.of("row.event." + Spelling.lower(event.kind()), Phrase.name(event.text()));
    }

    /** An event in a few words inside a sentence, without the line of the log. */
    public static Phrase briefly(Event event) {
        return Phrase.of("trigger." + Spelling.lower(event.kind()), Phrase.name(event.text()));
    }

    private static boolean fits(Change change, Event event) {
        boolean rises = change.after() > change.before();
        Metric metric = change.metric();
        if (event.isCounted() && change.kind() == ChangePoint.Kind.SLOPE) {
            return false; // a command of an unknown moment makes a step, and not that growth is slower from then on
        }
        return switch (event.kind()) {
            case SERVER_START, CRASH, KERNEL_OOM_KILL, SERVER_STOP -> true;
            case LOAD -> rises && (DATA.contains(metric) || PROCESS.contains(metric));
            case FLUSH -> rises ? GAP.contains(metric) : DATA.contains(metric) || PROCESS.contains(metric);
            case DEFRAG_START -> !rises && (metric == Component.FRAGMENTATION || PROCESS.contains(metric));
            case DEFRAG_END -> metric == Component.FRAGMENTATION || PROCESS.contains(metric);
            case FORK_START, COPY_ON_WRITE -> rises && (REPLICATION.contains(metric) || metric == Component.AOF_BUFFER);
            case FORK_END, CHILD_KILLED -> !rises && (REPLICATION.contains(metric) || metric == Component.AOF_BUFFER);
            case FULL_SYNC -> rises ? REPLICATION.contains(metric) || DATA.contains(metric) : DATA.contains(metric);
            case REPLICA_LOST -> !rises && REPLICATION.contains(metric);
            case CLIENT_CLOSED_BUFFER_LIMIT, CLIENT_EVICTED ->
                !rises && (metric == Component.CLIENTS || REPLICATION.contains(metric)) && isAsLarge(change, event);
            case ROLE_CHANGE -> REPLICATION.contains(metric) || DATA.contains(metric);
            case SLOW_SCRIPT ->
                rises && (metric == Component.LUA || metric == Component.SCRIPTS || metric == Component.CLIENTS);
            case COMMAND -> commandFits(event.text().toUpperCase(Locale.ROOT), metric, rises);
            case OUT_OF_MEMORY, FORK_FAILED, UNREACHABLE, PARTIAL_SYNC, CONFIG_WARNING, CLOCK_ANCHOR, NOTE -> false;
        };
    }

    private static boolean commandFits(String command, Metric metric, boolean rises) {
        if (command.contains("MEMORY PURGE")) {
            return !rises && (metric == Component.RETAINED || PROCESS.contains(metric));
        }
        if (command.contains("SCRIPT FLUSH")) {
            return !rises && (metric == Component.LUA || metric == Component.SCRIPTS || PROCESS.contains(metric));
        }
        if (command.contains("ACTIVEDEFRAG")) {
            return metric == Component.FRAGMENTATION || PROCESS.contains(metric);
        }
        if (command.contains("MAXMEMORY")) {
            return DATA.contains(metric) || GAP.contains(metric);
        }
        return command.contains("CLIENT KILL") && !rises && metric == Component.CLIENTS;
    }

    /** The step of a level; a bend tells no size. */
    private static boolean isAsLarge(Change change, Event event) {
        double told = Math.max(
                event.number(Amount.TOT_MEM_BYTES).orElse(0),
                event.number(Amount.OMEM_BYTES).orElse(0));
        double step = Math.abs(change.after() - change.before());
        return told == 0
                || change.kind() == ChangePoint.Kind.SLOPE
                || (step <= SAME_SIZE * told && told <= SAME_SIZE * step);
    }
}
