package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.memory.Versions;
import io.fragmortem.snapshot.Field;
import java.util.Optional;

/** What makes the allocator give memory back, for the builds that can. */
public final class AllocatorRemedies {

    private AllocatorRemedies() {}

    private static boolean hasMemoryCommand(Case c) {
        boolean four = c.server
                .version()
                .map(v -> c.server.product() != Product.REDIS || Versions.compare(v, "4.0") >= 0)
                .orElse(c.timeline.has(Field.USED_MEMORY_STARTUP) || c.timeline.has(Field.ACTIVE_DEFRAG_RUNNING));
        return four && c.server.product() != Product.DRAGONFLY;
    }

    /** MEMORY PURGE: only with jemalloc (others answer OK and do nothing), only from 4.0 on. */
    public static Optional<Action> purge(Case c, double back) {
        boolean able = c.server.allocatorKind() == AllocatorKind.JEMALLOC && hasMemoryCommand(c);
        if (!able || back < c.thresholds.floorBytes()) {
            return Optional.empty();
        }
        return Optional.of(Action.of(Remedy.MEMORY_PURGE)
                .saying("remedy.purge", bytes(back))
                .command(Remedies.client(c) + "MEMORY PURGE")
                .back(back)
                .needs("remedy.purge.needs")
                .before(new Preconditions(c).ofPurge())
                .risk("remedy.purge.risk")
                .notWhen("remedy.purge.not")
                .verify("remedy.purge.verify")
                .build());
    }

    /** Why the pages were not returned by themselves. */
    public static Action decay(Case c) {
        boolean six = c.server
                .version()
                .map(v -> Versions.compare(v, "6.0") >= 0)
                .orElse(c.timeline.has(Field.LAZYFREED_OBJECTS));
        boolean thread = six || c.server.product() == Product.VALKEY;
        ActionBuilder action = Action.of(Remedy.DECAY_SETTINGS).verify("remedy.decay.verify");
        return thread
                ? action.saying("remedy.decay.thread")
                        .command(Remedies.client(c) + "CONFIG GET jemalloc-bg-thread")
                        .needs("remedy.decay.needs")
                        .build()
                : action.saying("remedy.decay.traffic").build();
    }

    /** Active defragmentation: offered, questioned or refused by what this build can do. */
    public static Optional<Action> defrag(Case c, Claim claim) {
        boolean running = Case.lastOf(c.column(Field.ACTIVE_DEFRAG_RUNNING)).orElse(0) > 0;
        if (claim.isOver()) {
            boolean ran = c.timeline.max(Field.ACTIVE_DEFRAG_RUNNING).orElse(0) > 0;
            return ran
                    ? Optional.of(Action.of(Remedy.KEEP_DEFRAG)
                            .saying("remedy.defrag.keep")
                            .build())
                    : Optional.empty();
        }
        if (c.server.defrag() == DefragSupport.NO) {
            return Optional.of(
                    Action.of(Remedy.NO_DEFRAG).saying("remedy.defrag.cannot").build());
        }
        if (running) {
            return Optional.of(Action.of(Remedy.LET_DEFRAG_WORK)
                    .saying("remedy.defrag.running")
                    .verify("remedy.defrag.verify")
                    .build());
        }
        boolean sure = c.server.defrag() == DefragSupport.YES;
        return Optional.of(Action.of(Remedy.ACTIVE_DEFRAG)
                .saying(sure ? "remedy.defrag" : "remedy.defrag.try", bytes(claim.now()))
                .command(Remedies.client(c) + "CONFIG SET activedefrag yes")
                .back(claim.now())
                .needs("remedy.defrag.needs")
                .before(new Preconditions(c).ofDefrag(claim.now()))
                .risk("remedy.defrag.risk")
                .notWhen("remedy.defrag.not")
                .verify("remedy.defrag.verify")
                .build());
    }

    public static Action defragTuning(Case c) {
        return Action.of(Remedy.DEFRAG_TUNING)
                .saying("remedy.defrag.tune")
                .command(Remedies.client(c) + "CONFIG GET active-defrag-*")
                .risk("remedy.readonly")
                .verify("remedy.defrag.verify")
                .build();
    }

    public static Action decommit(Case c, double back) {
        return Action.of(Remedy.MEMORY_DECOMMIT)
                .saying("remedy.decommit", bytes(back))
                .command(Remedies.client(c) + "MEMORY DECOMMIT")
                .back(back)
                .risk("remedy.purge.risk")
                .verify("remedy.decommit.verify")
                .build();
    }

    public static Action dragonflyDefrag(Case c) {
        return Action.of(Remedy.DRAGONFLY_DEFRAG)
                .saying("remedy.dragonfly")
                .command(Remedies.client(c) + "MEMORY DEFRAGMENT")
                .verify("remedy.decommit.verify")
                .build();
    }

    public static Action jemallocBuild() {
        return Action.of(Remedy.NO_PURGE_NO_DEFRAG).saying("remedy.libc").build();
    }
}
