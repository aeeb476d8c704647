package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Least;
import io.fragmortem.diagnosis.evidence.Claim.Seen;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;

/** Hash tables, entries and other structure that outweighs the data: many tiny keys. */
final class KeyspaceRule implements Rule {

    /** Each is used memory minus the other. */
    private static final Input[] SPLIT = {Input.of(Field.USED_MEMORY_OVERHEAD), Input.of(Field.USED_MEMORY_DATASET)};

    private static final Declaration DECLARATION = Declaration.of(Severity.INFO, Cause.METADATA_OVERHEAD)
            .needs(SPLIT)
            .needs(Field.MEM_CLIENTS_NORMAL)
            .uses(Field.USED_MEMORY, Field.USED_MEMORY_STARTUP, Field.KEYSPACE_KEYS)
            .decidesBy(Thresholds.SIGNIFICANT_BYTES, Thresholds.ONGOING, Thresholds.KEYSPACE_SHARE);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.has(Component.KEYSPACE)) {
            return c.has(Component.OVERHEAD) ? missing(Input.of(Field.MEM_CLIENTS_NORMAL)) : missing(SPLIT);
        }
        Least least = Least.of(c.thresholds(), c.thresholds().significantBytes(), c.value(Thresholds.KEYSPACE_SHARE));
        Claim claim =
                c.claim(c.part(Component.KEYSPACE), Seen.ONCE, least, c.series().used());
        double share = claim.share();
        if (!claim.isSignificant(least)) {
            return ok("keyspace.ok", bytes(claim.bytes()), percent(share));
        }
        double keys = c.timeline().last(Field.KEYSPACE_KEYS).orElse(0);
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(Severity.INFO)
                .past("keyspace.past", bytes(claim.bytes()), percent(share))
                .claim("keyspace.claim", bytes(claim.bytes()), percent(share))
                .evidenceIf(keys > 0, "keyspace.evidence", count(keys), bytes(claim.bytes() / Math.max(1, keys)))
                .remedy(Remedies.fewerKeys())
                .build());
    }
}
