package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;

/**
 * Freed pages that the allocator keeps. With allocator fields: resident minus active, of which at most RSS minus active
 * can still be resident (the kernel may have taken the rest). Without: RSS that the old peak explains.
 */
public final class RetentionRule implements Rule {

    /** From this share of RSS on no reading error can be the reason. */
    static final Threshold SURE = Threshold.share("retention-sure-share", 0.4, Origin.JUDGEMENT);

    /** Kept pages count as partly gone when more than this share of them is not in RSS. */
    static final Threshold GONE = Threshold.share("retention-gone-share", 0.03, Origin.JUDGEMENT);

    /** Without allocator fields: the peak must have been this many times what is used now ... */
    static final Threshold PEAK_OVER_USED = Threshold.ratio("retention-peak-over-used", 1.3, Origin.JUDGEMENT);

    /** ... or what was freed since then this share of what stands above used memory ... */
    static final Threshold PEAK_COVERS = Threshold.share("retention-peak-covers", 0.75, Origin.JUDGEMENT);

    /** ... and RSS at most this many times the peak. */
    static final Threshold PEAK_SLACK = Threshold.ratio("retention-peak-slack", 2, Origin.JUDGEMENT);

    /** Above this RSS per used byte an almost empty server without any peak can only be holding freed memory. */
    static final Threshold EMPTY_RATIO = Threshold.ratio("retention-empty-ratio", 20, Origin.JUDGEMENT);

    /** RSS up to this many times the peak leaves nothing for other things than a heap with its usual slack; our judgement. */
    private static final double NEAR_PEAK = 1.2;

    private static final Declaration DECLARATION = Declaration.of(
                    Severity.WARNING, Cause.ALLOCATOR_RETENTION, Cause.EXTERNAL_FRAGMENTATION)
            .needs(Field.USED_MEMORY)
            .needs(Field.USED_MEMORY_RSS)
            .uses(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_RESIDENT, Field.ALLOCATOR_MUZZY, Field.USED_MEMORY_PEAK)
            .uses(Input.of(Fact.MEM_ALLOCATOR))
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.HEADROOM_SHARE)
            .decidesByTide()
            .decidesBy(SURE, GONE, Thresholds.FLOOR_BYTES, PEAK_OVER_USED, PEAK_COVERS, PEAK_SLACK, EMPTY_RATIO)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION, Cause.PROCESS_OVERHEAD, Cause.MEMORY_LEAK);

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
        return c.server().allocatorKind() == AllocatorKind.MIMALLOC ? mimalloc(c) : byPeak(c);
    }

    private Outcome measured(Case c) {
        double[] counted = c.part(Component.RETAINED);
        double[] active = c.active();
        Claim claim = c.pages(kept(c));
        if (!claim.isSignificant(c.thresholds())) {
            return ok("retention.ok", claim);
        }
        double held = claim.bytes();
        double kept = counted[claim.at()];
        Breakdown then = c.model().at(c.sample(claim.at())).orElseThrow();
        boolean partlyGone = kept - held > Math.max(c.thresholds().floorBytes(), c.value(GONE) * kept);
        String allocator = c.server().allocator().orElse("jemalloc");
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), claim)
                .confidence(claim.share() >= c.value(SURE) ? Confidence.HIGH : Confidence.MEDIUM);
        suspect.past("retention.past", name(allocator), bytes(held), bytes(then.rss()), bytes(then.used()));
        if (partlyGone) {
            suspect.claim("retention.partly", name(allocator), bytes(kept), bytes(then.used()), bytes(held));
        } else {
            suspect.claim("retention.claim", name(allocator), bytes(held), bytes(then.rss()), bytes(then.used()));
        }
        suspect.evidence(
                        "retention.evidence.resident",
                        bytes(active[claim.at()] + kept),
                        bytes(active[claim.at()]),
                        ratio((active[claim.at()] + kept) / active[claim.at()]))
                .evidenceIf(
                        c.levels().isPeakTelling(then.used()),
                        "retention.evidence.peak",
                        bytes(c.levels().peak()))
                .evidenceIf(partlyGone, "retention.evidence.gone", bytes(kept - held))
                .evidenceIf(c.isSingle(), "retention.evidence.single")
                .ruledOut(
                        Cause.EXTERNAL_FRAGMENTATION,
                        "retention.not.fragmentation",
                        bytes(then.bytes(Component.FRAGMENTATION)))
                .ruledOutIf(
                        then.bytes(Component.OUTSIDE) < c.thresholds().significantBytes(),
                        Cause.PROCESS_OVERHEAD,
                        "retention.not.outside",
                        bytes(then.bytes(Component.OUTSIDE)))
                .ruledOut(Cause.MEMORY_LEAK, "retention.not.leak");
        AllocatorRemedies.purge(c, claim.now()).ifPresent(suspect::remedy);
        suspect.remedy(AllocatorRemedies.decay(c));
        return found(suspect.build());
    }

    /** Freed pages that are still in RSS, per row: what lies above the active pages there, at most what the allocator counts. */
    public static double[] kept(Case c) {
        double[] above = Columns.combine(c.series().rss(), c.active(), (rss, active) -> Math.max(0, rss - active));
        return Columns.combine(above, c.part(Component.RETAINED), Math::min);
    }

    /** Without allocator fields only history can speak: RSS stays near the highest used memory. */
    private Outcome byPeak(Case c) {
        Claim gap = c.unexplained();
        if (!gap.isSignificant(c.thresholds())) {
            return ok("retention.ok", gap);
        }
        double used = c.series().used()[gap.at()];
        double rss = c.series().rss()[gap.at()];
        double peak = c.timeline()
                .at(Field.USED_MEMORY_PEAK, c.sample(gap.at()))
                .orElse(c.levels().maxUsed());
        boolean libc = c.server().allocatorKind() == AllocatorKind.OTHER;
        // libc keeps and fragments alike and tells neither: the peak decides nothing there, only near emptiness does.
        boolean peakExplains = isPeaked(c, gap, peak) && rss <= c.value(PEAK_SLACK) * peak && !libc;
        boolean peakUnknown =
                !c.timeline().has(Field.USED_MEMORY_PEAK) && !c.trends().grows(Total.USED_MEMORY_RSS, Scope.NOW);
        boolean emptyAndHuge =
                (peakUnknown && rss > c.value(EMPTY_RATIO) * c.levels().maxUsed())
                        || (libc && rss > c.value(EMPTY_RATIO) * used);
        if (!peakExplains && !emptyAndHuge) {
            // what was in use before the capture nobody knows without a peak
            return c.timeline().has(Field.USED_MEMORY_PEAK)
                    ? ok("retention.peak.no", bytes(rss), bytes(peak), bytes(used))
                    : ok(
                            "retention.peak.unseen",
                            bytes(gap.bytes()),
                            bytes(c.levels().maxUsed()));
        }
        SuspectBuilder suspect =
                new SuspectBuilder(c, cause(), gap).confidence(peakExplains ? Confidence.MEDIUM : Confidence.LOW);
        suspect.past("gap.past", bytes(gap.bytes()), bytes(rss), bytes(used));
        if (peakExplains) {
            suspect.claim("retention.peak.claim", bytes(rss), bytes(peak), bytes(used))
                    .ruledOutIf(
                            rss <= NEAR_PEAK * peak,
                            Cause.PROCESS_OVERHEAD,
                            "retention.peak.not.outside",
                            bytes(rss),
                            bytes(peak));
        } else {
            suspect.claim("retention.empty.claim", bytes(rss), bytes(used));
        }
        suspect.evidence("retention.peak.evidence", bytes(gap.bytes()));
        AllocatorRemedies.purge(c, gap.bytes()).ifPresent(suspect::remedy);
        suspect.remedy(RestartRemedy.of(c, gap.bytes()));
        return found(suspect.build());
    }

    /** Whether used memory was once so much higher that what was freed since then can be what stands above it. */
    static boolean isPeaked(Case c, Claim gap, double peak) {
        double used = c.series().used()[gap.at()];
        return peak >= c.value(PEAK_OVER_USED) * used || peak - used >= c.value(PEAK_COVERS) * gap.bytes();
    }

    /** Dragonfly prints no allocator fields; mimalloc keeps committed pages per thread. */
    private Outcome mimalloc(Case c) {
        Claim gap =
                c.pages(Columns.combine(c.levels().gap(), ReplicationRule.besideUsed(c), (all, told) -> all - told));
        if (!gap.isSignificant(c.thresholds())) {
            return ok("retention.ok", gap);
        }
        double used = c.series().used()[gap.at()];
        double rss = c.series().rss()[gap.at()];
        boolean modern = c.timeline().has(Field.DISPATCH_QUEUE_BYTES);
        if (modern && !ReplicationRule.tellsBeside(c) && rss <= c.value(EMPTY_RATIO) * used) {
            return ok("retention.mimalloc.untold", bytes(gap.bytes()));
        }
        SuspectBuilder suspect = new SuspectBuilder(c, cause(), gap)
                .confidence(rss > c.value(EMPTY_RATIO) * used ? Confidence.MEDIUM : Confidence.LOW)
                .past("gap.past", bytes(gap.bytes()), bytes(rss), bytes(used))
                .claim("retention.mimalloc.claim", bytes(gap.bytes()), bytes(rss), bytes(used))
                .evidence("retention.mimalloc.evidence")
                .remedy(AllocatorRemedies.decommit(c, gap.bytes()));
        if (rss > c.value(EMPTY_RATIO) * used) {
            return found(suspect.build());
        }
        Suspect rival = new SuspectBuilder(c, Cause.EXTERNAL_FRAGMENTATION, gap)
                .confidence(Confidence.LOW)
                .past("gap.past", bytes(gap.bytes()), bytes(rss), bytes(used))
                .claim("fragmentation.mimalloc.claim", bytes(gap.bytes()))
                .remedy(AllocatorRemedies.dragonflyDefrag(c))
                .build();
        return found(suspect.build(), rival);
    }
}
