package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Closings;
import io.fragmortem.diagnosis.evidence.OutputLimit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;

/** What bounds the backlog and the buffers of replicas, with sizes from what was waiting and what is written. */
public final class ReplicationRemedies {

    /** What waited when a replica was cut off was not enough: so much more lets it finish. */
    private static final double MORE = 2;

    /** Seconds of writes that a backlog is to bridge where nobody knows how long a replica was away. */
    private static final double OUTAGE = 60;

    /** The counter holds all that ever was: so many refusals are no accident. */
    private static final int OFTEN = 3;

    /** Where most of the bytes of replication lie. */
    public enum Held {
        BY_BACKLOG,
        BY_REPLICAS,
        BY_SYNC
    }

    private ReplicationRemedies() {}

    /**
     * What helps, as far as there are replicas.
     *
     * @param size of the backlog, 0 where it is not known
     * @param held what holds most of it
     */
    public static List<Action> of(Case c, double size, Held held) {
        List<Action> actions = new ArrayList<>();
        if (held == Held.BY_SYNC) {
            return List.of(limits(c)
                    .saying("remedy.replication.sync")
                    .risk("remedy.readonly")
                    .build());
        }
        Closings closed = c.closings().ofReplicas(true);
        if (closed.count() > 0) {
            actions.add(closed(c, closed));
        }
        long refused = refused(c);
        double needed = Math.max(MORE * size, Math.max(closed.most(), OUTAGE * writtenPerSecond(c)));
        if (refused > 0 && needed > 0) {
            actions.add(larger(c, refused, size, needed));
        }
        if (actions.isEmpty()) {
            actions.add(held == Held.BY_REPLICAS ? slow(c) : backlog(c, size));
        }
        return actions;
    }

    /** What waits for one that reads slowly is not mended by another size of the backlog. */
    private static Action slow(Case c) {
        boolean listed = !c.vintage().isBefore("5.0");
        return Action.of(Remedy.REPLICATION_LIMITS)
                .command(Commands.client(c) + "INFO replication")
                .command(Commands.client(c) + (listed ? "CLIENT LIST TYPE replica" : "CLIENT LIST"))
                .command(Commands.client(c) + "CONFIG GET client-output-buffer-limit")
                .saying("remedy.replication.slow")
                .risk("remedy.replication.slow.risk")
                .verify("remedy.replication.verify")
                .build();
    }

    private static Action closed(Case c, Closings closed) {
        double most = closed.most();
        ActionBuilder action = Action.of(Remedy.REPLICATION_LIMITS).verify("remedy.replication.verify");
        if (most == 0) {
            return action.saying("remedy.replication.closed")
                    .command(Commands.client(c) + "INFO replication")
                    .command(Commands.client(c) + "CONFIG GET client-output-buffer-limit")
                    .risk("remedy.replication.closed.risk")
                    .build();
        }
        long hard = RoundSize.above(MORE * most);
        double limit = OutputLimit.of(c, Closings.Who.REPLICA)
                .map(OutputLimit::hard)
                .filter(b -> b > 0)
                .orElse(most);
        String value = Commands.replicaClass(c) + " " + RoundSize.text(hard) + " "
                + RoundSize.text(RoundSize.near(hard / 4.0)) + " 60";
        Commands.set(c, "client-output-buffer-limit", value).forEach(action::command);
        return action.saying("remedy.replication.closed.to", bytes(limit), bytes(most), bytes(hard))
                .risk("remedy.replication.closed.risk")
                .build();
    }

    private static Action larger(Case c, long refused, double size, double needed) {
        ActionBuilder action = Action.of(Remedy.BACKLOG_SIZE).verify("remedy.backlog.verify");
        long to = RoundSize.above(needed);
        Commands.set(c, "repl-backlog-size", RoundSize.text(to)).forEach(action::command);
        return action.saying(
                        size > 0 ? "remedy.backlog.from" : "remedy.backlog", count(refused), bytes(to), bytes(size))
                .risk("remedy.backlog.risk", bytes(to))
                .build();
    }

    private static Action backlog(Case c, double size) {
        Phrase sized = size > 0 ? Phrase.of("remedy.replication.size", bytes(size)) : Phrase.of("remedy.replication");
        boolean alone = size > 0 && c.timeline().last(Field.CONNECTED_SLAVES).orElse(1) == 0;
        ActionBuilder action = limits(c).command(Commands.client(c) + "CONFIG GET repl-backlog-size");
        if (alone) {
            return action.saying("remedy.replication.alone", bytes(size))
                    .risk("remedy.replication.alone.risk")
                    .build();
        }
        return action.saying(sized).build();
    }

    /** Dragonfly's log of each shard. */
    public static Action shardLog(Case c) {
        return limits(c).saying("remedy.replication.shards").build();
    }

    private static ActionBuilder limits(Case c) {
        return Action.of(Remedy.REPLICATION_LIMITS)
                .command(Commands.client(c) + "INFO replication")
                .risk("remedy.replication.risk")
                .verify("remedy.replication.verify");
    }

    /** How often a replica that came back had to begin anew because the backlog did not reach so far. */
    public static long refused(Case c) {
        double counted = c.timeline().last(Field.SYNC_PARTIAL_ERR).orElse(0);
        long logged = c.timeline().events().stream()
                .filter(e -> e.kind() == Event.Kind.NOTE && e.text().contains("for lack of backlog"))
                .count();
        return counted >= OFTEN ? Math.max(logged, (long) counted) : logged;
    }

    /** What goes into the stream of replication, by its offset; 0 where that is not told twice. */
    private static double writtenPerSecond(Case c) {
        double[] offset = c.timeline().column(Field.MASTER_REPL_OFFSET);
        int first = -1;
        int last = -1;
        for (int i = c.timeline().runs().isEmpty() ? 0 : c.timeline().lastRun().from(); i < offset.length; i++) {
            if (!Double.isNaN(offset[i])) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (!c.timeline().timed() || last <= first) {
            return 0;
        }
        double seconds = (c.timeline().timeMicros()[last] - c.timeline().timeMicros()[first]) / 1e6;
        return seconds > 0 ? Math.max(0, offset[last] - offset[first]) / seconds : 0;
    }
}
