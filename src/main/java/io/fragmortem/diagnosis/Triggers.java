package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Timeline;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the event that explains a certified change: it stands shortly before it, and it moves this metric in this direction, by
 * about as much where the event tells a size. Facts beside each other, not a proof.
 */
public final class Triggers {

    /** The allocator answers within its decay of 10 seconds; the server samples itself and the capture the server. */
    private static final long WITHIN_MICROS = 20_000_000;

    /** A size that the event tells may differ from the step by this factor. */
    private static final double SAME_SIZE = 3;

    private Triggers() {}

    /** The nearest event that precedes the change and fits it. */
    public static Optional<Event> of(Change change, Timeline timeline) {
        Optional<Event> nearest = Optional.empty();
        for (Event event : timeline.events()) {
            long at = event.stamp().epochMicros();
            boolean before =
                    event.stamp().known() && at <= change.highMicros() && change.lowMicros() - at < WITHIN_MICROS;
            if (before && fits(change, event)) {
                nearest = Optional.of(event);
            }
        }
        return nearest;
    }

    /** An event as a row of the timeline says it. */
    public static Phrase phrase(Event event) {
        return Phrase.of("row.event." + event.kind().name().toLowerCase(Locale.ROOT), Phrase.name(event.text()));
    }

    private static boolean fits(Change change, Event event) {
        boolean rises = change.after() > change.before();
        String metric = change.metric();
        return switch (event.kind()) {
            case SERVER_START, CRASH, KERNEL_OOM_KILL, SERVER_STOP -> true;
            case LOAD -> rises && (isData(metric) || isProcess(metric));
            case FLUSH -> rises ? isGap(metric) : isData(metric) || isProcess(metric);
            case DEFRAG_START -> !rises && (metric.equals("fragmentation") || isProcess(metric));
            case DEFRAG_END -> metric.equals("fragmentation") || isProcess(metric);
            case FORK_START, COPY_ON_WRITE -> rises && (isReplication(metric) || metric.equals("aof_buffer"));
            case FORK_END, CHILD_KILLED -> !rises && (isReplication(metric) || metric.equals("aof_buffer"));
            case FULL_SYNC -> rises ? isReplication(metric) || isData(metric) : isData(metric);
            case REPLICA_LOST -> !rises && isReplication(metric);
            case CLIENT_CLOSED_BUFFER_LIMIT, CLIENT_EVICTED ->
                !rises && (metric.equals("clients") || isReplication(metric)) && isAsLarge(change, event);
            case ROLE_CHANGE -> isReplication(metric) || isData(metric);
            case SLOW_SCRIPT -> rises && (metric.equals("lua") || metric.equals("scripts") || metric.equals("clients"));
            case COMMAND -> commandFits(event.text().toUpperCase(Locale.ROOT), metric, rises);
            case OUT_OF_MEMORY, FORK_FAILED, UNREACHABLE, PARTIAL_SYNC, CONFIG_WARNING, CLOCK_ANCHOR, NOTE -> false;
        };
    }

    private static boolean commandFits(String command, String metric, boolean rises) {
        if (command.contains("MEMORY PURGE")) {
            return !rises && (metric.equals("retained") || isProcess(metric));
        }
        if (command.contains("SCRIPT FLUSH")) {
            return !rises && (metric.equals("lua") || metric.equals("scripts") || isProcess(metric));
        }
        if (command.contains("ACTIVEDEFRAG")) {
            return metric.equals("fragmentation") || isProcess(metric);
        }
        if (command.contains("MAXMEMORY")) {
            return isData(metric) || isGap(metric);
        }
        return command.contains("CLIENT KILL") && !rises && metric.equals("clients");
    }

    /** The step of a level; a bend tells no size. */
    private static boolean isAsLarge(Change change, Event event) {
        double told = Math.max(
                event.numbers().getOrDefault("tot_mem_bytes", 0.0),
                event.numbers().getOrDefault("omem_bytes", 0.0));
        double step = Math.abs(change.after() - change.before());
        return told == 0
                || change.kind() == ChangePoint.Kind.SLOPE
                || (step <= SAME_SIZE * told && told <= SAME_SIZE * step);
    }

    private static boolean isData(String metric) {
        return switch (metric) {
            case "used_memory", "used", "dataset", "keyspace", "overhead" -> true;
            default -> false;
        };
    }

    /** What freed data leaves behind. */
    private static boolean isGap(String metric) {
        return switch (metric) {
            case "fragmentation", "retained", "unattributed" -> true;
            default -> false;
        };
    }

    private static boolean isProcess(String metric) {
        return metric.equals("used_memory_rss") || metric.equals("outside");
    }

    private static boolean isReplication(String metric) {
        return metric.equals("replicas")
                || metric.equals("replication_backlog")
                || metric.equals("overhead")
                || metric.equals("used_memory");
    }
}
