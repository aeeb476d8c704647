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
import io.fragmortem.diagnosis.evidence.Relapses;
import io.fragmortem.diagnosis.evidence.Tides;
import io.fragmortem.diagnosis.evidence.UnmeasuredRss;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.Versions;
import io.fragmortem.phrase.Phrase;
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
            return ok("fragmentation.ok", bytes(claim.bytes()), percent(claim.share()));
        }
        if (new Tides(c).isRefilled(free, claim)) {
            return ok("fragmentation.refilled", bytes(claim.bytes()));
        }
        Breakdown then = c.model().at(c.sample(claim.at())).orElseThrow();
        double allocated = c.model().allocated(c.sample(claim.at())).orElseThrow();
        int restarts = c.timeline().runs().size() - 1;
        boolean returns = restarts > 0
                && new Relapses(c).returnsEachTime(free, claim.worst().bytes());
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), claim)
                .confidence(claim.share() >= c.value(SURE) ? Confidence.HIGH : Confidence.MEDIUM);
        suspect.past(
                returns ? "fragmentation.returned" : "fragmentation.past",
                bytes(claim.bytes()),
                bytes(then.rss()),
                count(restarts));
        if (returns) {
            suspect.claim("fragmentation.returns", bytes(claim.bytes()), bytes(then.rss()), count(restarts));
        } else if (c.trends().grows(Component.FRAGMENTATION, Scope.NOW)) {
            suspect.claim(
                    "fragmentation.grows",
                    bytes(claim.bytes()),
                    bytes(then.rss()),
                    Remedies.perDay(c, Component.FRAGMENTATION));
        } else if (UnmeasuredRss.isIn(c)) {
            suspect.claim(
                    "fragmentation.copied",
                    bytes(claim.bytes()),
                    bytes(then.resident().orElse(then.rss())));
        } else {
            suspect.claim("fragmentation.claim", bytes(claim.bytes()), bytes(then.rss()));
        }
        suspect.evidence(
                        "fragmentation.evidence.active",
                        bytes(allocated + claim.bytes()),
                        bytes(allocated),
                        ratio((allocated + claim.bytes()) / allocated))
                .evidenceIf(
                        !c.isSingle()
                                && c.levels().maxUsed() > 0
                                && c.levels().minUsed() > 0.9 * c.levels().maxUsed(),
                        "fragmentation.evidence.used",
                        bytes(c.levels().minUsed()),
                        bytes(c.levels().maxUsed()))
                .evidenceIf(
                        c.timeline().spanSeconds() > 0 && free[firstUsed(c)] < 0.5 * claim.bytes(),
                        "fragmentation.evidence.rose",
                        bytes(free[firstUsed(c)]),
                        bytes(claim.bytes()),
                        Phrase.span((c.series().timeMicros()[claim.at()]
                                        - c.series().timeMicros()[firstUsed(c)])
                                / 1e6))
                .evidenceIf(
                        c.levels().lastUsed() < 0.7 * c.levels().peak(),
                        "fragmentation.evidence.shrunk",
                        bytes(c.levels().lastUsed()),
                        bytes(c.levels().peak()))
                .evidenceIf(c.model().semantics().fragCountsSmallBins(), "fragmentation.evidence.meaning")
                .ruledOut(
                        Cause.ALLOCATOR_RETENTION, "fragmentation.not.retention", bytes(then.bytes(Component.RETAINED)))
                .ruledOutIf(
                        then.bytes(Component.OUTSIDE) < claim.bytes(),
                        Cause.PROCESS_OVERHEAD,
                        "retention.not.outside",
                        bytes(then.bytes(Component.OUTSIDE)))
                .ruledOutIf(
                        !c.isSingle()
                                && c.levels().lastUsed() < 1.3 * c.series().used()[firstUsed(c)],
                        Cause.DATASET_GROWTH,
                        "fragmentation.not.growth",
                        bytes(c.series().used()[firstUsed(c)]),
                        bytes(c.levels().lastUsed()));
        AllocatorRemedies.defrag(c, claim).ifPresent(suspect::remedy);
        if (returns && c.server().defrag() == DefragSupport.NO) {
            suspect.remedy(AllocatorRemedies.defragBuild());
        }
        suspect.remedy(
                returns
                        ? Remedies.not(Remedy.NO_RESTART, "not.restart.returns", count(restarts))
                        : RestartRemedy.of(c, claim.now()));
        return found(suspect.build());
    }

    /** The first of the allocator's fields that is not there. */
    private static Input lacking(Case c) {
        boolean active = c.timeline().has(Field.ALLOCATOR_ACTIVE);
        return Input.of(active ? Field.ALLOCATOR_RESIDENT : Field.ALLOCATOR_ACTIVE);
    }

    private static int firstUsed(Case c) {
        for (int i = 0; i < c.size(); i++) {
            if (c.series().used()[i] > 0) {
                return i;
            }
        }
        return 0;
    }

    /** Before 5.0 there are no allocator fields; two facts still speak: a running defragger, and eviction at the limit. */
    private Outcome inferred(Case c) {
        Claim gap = c.unexplained();
        if (!gap.isSignificant(c.thresholds())) {
            return ok("fragmentation.ok", bytes(gap.bytes()), percent(gap.share()));
        }
        int row = c.sample(gap.at());
        double effort = c.timeline().at(Field.ACTIVE_DEFRAG_RUNNING, row).orElse(0);
        if (effort > 0) {
            return found(new SuspectBuilder(c, cause(), gap)
                    .confidence(Confidence.MEDIUM)
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
