package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;

/** Hash tables, entries and other structure that outweighs the data: many tiny keys. */
final class KeyspaceRule implements Rule {

    @Override
    public Cause cause() {
        return Cause.METADATA_OVERHEAD;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.has(Component.KEYSPACE)) {
            return missing("used_memory_overhead");
        }
        if (!c.has(Component.CLIENTS)) {
            return missing("mem_clients_normal");
        }
        Claim claim = c.claim(c.part(Component.KEYSPACE));
        double used = claim.at() < c.size() ? c.series.used()[claim.at()] : 0;
        double share = used > 0 ? claim.bytes() / used : 0;
        if (claim.bytes() < c.thresholds.significantBytes() || share < c.thresholds.keyspaceShare()) {
            return ok("keyspace.ok", bytes(claim.bytes()), percent(share));
        }
        double keys = c.timeline.last(Field.KEYSPACE_KEYS).orElse(0);
        return found(new SuspectBuilder(cause(), claim)
                .severity(Severity.INFO)
                .claim("keyspace.claim", bytes(claim.bytes()), percent(share))
                .evidenceIf(keys > 0, "keyspace.evidence", count(keys), bytes(claim.bytes() / Math.max(1, keys)))
                .remedy(Remedies.fewerKeys())
                .build());
    }
}
