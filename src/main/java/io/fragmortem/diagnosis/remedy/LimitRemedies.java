package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a server below the limit of its container or host: more room, or a maxmemory that fits. */
public final class LimitRemedies {

    /** Room above what was resident, for buffers and the copies of a fork. */
    private static final double ROOM = 1.25;

    /** A usual share of a limit for maxmemory with persistence. */
    private static final double USUAL = 0.6;

    /** Kept pages of this share of what is not in use: RSS does not follow used memory, so no ratio of the two tells a limit. */
    private static final double MOSTLY = 0.5;

    /** Of the most that fits so much is told, so that not the first buffer or copied page fills the limit. */
    private static final double SPARED = 0.9;

    /** A maxmemory that is full grows by this at most, less would be full again at once. */
    private static final double MORE = 1.25;

    private static final double HARDLY_MORE = 1.02;

    private final Case c;
    private final Optional<Bound> limit;
    private final double used;
    private final double rss;
    private final double set;

    /**
     * What helps below one limit.
     *
     * @param limit the hard limit, empty where it is not known
     * @param used bytes used at the moment that counts, NaN or 0 where it is not known
     * @param rss bytes resident at that moment, NaN or 0 where it is not known
     */
    public LimitRemedies(Case c, Optional<Bound> limit, double used, double rss) {
        this.c = c;
        this.limit = limit;
        this.used = used;
        this.rss = rss;
        this.set = Optional.ofNullable(c.series().limits().get(Limit.MAXMEMORY)).orElse(0.0);
    }

    /** More room first, since it loses nothing, then the maxmemory that fits. */
    public List<Action> all(boolean contained) {
        List<Action> actions = new ArrayList<>();
        actions.add(contained ? container() : host());
        actions.add(maxmemory());
        return actions;
    }

    private Action container() {
        ActionBuilder action = Action.of(Remedy.RAISE_LIMIT).risk("remedy.limit.risk");
        double need = ROOM * Math.max(rss > 0 ? rss : 0, Double.isNaN(full()) ? 0 : full());
        boolean known = limit.isPresent();
        if (!known || need <= limit.get().bytes()) {
            return action.saying(rss > 0 ? "remedy.limit.raise.over" : "remedy.limit.raise", bytes(rss > 0 ? rss : 0))
                    .build();
        }
        double now = limit.get().bytes();
        double to = RoundSize.above(need);
        return full() > rss
                ? action.saying("remedy.limit.raise.full", bytes(now), bytes(to), bytes(set), ratio(rss / used))
                        .build()
                : action.saying("remedy.limit.raise.to", bytes(now), bytes(to), bytes(rss))
                        .build();
    }

    /** What is resident when maxmemory is filled at the ratio of that moment, NaN where it is not known. */
    private double full() {
        return set > 0 && used > 0 && rss > used ? set * rss / used : Double.NaN;
    }

    /** Where something else filled the host, no setting of the server helps. */
    public static Action othersOnHost() {
        return Action.of(Remedy.RAISE_LIMIT)
                .saying("remedy.limit.others")
                .command("ps -eo rss,comm --sort=-rss | head")
                .build();
    }

    /** Where the kernel refuses memory that is free. */
    public static Action overcommit() {
        return Action.of(Remedy.RAISE_LIMIT)
                .saying("remedy.limit.overcommit")
                .command("grep -i commit /proc/meminfo")
                .command("sysctl -w vm.overcommit_memory=1")
                .risk("remedy.fork.risk")
                .build();
    }

    private Action host() {
        return Action.of(Remedy.RAISE_LIMIT).saying("remedy.limit.host").build();
    }

    /**
     * The maxmemory that keeps RSS below a hard limit. RSS was so many times what was used; used memory times that must fit:
     * limit times used by RSS. Where maxmemory is no higher than this already, lowering it would not have helped.
     */
    public Action maxmemory() {
        if (limit.isEmpty() || !(used > 0) || !(rss > 0)) {
            return general();
        }
        double kept = Columns.lastOf(c.part(Component.RETAINED)).orElse(0);
        if (kept >= MOSTLY * (rss - used) && kept > 0) {
            return Action.of(Remedy.NO_MAXMEMORY)
                    .saying("not.maxmemory.kept", bytes(Math.min(kept, rss - used)), bytes(rss))
                    .build();
        }
        double holds = limit.get().bytes() * Math.min(1, used / rss);
        if (set > 0 && set <= holds) {
            return Action.of(Remedy.NO_MAXMEMORY)
                    .saying(
                            "not.maxmemory",
                            bytes(set),
                            bytes(holds),
                            Case.nameOf(limit),
                            bytes(limit.get().bytes()))
                    .build();
        }
        double to = SPARED * holds;
        boolean gone = c.ending().isPresent();
        if (RoundSize.below(to) < c.levels().lastUsed() && !gone && refuses()) {
            return Action.of(Remedy.NO_MAXMEMORY)
                    .saying("not.maxmemory.refuses", bytes(to), bytes(c.levels().lastUsed()))
                    .build();
        }
        ActionBuilder action = Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                .saying(
                        set > 0 ? "remedy.headroom.lower" : "remedy.headroom.set",
                        bytes(to),
                        Case.nameOf(limit),
                        bytes(limit.get().bytes()),
                        ratio(rss / used),
                        bytes(set))
                .verify("remedy.headroom.verify", bytes(limit.get().bytes()));
        Commands.set(c, "maxmemory", RoundSize.text(RoundSize.below(to))).forEach(action::command);
        if (gone && refuses() && RoundSize.below(to) < c.levels().lastUsed()) {
            return action.risk(
                            "remedy.headroom.risk.next.refuses",
                            bytes(c.levels().lastUsed()),
                            ratio(rss / used))
                    .build();
        }
        if (gone) {
            return action.risk("remedy.headroom.risk.next", ratio(rss / used)).build();
        }
        double evicted = c.levels().lastUsed() - to;
        return evicted > 0
                ? action.risk("remedy.headroom.risk.evicts", bytes(evicted)).build()
                : action.risk("remedy.headroom.risk").build();
    }

    /** Where writes are refused: more room for data as far as the hard limit has it, then fewer data. */
    public List<Action> againstRefusal() {
        double times = used > 0 && rss > used ? rss / used : 1;
        double fits = limit.map(bound -> SPARED * bound.bytes() / times).orElse(Double.NaN);
        double to = limit.isPresent() ? RoundSize.below(Math.min(MORE * set, fits)) : 0;
        List<Action> actions = new ArrayList<>();
        if (to > HARDLY_MORE * Math.max(set, used)) {
            ActionBuilder raise = Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                    .saying(
                            "remedy.refused.raise",
                            bytes(set),
                            bytes(to),
                            Case.nameOf(limit),
                            bytes(limit.get().bytes()),
                            ratio(times))
                    .risk("remedy.refused.raise.risk")
                    .verify("remedy.refused.verify");
            Commands.set(c, "maxmemory", RoundSize.text((long) to)).forEach(raise::command);
            actions.add(raise.build());
        }
        actions.add(Action.of(Remedy.FEWER_KEYS)
                .saying(actions.isEmpty() ? "remedy.refused.full" : "remedy.refused.data")
                .command(Commands.client(c) + "--bigkeys")
                .risk("remedy.growth.risk")
                .verify("remedy.refused.verify")
                .build());
        return actions;
    }

    /** Without the numbers only the rule of thumb is left, and not where it lies below what is in use. */
    private Action general() {
        double usual = limit.map(bound -> USUAL * bound.bytes()).orElse(Double.NaN);
        return usual < c.levels().lastUsed()
                ? Action.of(Remedy.NO_MAXMEMORY)
                        .saying(
                                "not.maxmemory.usual",
                                bytes(usual),
                                bytes(c.levels().lastUsed()))
                        .build()
                : Action.of(Remedy.MAXMEMORY_FROM_LIMIT)
                        .saying("remedy.headroom")
                        .risk("remedy.headroom.risk")
                        .build();
    }

    /** Whether writes are refused at maxmemory: the policy that a server has unless another one is set. */
    private boolean refuses() {
        return c.timeline()
                .fact(Fact.MAXMEMORY_POLICY)
                .filter(p -> !p.equals("noeviction"))
                .isEmpty();
    }
}
