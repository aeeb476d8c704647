package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;

/** Not jemalloc: nothing between used memory and RSS is measured, and neither defrag nor purge does anything. */
final class LibcRule implements Rule {

    private static final Input[] ALLOCATOR = {Input.of(Fact.MEM_ALLOCATOR), Input.of(Field.ALLOCATOR_RESIDENT)};

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.LIBC_ALLOCATOR)
            .needs(ALLOCATOR)
            .uses(
                    Field.ALLOCATOR_ACTIVE,
                    Field.USED_MEMORY,
                    Field.USED_MEMORY_RSS,
                    Field.USED_MEMORY_PEAK,
                    Field.USED_MEMORY_LUA)
            .decidesBySignificance()
            .decidesByDecay()
            .decidesBy(Thresholds.HEADROOM_SHARE)
            .decidesByTide();

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (c.server().allocatorKind() == AllocatorKind.UNKNOWN) {
            return missing(ALLOCATOR);
        }
        if (c.server().allocatorKind() != AllocatorKind.OTHER) {
            return ok("libc.ok", name(c.server().allocator().orElse("jemalloc")));
        }
        Claim gap = c.unexplained();
        String allocator = c.server().allocator().orElse("libc");
        if (!gap.isSignificant(c.thresholds())) {
            return ok("libc.small", name(allocator), bytes(gap.bytes()));
        }
        double rss = c.series().rss()[gap.at()];
        return found(new SuspectBuilder(c, cause(), gap)
                .confidence(c.isLuaKnown() ? Confidence.HIGH : Confidence.MEDIUM)
                .pastGap()
                .claim("libc.claim", name(allocator), bytes(gap.bytes()), bytes(rss))
                .evidence("libc.evidence")
                .evidenceIf(
                        c.levels().isPeakTelling(c.levels().lastUsed()),
                        "retention.evidence.peak",
                        bytes(c.levels().peak()))
                .remedy(Remedies.findOutside(c))
                .remedy(AllocatorRemedies.jemallocBuild())
                .remedy(RestartRemedy.of(c, gap.now()))
                .build());
    }
}
