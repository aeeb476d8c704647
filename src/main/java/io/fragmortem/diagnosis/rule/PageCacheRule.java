package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.snapshot.Field;
import java.util.OptionalLong;

/**
 * A container that is full of the kernel's file cache while its processes are not: files that were written and read (RDB, AOF,
 * logs) stay in memory until somebody needs it. What is not being written to is given back before anything is killed.
 */
final class PageCacheRule implements Rule {

    private static final Declaration DECLARATION = Declaration.of(Severity.INFO, Cause.PAGE_CACHE)
            .needs(Field.CGROUP_CURRENT)
            .needs(Field.CGROUP_FILE)
            .needs(Field.CGROUP_LIMIT)
            .uses(Field.CGROUP_INACTIVE_FILE, Field.CGROUP_FILE_DIRTY, Field.USED_MEMORY_RSS)
            .decidesBy(Thresholds.HEADROOM_SHARE, Thresholds.SIGNIFICANT_BYTES, Thresholds.SIGNIFICANT_SHARE);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        for (Field field : new Field[] {Field.CGROUP_CURRENT, Field.CGROUP_FILE, Field.CGROUP_LIMIT}) {
            if (c.timeline().last(field).isEmpty()) {
                return missing(Input.of(field));
            }
        }
        double current = c.timeline().last(Field.CGROUP_CURRENT).orElse(0);
        double file = c.timeline().last(Field.CGROUP_FILE).orElse(0);
        double limit = c.timeline().last(Field.CGROUP_LIMIT).orElse(0);
        double full = c.value(Thresholds.HEADROOM_SHARE) * limit;
        boolean cached = file >= c.thresholds().significantBytes()
                && file >= c.thresholds().significantShare() * limit;
        if (current < full || !cached || current - file >= full) {
            return ok("cache.ok", bytes(file), bytes(current), bytes(limit));
        }
        double dirty = c.timeline().last(Field.CGROUP_FILE_DIRTY).orElse(0);
        double inactive = c.timeline().last(Field.CGROUP_INACTIVE_FILE).orElse(0);
        Claim claim = Claim.standing(
                new Claim.Held(file, c.series().lastWhole().orElse(0), file / limit), OptionalLong.empty());
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.HIGH)
                .claim("cache.claim", bytes(current), percent(current / limit), bytes(limit), bytes(file))
                .evidence("cache.evidence", bytes(current - file), bytes(file - dirty))
                .evidenceIf(inactive > 0, "cache.evidence.working", bytes(current - inactive))
                .remedy(Remedies.workingSet())
                .build());
    }
}
