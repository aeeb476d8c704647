package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Relapses;
import io.fragmortem.diagnosis.evidence.UnmeasuredRss;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.remedy.RestartRemedy;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.phrase.Phrase;

/**
 * The story of free slots that the fields of the allocator tell: what is claimed, what speaks for it, what it rules out, what to do.
 *
 * @param free bytes in free slots by row
 * @param then all of RSS at the moment of the claim
 * @param allocated bytes at that moment
 * @param restarts within the timeline
 * @param returns whether it came back after each of them
 * @param first row with used memory
 */
record FreeSlots(
        Case c,
        double[] free,
        Claim claim,
        Breakdown then,
        double allocated,
        int restarts,
        boolean returns,
        int first) {

    // What follows decides which evidence is worth a sentence, never the verdict; our judgement.

    /** Used memory that never fell below this share of its most did not change. */
    private static final double STEADY_USED = 0.9;

    /** Free slots that were less than this share at first rose. */
    private static final double ROSE_FROM = 0.5;

    /** Used memory below this share of its peak shrank. */
    private static final double SHRUNK_TO = 0.7;

    /** Used memory below this many times its first did not grow enough to be the reason. */
    private static final double HARDLY_GREW = 1.3;

    static FreeSlots of(Case c, double[] free, Claim claim) {
        int sample = c.sample(claim.at());
        int restarts = c.timeline().runs().size() - 1;
        return new FreeSlots(
                c,
                free,
                claim,
                c.model().at(sample).orElseThrow(),
                c.model().allocated(sample).orElseThrow(),
                restarts,
                restarts > 0
                        && new Relapses(c).returnsEachTime(free, claim.worst().bytes()),
                firstUsed(c));
    }

    private static int firstUsed(Case c) {
        for (int i = 0; i < c.size(); i++) {
            if (c.series().used()[i] > 0) {
                return i;
            }
        }
        return 0;
    }

    /** The suspect with all of it. */
    SuspectBuilder told(SuspectBuilder suspect) {
        claim(suspect);
        evidence(suspect);
        ruledOut(suspect);
        remedies(suspect);
        return suspect;
    }

    private void claim(SuspectBuilder suspect) {
        Phrase.Arg slots = bytes(claim.bytes());
        Phrase.Arg rss = bytes(then.rss());
        Phrase.Arg starts = count(restarts);
        suspect.past(returns ? "fragmentation.returned" : "fragmentation.past", slots, rss, starts);
        if (returns) {
            suspect.claim("fragmentation.returns", slots, rss, starts);
        } else if (c.trends().grows(Component.FRAGMENTATION, Scope.NOW)) {
            suspect.claim("fragmentation.grows", slots, rss, Remedies.perDay(c, Component.FRAGMENTATION));
        } else if (UnmeasuredRss.isIn(c)) {
            suspect.claim("fragmentation.copied", slots, bytes(then.resident().orElse(then.rss())));
        } else {
            suspect.claim("fragmentation.claim", slots, rss);
        }
    }

    private void evidence(SuspectBuilder suspect) {
        double slots = claim.bytes();
        double active = allocated + slots;
        double before = free[first];
        long[] times = c.series().timeMicros();
        boolean steady =
                !c.isSingle() && c.levels().minUsed() > STEADY_USED * c.levels().maxUsed();
        suspect.evidence("fragmentation.evidence.active", bytes(active), bytes(allocated), ratio(active / allocated))
                .evidenceIf(
                        steady,
                        "fragmentation.evidence.used",
                        bytes(c.levels().minUsed()),
                        bytes(c.levels().maxUsed()))
                .evidenceIf(
                        c.timeline().spanSeconds() > 0 && before < ROSE_FROM * slots,
                        "fragmentation.evidence.rose",
                        bytes(before),
                        bytes(slots),
                        Phrase.span((times[claim.at()] - times[first]) / 1e6))
                .evidenceIf(
                        c.levels().lastUsed() < SHRUNK_TO * c.levels().peak(),
                        "fragmentation.evidence.shrunk",
                        bytes(c.levels().lastUsed()),
                        bytes(c.levels().peak()))
                .evidenceIf(c.model().semantics().fragCountsSmallBins(), "fragmentation.evidence.meaning");
    }

    private void ruledOut(SuspectBuilder suspect) {
        double outside = then.bytes(Component.OUTSIDE);
        double firstUsed = c.series().used()[first];
        suspect.ruledOut(
                        Cause.ALLOCATOR_RETENTION, "fragmentation.not.retention", bytes(then.bytes(Component.RETAINED)))
                .ruledOutIf(outside < claim.bytes(), Cause.PROCESS_OVERHEAD, "retention.not.outside", bytes(outside))
                .ruledOutIf(
                        !c.isSingle() && c.levels().lastUsed() < HARDLY_GREW * firstUsed,
                        Cause.DATASET_GROWTH,
                        "fragmentation.not.growth",
                        bytes(firstUsed),
                        bytes(c.levels().lastUsed()));
    }

    private void remedies(SuspectBuilder suspect) {
        AllocatorRemedies.defrag(c, claim).ifPresent(suspect::remedy);
        if (returns && c.server().defrag() == DefragSupport.NO) {
            suspect.remedy(AllocatorRemedies.defragBuild());
        }
        suspect.remedy(
                returns
                        ? Remedies.not(Remedy.NO_RESTART, "not.restart.returns", count(restarts))
                        : RestartRemedy.of(c, claim.now()));
    }
}
