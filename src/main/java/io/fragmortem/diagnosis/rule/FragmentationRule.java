package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.evidence.Tides;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.Versions;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;

/**
 * Free slots in slabs that cannot be given back: active minus allocated. Slots that a later high tide of the same data
 * filled again without RSS moving were headroom, not waste.
 */
final class FragmentationRule implements Rule {

    /** From this share of RSS on no reading error can be the reason. */
    static final Threshold SURE = Threshold.share("fragmentation-sure-share", 0.25, Origin.JUDGEMENT);

    /** Used memory up to this times maxmemory is what eviction holds it to. */
    static final Threshold PINNED = Threshold.ratio("fragmentation-pinned-ratio", 1.05, Origin.SOURCE);

    /** jemalloc 3 and 4 purge when more than one page in this many active ones is dirty: lg_dirty_mult 3. */
    static final Threshold DIRTY_PART = Threshold.ratio("fragmentation-dirty-part", 8, Origin.SOURCE);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.EXTERNAL_FRAGMENTATION)
            .needs(Field.USED_MEMORY)
            .needs(Field.USED_MEMORY_RSS)
            .needs(Field.ALLOCATOR_ACTIVE)
            .needs(Field.ALLOCATOR_RESIDENT)
            .uses(Field.ALLOCATOR_ALLOCATED, Field.USED_MEMORY_PEAK, Field.ACTIVE_DEFRAG_RUNNING, Field.MAXMEMORY)
            .uses(Field.MEM_FRAGMENTATION_BYTES)
            .uses(Input.of(Fact.MEM_ALLOCATOR), Input.of(Fact.MAXMEMORY_POLICY), Input.SERIES)
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.RECOVERED, Thresholds.HEADROOM_SHARE)
            .decidesByTide()
            .decidesBy(SURE, PINNED, Thresholds.AT_MAXMEMORY_SHARE, DIRTY_PART)
            .decidesBy(RetentionRule.PEAK_OVER_USED, RetentionRule.PEAK_COVERS)
            .rulesOut(Cause.ALLOCATOR_RETENTION, Cause.PROCESS_OVERHEAD, Cause.DATASET_GROWTH);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (c.isFull()) {
            return measured(c);
        }
        if (!c.levels().hasGap()) {
            return missingGap(c);
        }
        if (c.server().allocatorKind() == AllocatorKind.OTHER || c.server().allocatorKind() == AllocatorKind.MIMALLOC) {
            return missing(Input.of(Field.ALLOCATOR_ACTIVE));
        }
        return inferred(c);
    }

    private Outcome measured(Case c) {
        double[] free = c.part(Component.FRAGMENTATION);
        Claim claim = c.claim(free, Seen.LASTING, Least.of(c.thresholds()));
        if (!claim.isSignificant(c.thresholds())) {
            return ok("fragmentation.ok", claim);
        }
        if (new Tides(c).isRefilled(free, claim)) {
            return ok("fragmentation.refilled", bytes(claim.bytes()));
        }
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), claim)
                .confidence(claim.share() >= c.value(SURE) ? Confidence.HIGH : Confidence.MEDIUM);
        return found(FreeSlots.of(c, free, claim).told(suspect).build());
    }

    /** The first of the allocator's fields that is not there. */
    private static Input lacking(Case c) {
        boolean active = c.timeline().has(Field.ALLOCATOR_ACTIVE);
        return Input.of(active ? Field.ALLOCATOR_RESIDENT : Field.ALLOCATOR_ACTIVE);
    }

    /** Before 5.0 there are no allocator fields; two facts still speak: a running defragger, and eviction at the limit. */
    private Outcome inferred(Case c) {
        Claim gap = c.unexplained();
        if (!gap.isSignificant(c.thresholds())) {
            return ok("fragmentation.ok", gap);
        }
        int row = c.sample(gap.at());
        double effort = c.timeline().at(Field.ACTIVE_DEFRAG_RUNNING, row).orElse(0);
        if (effort > 0) {
            SuspectBuilder suspect = new SuspectBuilder(c, cause(), gap);
            AllocatorRemedies.defrag(c, gap).ifPresent(suspect::remedy);
            return found(suspect.confidence(Confidence.MEDIUM)
                    .pastGap()
                    .claim(
                            "fragmentation.defrag.claim",
                            bytes(gap.bytes()),
                            bytes(c.series().rss()[gap.at()]))
                    .evidence("fragmentation.defrag.evidence", count(effort))
                    .remedy(RestartRemedy.of(c, gap.bytes()))
                    .build());
        }
        double max = c.timeline().last(Field.MAXMEMORY).orElse(0);
        double used = c.series().used()[gap.at()];
        boolean evicts = c.timeline()
                .fact(Fact.MAXMEMORY_POLICY)
                .map(p -> !p.equals("noeviction"))
                .orElse(false);
        if (max > 0
                && evicts
                && used >= c.value(Thresholds.AT_MAXMEMORY_SHARE) * max
                && used <= c.value(PINNED) * max) {
            return found(new SuspectBuilder(c, cause(), gap)
                    .confidence(Confidence.MEDIUM)
                    .pastGap()
                    .claim("fragmentation.eviction.claim", bytes(gap.bytes()), bytes(used), bytes(max))
                    .evidence(
                            "fragmentation.eviction.evidence",
                            name(c.timeline().fact(Fact.MAXMEMORY_POLICY).orElse("")))
                    .remedy(RestartRemedy.of(c, gap.bytes()))
                    .build());
        }
        return slabsOnly(c, gap);
    }

    /**
     * Before 4.0 there are no modules, and jemalloc before 5 keeps at most an eighth of its pages dirty: what neither Lua
     * nor that eighth explains can only be sparse slabs. A peak long ago left them so, or churn does.
     */
    private Outcome slabsOnly(Case c, Claim gap) {
        double rss = c.series().rss()[gap.at()];
        double dirty = rss / c.value(DIRTY_PART);
        boolean before4 = c.server()
                .version()
                .filter(v -> Versions.compare(v, "4.0") < 0 && Versions.compare(v, "2.4") >= 0)
                .isPresent();
        if (!before4 || gap.bytes() < dirty) {
            return missing(lacking(c));
        }
        boolean known = c.isLuaKnown() && c.server().allocatorKind() == AllocatorKind.JEMALLOC;
        // A peak that explains all of it is the better story; this one stands beside it.
        boolean peaked = RetentionRule.isPeaked(c, gap, c.levels().peak());
        return found(new SuspectBuilder(c, cause(), gap)
                .severity(peaked ? Severity.INFO : Severity.WARNING)
                .confidence(known && !peaked && gap.bytes() > 2 * dirty ? Confidence.MEDIUM : Confidence.LOW)
                .pastGap()
                .claim(
                        "fragmentation.slabs.claim",
                        bytes(gap.bytes()),
                        bytes(rss),
                        bytes(dirty),
                        bytes(gap.bytes() - dirty))
                .evidence("fragmentation.slabs.evidence", bytes(dirty))
                .remedy(RestartRemedy.of(c, gap.bytes()))
                .build());
    }
}
