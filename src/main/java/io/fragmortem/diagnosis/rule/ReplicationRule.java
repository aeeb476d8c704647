package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Closings;
import io.fragmortem.diagnosis.remedy.ReplicationRemedies;
import io.fragmortem.diagnosis.remedy.ReplicationRemedies.Held;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.Arrays;
import java.util.OptionalLong;

/** Replication memory: the backlog, and what replicas have not read yet. */
final class ReplicationRule implements Rule {

    private static final Input[] BUFFERS = {Input.of(Field.MEM_REPLICATION_BACKLOG), Input.of(Field.MEM_CLIENTS_SLAVES)
    };

    /** Dragonfly's, which counts data alone as used memory: the log of each shard and what is on its way to replicas. */
    private static final Field[] BESIDE = {
        Field.LSN_BUFFER_BYTES_SUM,
        Field.PSYNC_BUFFER_BYTES,
        Field.REPLICATION_STREAMING_BUFFER_BYTES,
        Field.REPLICATION_FULL_SYNC_BUFFER_BYTES
    };

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.REPLICATION_BACKLOG)
            .needs(BUFFERS)
            .uses(BESIDE)
            .uses(
                    Field.REPL_BACKLOG_SIZE,
                    Field.CONFIG_REPL_BACKLOG_SIZE,
                    Field.MEM_REPLICA_FULL_SYNC_BUFFER,
                    Field.MEM_REPLICAS_REPL_BUFFER,
                    Field.USED_MEMORY_DATASET)
            .uses(Input.of(Event.Kind.FULL_SYNC), Input.of(Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT))
            .decidesBySignificance()
            .decidesBy(Thresholds.FLOOR_BYTES)
            .rulesOut(Cause.DATASET_GROWTH);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (c.server().allocatorKind() == AllocatorKind.MIMALLOC) {
            return beside(c);
        }
        Closings cut = c.closings().ofReplicas(true);
        boolean told = c.has(Component.REPLICATION_BACKLOG) || c.has(Component.REPLICAS);
        if (!told) {
            boolean logged =
                    c.isLogOnly() && cut.all().stream().anyMatch(closing -> closing.who() == Closings.Who.REPLICA);
            return logged ? logged(c, cut) : missing(BUFFERS);
        }
        Claim claim = c.claim(c.sum(Component.REPLICATION_BACKLOG, Component.REPLICAS));
        if (!claim.isSignificant(c.thresholds())) {
            return ok("replication.ok", claim);
        }
        double used = c.series().used()[claim.at()];
        double size = c.timeline()
                .last(Field.REPL_BACKLOG_SIZE)
                .orElse(c.timeline().last(Field.CONFIG_REPL_BACKLOG_SIZE).orElse(0));
        double replicas = c.part(Component.REPLICAS)[claim.at()];
        long syncs = c.timeline().events().stream()
                .filter(e -> e.kind() == Event.Kind.FULL_SYNC)
                .count();
        int closed = cut.count();
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), claim);
        boolean trouble = closed > 0 || syncs > 0 || ReplicationRemedies.refused(c) > 0;
        if (holder(c, claim) == Held.BY_BACKLOG && !trouble && claim.bytes() <= Claim.HALF * used) {
            suspect.severity(Severity.INFO); // it is as large as somebody set it, and grows no further
        }
        return found(suspect.confidence(Confidence.HIGH)
                .past("replication.past", bytes(claim.bytes()), bytes(used), percent(claim.bytes() / used))
                .claim(
                        switch (holder(c, claim)) {
                            case BY_BACKLOG -> "replication.claim";
                            case BY_REPLICAS -> "replication.claim.replicas";
                            case BY_SYNC -> "replication.claim.sync";
                        },
                        bytes(claim.bytes()),
                        bytes(used),
                        percent(claim.bytes() / used))
                .evidenceIf(size > 0, "replication.evidence.size", bytes(size))
                .evidenceIf(replicas > c.thresholds().floorBytes(), "replication.evidence.replicas", bytes(replicas))
                .evidenceIf(syncs > 0, "replication.evidence.syncs", count(syncs))
                .evidenceIf(closed > 0, "replication.evidence.closed", count(closed))
                .ruledOutIf(
                        c.has(Component.DATASET),
                        Cause.DATASET_GROWTH,
                        "buffers.not.data",
                        bytes(c.part(Component.DATASET)[claim.at()]))
                .remedies(ReplicationRemedies.of(c, size, holder(c, claim)))
                .build());
    }

    private static Held holder(Case c, Claim claim) {
        double half = Claim.HALF * claim.bytes();
        int row = c.sample(claim.at());
        double sync = Math.max(
                c.timeline().at(Field.MEM_REPLICA_FULL_SYNC_BUFFER, row).orElse(0),
                c.timeline().at(Field.MEM_REPLICAS_REPL_BUFFER, row).orElse(0));
        if (sync > half) {
            return Held.BY_SYNC;
        }
        return c.part(Component.REPLICAS)[claim.at()] > half ? Held.BY_REPLICAS : Held.BY_BACKLOG;
    }

    /** A replica that is closed at its limit starts its synchronisation over, and gets no further than the last time. */
    private Outcome logged(Case c, Closings cut) {
        Claim claim = Claim.standing(new Claim.Held(cut.most(), 0, 0), OptionalLong.empty());
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim(
                        cut.count() > 1 ? "replication.closed.claim" : "replication.closed.once",
                        count(cut.count()),
                        bytes(cut.most()))
                .evidence("log.only")
                .remedies(ReplicationRemedies.of(c, 0, Held.BY_BACKLOG))
                .build());
    }

    /** Bytes of replication that stand between used memory and RSS, per row; 0 but for Dragonfly. */
    static double[] besideUsed(Case c) {
        double[] total = c.filled(0);
        if (c.server().allocatorKind() == AllocatorKind.MIMALLOC) {
            for (Field field : BESIDE) {
                total = Columns.combine(total, c.column(field), (sum, bytes) -> sum + (bytes > 0 ? bytes : 0));
            }
        }
        return total;
    }

    /** Whether the dump says what replication holds there. */
    static boolean tellsBeside(Case c) {
        return Arrays.stream(BESIDE).anyMatch(c.timeline()::has);
    }

    private Outcome beside(Case c) {
        if (!tellsBeside(c)) {
            return missing(BUFFERS);
        }
        Claim claim = c.claim(besideUsed(c));
        if (!claim.isSignificant(c.thresholds())) {
            return ok("replication.ok", claim);
        }
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.HIGH)
                .past(
                        "replication.beside.past",
                        bytes(claim.bytes()),
                        bytes(c.series().used()[claim.at()]))
                .claim(
                        "replication.beside.claim",
                        bytes(claim.bytes()),
                        bytes(c.series().used()[claim.at()]))
                .remedy(ReplicationRemedies.shardLog(c))
                .build());
    }
}
