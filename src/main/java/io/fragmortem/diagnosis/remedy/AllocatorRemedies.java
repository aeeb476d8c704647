package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;
import static io.fragmortem.phrase.Phrase.span;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.DefragEffort;
import io.fragmortem.diagnosis.evidence.MallocEvidence;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.Versions;
import io.fragmortem.snapshot.Field;
import java.util.Optional;
import java.util.OptionalDouble;

/** What makes the allocator give memory back, for the builds that can. */
public final class AllocatorRemedies {

    private static final double GIB = 1 << 30;

    /** Seconds for which MEMORY PURGE held the main thread per GiB returned: 0.17 and 0.43 were measured. */
    private static final double STALL_MOST = 0.5;

    /** Less than this nobody tells from nothing. */
    private static final double STALL_SEEN = 0.1;

    /** jemalloc 3 and 4 purge by themselves when more than one page in this many active ones is dirty: lg_dirty_mult 3. */
    private static final double DIRTY_PART = 8;

    private AllocatorRemedies() {}

    /** What can be dirty at most: jemalloc from 5.0 on bounds it by time alone. */
    private static double mostDirty(Case c) {
        boolean old = c.server()
                .allocator()
                .filter(a ->
                        a.startsWith("jemalloc-") && Versions.compare(a.substring("jemalloc-".length()), "5.0") < 0)
                .isPresent();
        double rss = c.levels().lastRss();
        return old && rss > 0 ? rss / DIRTY_PART : Double.POSITIVE_INFINITY;
    }

    /** MEMORY PURGE: only with jemalloc (others answer OK and do nothing), only from 4.0 on. */
    public static Optional<Action> purge(Case c, double back) {
        boolean able = c.server().allocatorKind() == AllocatorKind.JEMALLOC
                && c.vintage().isAtLeast("4.0");
        double dirty = Math.min(back, mostDirty(c));
        if (!able || dirty < c.thresholds().floorBytes()) {
            return Optional.empty();
        }
        return Optional.of(Action.of(Remedy.MEMORY_PURGE)
                .saying("remedy.purge", bytes(dirty))
                .command(Commands.client(c) + "MEMORY PURGE")
                .back(dirty)
                .needs("remedy.purge.needs")
                .before(new Preconditions(c).ofPurge())
                .risk("remedy.purge.risk", span(Math.max(STALL_SEEN, STALL_MOST * dirty / GIB)))
                .notWhen("remedy.purge.not")
                .verify("remedy.purge.verify")
                .build());
    }

    /** Why the pages were not returned by themselves: what the captured settings tell, else where to look. */
    public static Action decay(Case c) {
        boolean thread = c.vintage().isAtLeast("6.0");
        ActionBuilder action = Action.of(Remedy.DECAY_SETTINGS).verify("remedy.decay.verify");
        if (MallocEvidence.dirtyDecay(c).orElse(0) < 0) {
            return action.saying("remedy.decay.never", MallocEvidence.variable(c))
                    .risk("remedy.decay.never.risk")
                    .build();
        }
        if (!thread) {
            return action.saying("remedy.decay.traffic").build();
        }
        OptionalDouble on = c.timeline().last(Field.CONFIG_JEMALLOC_BG_THREAD);
        action.needs("remedy.decay.needs");
        if (on.isPresent() && on.getAsDouble() == 0) {
            Commands.set(c, "jemalloc-bg-thread", "yes").forEach(action::command);
            return action.saying("remedy.decay.off").build();
        }
        return on.isPresent()
                ? action.saying("remedy.decay.on")
                        .command(Commands.client(c) + "MEMORY MALLOC-STATS")
                        .build()
                : action.saying("remedy.decay.thread")
                        .command(Commands.client(c) + "CONFIG GET jemalloc-bg-thread")
                        .build();
    }

    /** Active defragmentation: offered, tuned, questioned or refused by what this build can do and what it does already. */
    public static Optional<Action> defrag(Case c, Claim claim) {
        if (claim.isOver()) {
            return againstTheNextTime(c, claim);
        }
        if (c.server().defrag() == DefragSupport.NO) {
            return Optional.of(
                    Action.of(Remedy.NO_DEFRAG).saying("remedy.defrag.cannot").build());
        }
        DefragEffort effort = DefragEffort.of(c, DefragEffort.BUSY.value());
        if (effort.isInVain(DefragEffort.LEAST_SECONDS.value(), DefragEffort.LEFT.value())) {
            return Optional.of(defragTuning(c));
        }
        if (effort.percent() > 0) {
            return Optional.of(Action.of(Remedy.LET_DEFRAG_WORK)
                    .saying("remedy.defrag.running")
                    .verify("remedy.defrag.verify")
                    .build());
        }
        if (c.timeline().last(Field.CONFIG_ACTIVEDEFRAG).orElse(0) > 0) {
            return Optional.of(idle(c, claim.now()));
        }
        return Optional.of(turnOn(c, isCertain(c) ? "remedy.defrag" : "remedy.defrag.try", claim.now())
                .back(claim.now())
                .before(new Preconditions(c).ofDefrag(claim.now()))
                .verify("remedy.defrag.verify")
                .build());
    }

    /** What has come and gone may come again: kept on where it ran, turned on where it can be. */
    private static Optional<Action> againstTheNextTime(Case c, Claim claim) {
        if (c.timeline().max(Field.ACTIVE_DEFRAG_RUNNING).orElse(0) > 0) {
            return Optional.of(
                    Action.of(Remedy.KEEP_DEFRAG).saying("remedy.defrag.keep").build());
        }
        boolean on = c.timeline().last(Field.CONFIG_ACTIVEDEFRAG).orElse(0) > 0;
        return on || c.server().defrag() == DefragSupport.NO
                ? Optional.empty()
                : Optional.of(turnOn(c, isCertain(c) ? "remedy.defrag.again" : "remedy.defrag.again.try", claim.bytes())
                        .verify("remedy.defrag.again.verify")
                        .build());
    }

    private static ActionBuilder turnOn(Case c, String key, double free) {
        return Action.of(Remedy.ACTIVE_DEFRAG)
                .saying(key, bytes(free))
                .command(Commands.client(c) + "CONFIG SET activedefrag yes")
                .needs("remedy.defrag.needs")
                .risk("remedy.defrag.risk")
                .notWhen("remedy.defrag.not");
    }

    /** Whether the build has what active defrag needs; services build with Redis's own jemalloc. */
    private static boolean isCertain(Case c) {
        return c.server().defrag() == DefragSupport.YES || Deployment.of(c).service() != Deployment.Service.NONE;
    }

    /** It is on and does not run: one of its own two thresholds stands above the waste, or a child pauses it. */
    private static Action idle(Case c, double waste) {
        Preconditions data = new Preconditions(c);
        double share = data.defragShare(waste);
        ActionBuilder action =
                Action.of(Remedy.DEFRAG_TUNING).risk("remedy.defrag.risk").verify("remedy.defrag.verify");
        boolean little = waste < data.defragIgnoresBytes();
        boolean thin = share < data.defragIgnoresShare();
        if (!little && !thin) {
            return action.saying(data.hasChild() ? "remedy.defrag.child" : "remedy.defrag.idle")
                    .command(Commands.client(c) + "CONFIG GET active-defrag-*")
                    .build();
        }
        action.back(waste);
        if (little) {
            Commands.set(c, "active-defrag-ignore-bytes", RoundSize.text(RoundSize.near(waste / 2)))
                    .forEach(action::command);
        }
        if (thin) {
            int percent = (int) Math.max(1, Math.floor(100 * share / 2));
            Commands.set(c, "active-defrag-threshold-lower", Integer.toString(percent))
                    .forEach(action::command);
        }
        return action.saying(
                        little && thin
                                ? "remedy.defrag.blocked.both"
                                : little ? "remedy.defrag.blocked.bytes" : "remedy.defrag.blocked.share",
                        bytes(waste),
                        bytes(data.defragIgnoresBytes()),
                        percent(share),
                        percent(data.defragIgnoresShare()))
                .build();
    }

    /** It runs; what it may take of a core, and what it did with that, are in the data. */
    public static Action defragTuning(Case c) {
        DefragEffort effort = DefragEffort.of(c, DefragEffort.BUSY.value());
        ActionBuilder action = Action.of(Remedy.DEFRAG_TUNING)
                .command(Commands.client(c) + "CONFIG GET active-defrag-*")
                .risk("remedy.readonly")
                .verify("remedy.defrag.verify");
        return effort.seconds() > 0
                ? action.saying(
                                "remedy.defrag.vain",
                                span(effort.seconds()),
                                count(effort.percent()),
                                bytes(effort.before()),
                                bytes(effort.now()))
                        .build()
                : action.saying("remedy.defrag.tune").build();
    }

    public static Action decommit(Case c, double back) {
        return Action.of(Remedy.MEMORY_DECOMMIT)
                .saying("remedy.decommit", bytes(back))
                .command(Commands.client(c) + "MEMORY DECOMMIT")
                .back(back)
                .risk("remedy.decommit.risk")
                .verify("remedy.decommit.verify")
                .build();
    }

    public static Action dragonflyDefrag(Case c) {
        return Action.of(Remedy.DRAGONFLY_DEFRAG)
                .saying("remedy.dragonfly")
                .command(Commands.client(c) + "MEMORY DEFRAGMENT")
                .verify("remedy.decommit.verify")
                .build();
    }

    /** What comes back after each restart must be packed while the server runs, which this build cannot. */
    public static Action defragBuild() {
        return Action.of(Remedy.DEFRAG_BUILD)
                .saying("remedy.defrag.build")
                .risk("remedy.defrag.risk")
                .verify("remedy.defrag.build.verify")
                .build();
    }

    public static Action jemallocBuild() {
        return Action.of(Remedy.NO_PURGE_NO_DEFRAG).saying("remedy.libc").build();
    }
}
