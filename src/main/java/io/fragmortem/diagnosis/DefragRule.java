package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.Arrays;

/** Active defrag works and fragmentation does not fall. */
final class DefragRule implements Rule {

    /** Defrag counts as working through when it runs in this share of a stretch's samples. */
    static final Threshold BUSY = Threshold.share("defrag-busy-share", 0.8, Origin.JUDGEMENT);

    /** A stretch must be at least this long: one scan of a large keyspace takes minutes. */
    static final Threshold LEAST_SECONDS = Threshold.seconds("defrag-least-seconds", 600, Origin.JUDGEMENT);

    /** What is left after it, as a share of what was there before, that counts as no help. */
    static final Threshold LEFT = Threshold.share("defrag-left-share", 0.9, Origin.JUDGEMENT);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.DEFRAG_INEFFECTIVE)
            .needs(Field.ACTIVE_DEFRAG_RUNNING)
            .uses(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_ALLOCATED, Field.USED_MEMORY, Field.USED_MEMORY_RSS)
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.HEADROOM_SHARE)
            .decidesBy(BUSY, LEAST_SECONDS, LEFT);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.timeline.has(Field.ACTIVE_DEFRAG_RUNNING)) {
            return missing(Input.of(Field.ACTIVE_DEFRAG_RUNNING));
        }
        double[] running = c.column(Field.ACTIVE_DEFRAG_RUNNING);
        double[] waste = c.isFull() ? c.part(Component.FRAGMENTATION) : c.gap();
        double effort = Case.lastOf(running).orElse(0);
        Claim claim = c.isFull() ? c.claim(waste, Seen.LASTING, Least.of(c.thresholds)) : c.pages(waste);
        if (effort == 0) {
            return ok("defrag.ok");
        }
        if (!claim.isStanding(c.thresholds)) {
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
        int from = busySince(c, running);
        double seconds = (c.series.timeMicros()[c.size() - 1] - c.series.timeMicros()[from]) / 1e6;
        double before = Case.lastOf(Arrays.copyOf(waste, from + 1)).orElse(0);
        double now = Case.lastOf(waste).orElse(0);
        if (seconds < c.value(LEAST_SECONDS) || now < c.value(LEFT) * before || !c.timeline.timed()) {
            return ok("defrag.working", bytes(before), bytes(now));
        }
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("defrag.claim", Phrase.span(seconds), bytes(before), bytes(now))
                .evidence("defrag.evidence", count(effort), percent(c.value(BUSY)))
                .remedy(AllocatorRemedies.defragTuning(c))
                .remedy(RestartRemedy.of(c, claim.now()))
                .build());
    }

    /** First row of the stretch up to the end in which defrag runs in most samples. */
    private static int busySince(Case c, double[] running) {
        int from = c.size() - 1;
        int busy = 0;
        double share = c.value(BUSY);
        for (int i = c.size() - 1; i >= c.lastRunFrom(); i--) {
            busy += running[i] > 0 ? 1 : 0;
            if (running[i] > 0 && busy >= share * (c.size() - i)) {
                from = i;
            }
        }
        return from;
    }
}
