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
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.Arrays;

/**
 * The table of client-side caching: for each key that a client was sent, who has it. No field tells its bytes, and INFO counts
 * it as data; what its entries cost at least is known (tracking.c: a radix tree of keys, each with a radix tree of clients).
 */
final class TrackingRule implements Rule {

    /** A tracked key: its place in the tree and the head of its own tree of clients. */
    static final Threshold KEY_BYTES = Threshold.bytes("tracking-key-bytes", 100, Origin.SOURCE);

    /** Each client beyond the first that has the key. */
    static final Threshold ITEM_BYTES = Threshold.bytes("tracking-item-bytes", 32, Origin.SOURCE);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.CLIENT_TRACKING)
            .needs(Field.TRACKING_TOTAL_KEYS)
            .uses(Field.TRACKING_TOTAL_ITEMS, Field.TRACKING_TOTAL_PREFIXES, Field.TRACKING_CLIENTS)
            .decidesBySignificance()
            .decidesBy(KEY_BYTES, ITEM_BYTES);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        double[] keys = c.column(Field.TRACKING_TOTAL_KEYS);
        if (Columns.lastOf(keys).isEmpty()) {
            return missing(Input.of(Field.TRACKING_TOTAL_KEYS));
        }
        double[] items = c.column(Field.TRACKING_TOTAL_ITEMS);
        double[] least = new double[c.size()];
        double perKey = c.value(KEY_BYTES);
        double perItem = c.value(ITEM_BYTES);
        Arrays.setAll(least, i -> perKey * keys[i] + perItem * Math.max(0, (items[i] > 0 ? items[i] : 0) - keys[i]));
        Claim claim = c.claim(least);
        if (!claim.isSignificant(c.thresholds())) {
            return ok("tracking.ok", bytes(claim.bytes()));
        }
        double tracked = keys[claim.at()];
        double clients = c.timeline()
                .lastKnown(Field.TRACKING_CLIENTS, c.sample(claim.at()))
                .orElse(0);
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("tracking.claim", bytes(claim.bytes()), count(tracked))
                .past("tracking.past", bytes(claim.bytes()), count(tracked))
                .evidence("tracking.evidence")
                .evidenceIf(clients > 0, "tracking.evidence.clients", count(clients))
                .remedy(Remedies.trackingLimits(c))
                .build());
    }
}
