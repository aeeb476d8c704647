package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.evidence.DefragEffort;
import io.fragmortem.diagnosis.evidence.DefragLog;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.OptionalLong;

/** Active defrag works and fragmentation does not fall. */
final class DefragRule implements Rule {

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.DEFRAG_INEFFECTIVE)
            .needs(Field.ACTIVE_DEFRAG_RUNNING)
            .uses(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_ALLOCATED, Field.USED_MEMORY, Field.USED_MEMORY_RSS)
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.HEADROOM_SHARE)
            .decidesBy(DefragEffort.BUSY, DefragEffort.LEAST_SECONDS, DefragEffort.LEFT);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.timeline().has(Field.ACTIVE_DEFRAG_RUNNING)) {
            DefragLog log = DefragLog.of(c.timeline());
            return c.isLogOnly() && log.scans() > 0 ? logged(c, log) : missing(Input.of(Field.ACTIVE_DEFRAG_RUNNING));
        }
        double[] waste =
                c.isFull() ? c.part(Component.FRAGMENTATION) : c.levels().gap();
        double effort = Columns.lastOf(c.column(Field.ACTIVE_DEFRAG_RUNNING)).orElse(0);
        Claim claim = c.isFull() ? c.claim(waste, Seen.LASTING, Least.of(c.thresholds())) : c.pages(waste);
        if (effort == 0) {
            return ok("defrag.ok");
        }
        if (!claim.isStanding(c.thresholds())) {
            return ok("defrag.ok");
        }
        if (c.isSingle()) {
            return found(new SuspectBuilder(c, cause(), claim)
                    .severity(Severity.INFO)
                    .confidence(Confidence.LOW)
                    .claim("defrag.single.claim", count(effort), bytes(claim.bytes()))
                    .remedy(AllocatorRemedies.defragTuning(c))
                    .build());
        }
        DefragEffort made = DefragEffort.of(c, c.value(DefragEffort.BUSY));
        if (!made.isInVain(c.value(DefragEffort.LEAST_SECONDS), c.value(DefragEffort.LEFT))) {
            return ok("defrag.working", bytes(made.before()), bytes(made.now()));
        }
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("defrag.claim", Phrase.span(made.seconds()), bytes(made.before()), bytes(made.now()))
                .evidence("defrag.evidence", count(effort), percent(c.value(DefragEffort.BUSY)))
                .remedy(AllocatorRemedies.defragTuning(c))
                .remedy(RestartRemedy.of(c, claim.now()))
                .build());
    }

    /** A log alone: what defrag itself measures at the end of each scan. */
    private Outcome logged(Case c, DefragLog log) {
        boolean large = log.now() >= c.thresholds().significantBytes()
                && log.share() >= c.thresholds().significantShare();
        if (!large || !log.isInVain(c.value(DefragEffort.LEAST_SECONDS), c.value(DefragEffort.LEFT))) {
            return ok("defrag.working", bytes(log.before()), bytes(log.now()));
        }
        Claim claim = Claim.standing(new Claim.Held(log.now(), 0, log.share()), OptionalLong.empty());
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("defrag.claim", Phrase.span(log.seconds()), bytes(log.before()), bytes(log.now()))
                .evidence("defrag.evidence.log", count(log.scans()), count(log.moved()))
                .evidence("log.only")
                .remedy(AllocatorRemedies.defragTuning(c))
                .build());
    }
}
