package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.percent;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.evidence.Deaths;
import io.fragmortem.diagnosis.evidence.Relapses;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.LimitRemedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** maxmemory bounds used memory, not RSS: what stands above it must fit into the container or the host. */
public final class HeadroomRule implements Rule {

    /** RSS above this share of a hard limit is an emergency. */
    static final Threshold CRITICAL_SHARE = Threshold.share("headroom-critical-share", 0.95, Origin.JUDGEMENT);

    /** From this share of maxmemory on hardly a write passes where nothing may be evicted. */
    static final Threshold REFUSING_SHARE = Threshold.share("headroom-refusing-share", 0.99, Origin.SOURCE);

    /** Key of the claim that the limit is that of used memory, which bytes beside it do not fill. */
    public static final String REFUSES = "headroom.refuses";

    private static final Input[] LIMITS = {
        Input.of(Field.MAXMEMORY), Input.of(Field.TOTAL_SYSTEM_MEMORY), Input.of(Field.CGROUP_LIMIT)
    };

    private static final Declaration DECLARATION = Declaration.of(Severity.CRITICAL, Cause.MAXMEMORY_HEADROOM)
            .needs(LIMITS)
            .uses(Field.USED_MEMORY, Field.USED_MEMORY_RSS, Field.EVICTED_KEYS, Field.MEM_NOT_COUNTED_FOR_EVICT)
            .uses(Input.of(Fact.MAXMEMORY_POLICY))
            .uses(Field.KEYSPACE_KEYS, Field.KEYSPACE_EXPIRES, Field.ERRORSTAT_OOM)
            .uses(Field.HOST_OVERCOMMIT_MEMORY)
            .uses(Input.of(Event.Kind.KERNEL_OOM_KILL), Input.of(Event.Kind.OUT_OF_MEMORY))
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.HEADROOM_SHARE, CRITICAL_SHARE, Thresholds.AT_MAXMEMORY_SHARE, REFUSING_SHARE)
            .decidesBy(FragmentationRule.PINNED, Thresholds.SMALL_INSTANCE_BYTES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        Deaths deaths = Deaths.of(c);
        if (deaths.last().isPresent()) {
            return found(new Killed(c, deaths, deaths.last().get()).suspect(cause()));
        }
        if (c.series().limits().isEmpty() || c.size() == 0) {
            return deaths.refusals() > 0 ? refused(c, deaths) : missing(LIMITS);
        }
        double[] container = c.limit(Limit.CONTAINER);
        double[] host = c.limit(Limit.HOST);
        double[] hard = Columns.combine(container, host, (a, b) -> Double.isNaN(a) || b < a ? b : a);
        Least near = Least.ofLimit(c.value(Thresholds.HEADROOM_SHARE));
        double[] held =
                Columns.combine(c.series().rss(), c.series().used(), (rss, used) -> Double.isNaN(rss) ? used : rss);
        Claim claim = c.claim(held, Seen.LASTING, near, hard);
        if (claim.isSignificant(near)) {
            boolean contained = container[claim.at()] <= hard[claim.at()];
            Bound bound = new Bound(contained ? Limit.CONTAINER : Limit.HOST, hard[claim.at()]);
            double[] share = Columns.combine(held, hard, (h, l) -> h / l);
            int times = claim.isOver() ? new Relapses(c).returns(share, near.share()) : 0;
            return nearHardLimit(c, times > 0 ? Claim.standing(claim.worst(), claim.since()) : claim, bound, times);
        }
        return atMaxmemory(c, claim);
    }

    private Outcome nearHardLimit(Case c, Claim claim, Bound hard, int times) {
        Severity standing = claim.share() >= c.value(CRITICAL_SHARE) ? Severity.CRITICAL : Severity.WARNING;
        Phrase.Arg held = bytes(claim.bytes());
        Phrase.Arg share = percent(claim.share());
        Phrase.Arg name = Case.nameOf(Optional.of(hard));
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(claim.isOver() ? Severity.INFO : standing)
                .confidence(Confidence.HIGH)
                .claim(
                        times > 0 ? "headroom.recurs" : "headroom.claim",
                        held,
                        share,
                        name,
                        bytes(hard.bytes()),
                        count(times),
                        bytes(c.levels().lastRss()))
                .past("headroom.past", held, share, name, bytes(hard.bytes()))
                .remedies(new LimitRemedies(
                                c,
                                Optional.of(hard),
                                c.series().used()[claim.at()],
                                c.series().rss()[claim.at()])
                        .all(hard.limit() == Limit.CONTAINER))
                .build());
    }

    private Outcome refused(Case c, Deaths deaths) {
        return found(new SuspectBuilder(c, cause(), Claim.NONE)
                .confidence(Confidence.MEDIUM)
                .claim("headroom.refused", count(deaths.refusals()))
                .evidenceIf(c.isLogOnly(), "log.only")
                .build());
    }

    private Outcome atMaxmemory(Case c, Claim near) {
        double[] limit = c.limit(Limit.MAXMEMORY);
        Least least = Least.ofLimit(c.value(Thresholds.AT_MAXMEMORY_SHARE));
        Claim held = c.claim(c.series().used(), Seen.ONCE, least, limit);
        double max = limit[held.at()];
        boolean at = held.isSignificant(least) && !held.isOver();
        double answers = refusals(c);
        if (!at && answers > 0 && max > 0) {
            return c.isSingle()
                    ? ok("headroom.refused.ever", count(answers), bytes(held.now()), bytes(max))
                    : refusedBetween(c, held, max, answers);
        }
        if (!at || max < c.thresholds().significantBytes()) {
            String key = at ? "headroom.tiny" : "headroom.ok";
            return max > 0 ? ok(key, bytes(held.now()), bytes(max)) : ok("headroom.nolimit", bytes(near.now()));
        }
        double counted = held.now() - uncounted(c, held);
        boolean refusing = counted >= c.value(REFUSING_SHARE) * max || (answers > 0 && !c.isSingle());
        if (evictsNothing(c) && refusing) {
            return refusesWrites(c, held, max, answers);
        }
        if (isPastData(c, held)) {
            return aboveMaxmemory(c, limit, held, max);
        }
        double evicted = c.isSingle()
                ? c.timeline().last(Field.EVICTED_KEYS).orElse(0)
                : c.timeline().increase(Field.EVICTED_KEYS);
        Claim claim = c.claim(Columns.combine(c.series().rss(), limit, (r, m) -> r - m));
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(
                        claim.isStanding(c.thresholds()) ? "headroom.beyond" : "headroom.full",
                        bytes(held.bytes()),
                        bytes(max),
                        bytes(near.now()),
                        percent(held.share()))
                .past("headroom.full", bytes(held.bytes()), bytes(max), bytes(near.now()), percent(held.share()))
                .evidenceIf(evicted > 0, "headroom.evidence.evicted", count(evicted))
                .remedy(new LimitRemedies(c, c.series().hardLimit(), Double.NaN, Double.NaN).maxmemory())
                .build());
    }

    /** Commands that were answered with OOM: in this capture, or all that one dump counts. */
    private static double refusals(Case c) {
        return c.isSingle()
                ? c.timeline().last(Field.ERRORSTAT_OOM).orElse(0)
                : c.timeline().increase(Field.ERRORSTAT_OOM);
    }

    /** The server refused for want of memory, though no dump was taken at that moment. */
    private Outcome refusedBetween(Case c, Claim held, double max, double answers) {
        OptionalInt first = c.timeline().firstRise(Field.ERRORSTAT_OOM);
        OptionalLong since = first.isPresent() && c.timeline().timed()
                ? OptionalLong.of(c.timeline().timeMicros()[first.getAsInt()])
                : OptionalLong.empty();
        return found(new SuspectBuilder(c, cause(), Claim.standing(Claim.NONE.told(), since))
                .severity(Severity.WARNING)
                .confidence(Confidence.HIGH)
                .claim("headroom.refused.between", count(answers), bytes(max))
                .remedies(againstRefusal(c, held))
                .build());
    }

    private static List<Action> againstRefusal(Case c, Claim held) {
        return new LimitRemedies(
                        c, c.series().hardLimit(), held.now(), c.levels().lastRss())
                .againstRefusal();
    }

    /** Whether used memory stands so far above maxmemory that what does cannot be data: writes are refused, or keys evicted, before. */
    public static boolean isPastData(Case c, Claim held) {
        return held.share() > c.value(FragmentationRule.PINNED);
    }

    /** Buffers of replicas and of the AOF, which the server takes off before it compares. */
    private static double uncounted(Case c, Claim held) {
        return c.timeline()
                .lastKnown(Field.MEM_NOT_COUNTED_FOR_EVICT, c.sample(held.at()))
                .orElse(0);
    }

    /** A policy that drops nothing, or only keys with an expiry where no key has one. A replica leaves it all to its primary. */
    static boolean evictsNothing(Case c) {
        String policy = c.timeline().fact(Fact.MAXMEMORY_POLICY).orElse("");
        boolean none = c.timeline().last(Field.KEYSPACE_EXPIRES).orElse(1) == 0
                && c.timeline().last(Field.KEYSPACE_KEYS).orElse(0) > 0;
        boolean keeps = policy.equals("noeviction") || (policy.startsWith("volatile-") && none);
        return keeps && !c.server().isReplica();
    }

    private Outcome refusesWrites(Case c, Claim held, double max, double answers) {
        String policy = c.timeline().fact(Fact.MAXMEMORY_POLICY).orElse("");
        return found(new SuspectBuilder(c, cause(), held)
                .severity(Severity.CRITICAL)
                .confidence(Confidence.HIGH)
                .claim(REFUSES, bytes(held.now()), bytes(max), name(policy))
                .evidenceIf(!policy.equals("noeviction"), "headroom.evidence.volatile", name(policy))
                .evidenceIf(
                        answers > 0,
                        c.isSingle() ? "headroom.evidence.answers.ever" : "headroom.evidence.answers",
                        count(answers))
                .remedies(againstRefusal(c, held))
                .build());
    }

    /** The limit does not hold at all: whoever lowers it further gains nothing. */
    private Outcome aboveMaxmemory(Case c, double[] limit, Claim held, double max) {
        double excused = c.timeline().max(Field.MEM_NOT_COUNTED_FOR_EVICT).orElse(0);
        boolean refuses = c.timeline()
                .fact(Fact.MAXMEMORY_POLICY)
                .filter("noeviction"::equals)
                .isPresent();
        Claim claim = c.claim(Columns.combine(c.series().used(), limit, (u, m) -> u - m));
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim("headroom.above", bytes(held.bytes()), bytes(max), ratio(held.share()))
                .past("headroom.above", bytes(held.bytes()), bytes(max), ratio(held.share()))
                .evidenceIf(c.server().isReplica(), "headroom.evidence.replica")
                .evidenceIf(refuses, "headroom.evidence.refuses")
                .evidenceIf(excused >= c.thresholds().significantBytes(), "headroom.evidence.excused", bytes(excused))
                .build());
    }
}
