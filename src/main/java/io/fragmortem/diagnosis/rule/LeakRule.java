package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Columns;
import java.util.OptionalLong;

/**
 * Memory that keeps growing with nothing to explain it: what the allocator or the process holds grows for at least a day
 * of one run while the number of keys does not. Anything that a layer explains is that layer's finding, not a leak.
 */
final class LeakRule implements Rule {

    /** Shorter stretches may be the start of anything. */
    static final Threshold LEAST_SECONDS = Threshold.seconds("leak-least-seconds", 86_400, Origin.JUDGEMENT);

    /** The number of keys counts as the same within this share. */
    static final Threshold KEYS_MOVED = Threshold.share("leak-keys-moved", 0.02, Origin.JUDGEMENT);

    private static final Declaration DECLARATION = Declaration.of(Severity.INFO, Cause.MEMORY_LEAK)
            .needs(Input.ONE_DAY)
            .needs(Field.KEYSPACE_KEYS)
            .uses(Field.USED_MEMORY_DATASET, Field.ALLOCATOR_RESIDENT, Field.USED_MEMORY_RSS)
            .decidesBy(LEAST_SECONDS, KEYS_MOVED, Thresholds.SIGNIFICANT_BYTES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        // Across a restart nothing is compared: a server that has just started holds less of everything.
        int from = c.lastRunFrom();
        if (c.secondsSince(from) < c.value(LEAST_SECONDS)) {
            return missing(Input.ONE_DAY);
        }
        if (!c.timeline().has(Field.KEYSPACE_KEYS)) {
            return missing(Input.of(Field.KEYSPACE_KEYS));
        }
        double[] keys = c.column(Field.KEYSPACE_KEYS);
        double firstKeys = first(keys, from);
        double lastKeys = Columns.lastOf(keys).orElse(0);
        boolean sameKeys = Math.abs(lastKeys - firstKeys) <= c.value(KEYS_MOVED) * Math.max(firstKeys, 1);
        boolean outside = c.trends()
                .of(Component.OUTSIDE)
                .map(t -> t.verdict() == Verdict.GROWS && t.confirmed())
                .orElse(false);
        double[] data = outside ? c.part(Component.OUTSIDE) : c.part(Component.DATASET);
        boolean inside = c.trends()
                .of(Component.DATASET)
                .map(t -> t.verdict() == Verdict.GROWS && t.confirmed())
                .orElse(false);
        double grown = Columns.lastOf(data).orElse(0) - first(data, from);
        if (!sameKeys || !(outside || inside) || grown < c.thresholds().significantBytes()) {
            return ok("leak.ok");
        }
        int last = c.size() - 1;
        Claim claim = Claim.standing(
                new Claim.Held(grown, last, grown / c.levels().whole(last)),
                OptionalLong.of(c.series().timeMicros()[from]));
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .confidence(Confidence.LOW)
                .claim(outside ? "leak.outside.claim" : "leak.inside.claim", bytes(grown), count(lastKeys))
                .remedy(Remedies.findOutside(c))
                .build());
    }

    private static double first(double[] column, int from) {
        for (int i = from; i < column.length; i++) {
            if (!Double.isNaN(column[i])) {
                return column[i];
            }
        }
        return 0;
    }
}
