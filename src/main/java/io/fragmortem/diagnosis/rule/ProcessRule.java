package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;

/**
 * RSS that the allocator does not know: modules, libraries, huge-page rounding. Without allocator fields only an RSS far
 * beyond everything that used memory ever was says so: a heap can keep or fragment what it once held, hardly four times that.
 */
final class ProcessRule implements Rule {

    /** RSS above this many times the peak of used memory cannot be kept or fragmented heap. */
    static final Threshold BEYOND_PEAK = Threshold.ratio("process-beyond-peak", 4, Origin.JUDGEMENT);

    /** From this share of RSS on no reading error can be the reason. */
    static final Threshold SURE = Threshold.share("process-sure-share", 0.25, Origin.JUDGEMENT);

    /** Of what is to be explained: from this share on a kind of pages is worth naming; our judgement, no verdict hangs on it. */
    private static final double MUCH = 0.25;

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.PROCESS_OVERHEAD)
            .needs(Field.ALLOCATOR_RESIDENT)
            .uses(
                    Field.USED_MEMORY,
                    Field.USED_MEMORY_RSS,
                    Field.USED_MEMORY_PEAK,
                    Field.USED_MEMORY_LUA,
                    Field.OS_ANON_HUGE_PAGES,
                    Field.OS_HEAP_RSS,
                    Field.OS_RSS_FILE)
            .decidesBySignificance()
            .decidesByDecay()
            .decidesByTide()
            .decidesBy(Thresholds.PROCESS_BASE_BYTES, BEYOND_PEAK, SURE)
            .rulesOut(Cause.EXTERNAL_FRAGMENTATION, Cause.ALLOCATOR_RETENTION);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (c.isFull()) {
            return measured(c);
        }
        boolean judgeable = c.levels().hasGap() && c.server().allocatorKind() != AllocatorKind.MIMALLOC;
        return judgeable ? inferred(c) : missing(Input.of(Field.ALLOCATOR_RESIDENT));
    }

    private Outcome measured(Case c) {
        double base = c.value(Thresholds.PROCESS_BASE_BYTES);
        double[] others = Columns.combine(c.filled(base), c.freedLua(), Double::sum);
        double[] outside = Columns.combine(c.part(Component.OUTSIDE), others, (bytes, known) -> bytes - known);
        Claim claim = c.pages(outside);
        if (!claim.isSignificant(c.thresholds())) {
            Claim whole = c.pages(c.part(Component.OUTSIDE));
            return ok("process.ok", whole);
        }
        Breakdown then = c.model().at(c.sample(claim.at())).orElseThrow();
        double rss = then.rss();
        double huge = c.timeline().last(Field.OS_ANON_HUGE_PAGES).orElse(0);
        double heap = c.timeline().last(Field.OS_HEAP_RSS).orElse(0);
        double files = c.timeline().last(Field.OS_RSS_FILE).orElse(0);
        String modules = c.timeline()
                .fact(Fact.MODULES)
                .filter(names -> !names.equals("lua")) // Valkey's own engine, whose heap it counts
                .orElse("");
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(claim.share() >= c.value(SURE) && c.isLuaKnown() ? Confidence.HIGH : Confidence.MEDIUM)
                .past("process.past", bytes(claim.bytes()), bytes(rss))
                .claim(
                        key(c, huge > Claim.HALF * rss, modules),
                        bytes(claim.bytes()),
                        bytes(rss),
                        Phrase.name(modules),
                        Remedies.perDay(c, Component.OUTSIDE))
                .evidence(
                        "process.evidence",
                        bytes(rss),
                        bytes(then.resident().orElse(0)),
                        ratio(rss / then.resident().orElse(rss)))
                .evidenceIf(huge > MUCH * claim.bytes(), "process.evidence.huge", bytes(huge))
                .evidenceIf(heap > MUCH * claim.bytes(), "process.evidence.heap", bytes(heap))
                .evidenceIf(files > MUCH * claim.bytes(), "process.evidence.files", bytes(files))
                .evidenceIf(!modules.isEmpty(), "process.evidence.modules", Phrase.name(modules))
                .ruledOut(
                        Cause.EXTERNAL_FRAGMENTATION,
                        "retention.not.fragmentation",
                        bytes(then.bytes(Component.FRAGMENTATION)))
                .ruledOut(
                        Cause.ALLOCATOR_RETENTION, "fragmentation.not.retention", bytes(then.bytes(Component.RETAINED)))
                .remedy(huge > Claim.HALF * rss ? Remedies.hugePages() : Remedies.findOutside(c))
                .build());
    }

    private static String key(Case c, boolean huge, String modules) {
        if (huge) {
            return "process.claim.huge";
        }
        if (c.trends().grows(Component.OUTSIDE, Scope.NOW)) {
            return modules.isEmpty() ? "process.claim.grows" : "process.claim.modules.grows";
        }
        return modules.isEmpty() ? "process.claim" : "process.claim.modules";
    }

    private Outcome inferred(Case c) {
        Claim gap = c.unexplained();
        if (!gap.isSignificant(c.thresholds())) {
            return ok("process.ok", gap);
        }
        double rss = c.series().rss()[gap.at()];
        double most = Math.max(
                c.series().used()[gap.at()],
                c.timeline()
                        .at(Field.USED_MEMORY_PEAK, c.sample(gap.at()))
                        .orElse(c.levels().maxUsed()));
        // without a peak nobody knows what was in use before the capture
        if (rss <= c.value(BEYOND_PEAK) * most || !c.timeline().has(Field.USED_MEMORY_PEAK)) {
            return missing(Input.of(Field.ALLOCATOR_RESIDENT));
        }
        return found(new SuspectBuilder(c, cause(), gap)
                .confidence(Confidence.MEDIUM)
                .pastGap()
                .claim("process.beyond.claim", bytes(rss - most), bytes(rss), bytes(most))
                .evidence("process.beyond.evidence", ratio(rss / most))
                .ruledOut(Cause.ALLOCATOR_RETENTION, "process.beyond.not.retention", bytes(most))
                .remedy(Remedies.findOutside(c))
                .build());
    }
}
