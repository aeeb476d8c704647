package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Bound;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.Optional;

/** maxmemory bounds used memory, not RSS: what stands above it must fit into the container or the host. */
final class HeadroomRule implements Rule {

    /** RSS above this share of a hard limit is an emergency. */
    static final Threshold CRITICAL_SHARE = Threshold.share("headroom-critical-share", 0.95, Origin.JUDGEMENT);

    private static final Input[] LIMITS = {
        Input.of(Field.MAXMEMORY), Input.of(Field.TOTAL_SYSTEM_MEMORY), Input.of(Field.CGROUP_LIMIT)
    };

    private static final Declaration DECLARATION = Declaration.of(Severity.CRITICAL, Cause.MAXMEMORY_HEADROOM)
            .needs(LIMITS)
            .uses(Field.USED_MEMORY, Field.USED_MEMORY_RSS, Field.EVICTED_KEYS, Field.MEM_NOT_COUNTED_FOR_EVICT)
            .uses(Input.of(Fact.MAXMEMORY_POLICY))
            .uses(Input.of(Event.Kind.KERNEL_OOM_KILL), Input.of(Event.Kind.OUT_OF_MEMORY))
            .decidesBySignificance()
            .decidesBy(Thresholds.HEADROOM_SHARE, CRITICAL_SHARE, Thresholds.AT_MAXMEMORY_SHARE)
            .decidesBy(FragmentationRule.PINNED);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (c.series.limits().isEmpty() || c.size() == 0) {
            return missing(LIMITS);
        }
        long kills = c.timeline.events().stream()
                .filter(e -> e.kind() == Event.Kind.KERNEL_OOM_KILL || e.kind() == Event.Kind.OUT_OF_MEMORY)
                .count();
        Optional<Bound> hard = c.hardLimit();
        double rss = Claim.of(c.series.rss(), c.series.rss(), c.series.timeMicros(), 0, false)
                .bytes();
        double share = hard.map(l -> rss / l.bytes()).orElse(0.0);
        if (kills > 0 || share >= c.value(Thresholds.HEADROOM_SHARE)) {
            return nearHardLimit(c, hard, rss, share, kills);
        }
        return atMaxmemory(c, rss);
    }

    private Outcome nearHardLimit(Case c, Optional<Bound> hard, double rss, double share, long kills) {
        Claim claim = c.claim(c.series.rss());
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(kills > 0 || share >= c.value(CRITICAL_SHARE) ? Severity.CRITICAL : Severity.WARNING)
                .confidence(Confidence.HIGH)
                .claim(
                        kills > 0 ? "headroom.killed" : "headroom.claim",
                        bytes(rss),
                        percent(share),
                        Case.nameOf(hard),
                        bytes(hard.map(Bound::bytes).orElse(0.0)),
                        count(kills))
                .remedy(Remedies.lowerMaxmemory())
                .build());
    }

    private Outcome atMaxmemory(Case c, double rss) {
        double max = c.series.maxmemory().map(Bound::bytes).orElse(0.0);
        double used = c.maxUsed();
        boolean at = max > 0 && used >= c.value(Thresholds.AT_MAXMEMORY_SHARE) * max;
        double evicted = increase(c, Field.EVICTED_KEYS);
        if (!at || max < c.thresholds.significantBytes()) {
            String key = at ? "headroom.tiny" : "headroom.ok";
            return max > 0 ? ok(key, bytes(used), bytes(max)) : ok("headroom.nolimit", bytes(rss));
        }
        if (used > c.value(FragmentationRule.PINNED) * max) {
            return aboveMaxmemory(c, used, max);
        }
        Claim claim = c.claim(c.combine(c.series.rss(), c.filled(max), (r, m) -> r - m));
        boolean beyond = claim.isSignificant(c.thresholds);
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim(beyond ? "headroom.beyond" : "headroom.full", bytes(used), bytes(max), bytes(rss))
                .evidenceIf(evicted > 0, "headroom.evidence.evicted", count(evicted))
                .remedy(Remedies.lowerMaxmemory())
                .build());
    }

    /** The limit does not hold at all: whoever lowers it further gains nothing. */
    private Outcome aboveMaxmemory(Case c, double used, double max) {
        double excused = c.timeline.max(Field.MEM_NOT_COUNTED_FOR_EVICT).orElse(0);
        boolean refuses = c.timeline
                .fact(Fact.MAXMEMORY_POLICY)
                .filter("noeviction"::equals)
                .isPresent();
        boolean replica = c.server.role().filter("slave"::equals).isPresent();
        Claim claim = c.claim(c.combine(c.series.used(), c.filled(max), (u, m) -> u - m));
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim("headroom.above", bytes(used), bytes(max), ratio(used / max))
                .evidenceIf(replica, "headroom.evidence.replica")
                .evidenceIf(refuses, "headroom.evidence.refuses")
                .evidenceIf(excused >= c.thresholds.significantBytes(), "headroom.evidence.excused", bytes(excused))
                .build());
    }

    private static double increase(Case c, Field field) {
        double most = c.timeline.max(field).orElse(0);
        double first = Double.NaN;
        for (double value : c.timeline.column(field)) {
            first = Double.isNaN(first) ? value : first;
        }
        return c.isSingle() ? most : most - (Double.isNaN(first) ? 0 : first);
    }
}
