package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.Arrays;
import java.util.Optional;

/**
 * Used memory on a server without a single key. INFO calls data whatever it cannot call overhead, so what is left there
 * belongs to somebody whom no field counts: buffers (before 5.0 all of them, MONITOR clients in 4.0 still), a module, or
 * a leak. Keys that are being freed in the background or loaded from a master are another matter.
 */
public final class Keyless {

    /** Tables above this share of the data belong to keys, whatever the keyspace section shows: somebody cut it. */
    private static final double TABLES = 0.01;

    private final Case c;
    private final Optional<Claim> claim;

    public Keyless(Case c) {
        this.c = c;
        this.claim = ownerless();
    }

    public boolean isStory() {
        return claim.isPresent();
    }

    /** Bytes that count as data, or are not known to be anything else, while the keyspace is empty. */
    Optional<Claim> claim() {
        return claim;
    }

    private Optional<Claim> ownerless() {
        double[] keys = c.column(Field.KEYSPACE_KEYS);
        double[] pending = c.column(Field.LAZYFREE_PENDING_OBJECTS);
        double[] syncing = c.column(Field.MASTER_SYNC_IN_PROGRESS);
        double[] loading = c.column(Field.LOADING);
        double[] tables = c.part(Component.KEYSPACE);
        double[] data = data();
        double[] ownerless = new double[c.size()];
        Arrays.setAll(ownerless, i -> {
            boolean moving = pending[i] > 0 || syncing[i] > 0 || loading[i] > 0;
            boolean cut = tables[i] > TABLES * data[i];
            return keys[i] == 0 && !moving && !cut ? data[i] : 0;
        });
        Claim all = c.claim(ownerless);
        return all.isStanding(c.thresholds()) ? Optional.of(all) : Optional.empty();
    }

    /** A verdict that names nobody; only where the clients' buffers are measured, else they are suspected. */
    public Optional<Verdict> verdict(Optional<Phrase> context) {
        return claim.map(all -> new Verdict(
                Severity.WARNING,
                Cause.CANNOT_TELL,
                Confidence.MEDIUM,
                Phrase.of(
                        "cannottell.keyless",
                        bytes(all.bytes()),
                        bytes(c.series().used()[all.at()])),
                context));
    }

    private double[] data() {
        if (c.has(Component.DATASET)) {
            return c.part(Component.DATASET);
        }
        // Before 4.0 the backlog is the one part of used memory whose size is told.
        double[] backlog = c.column(Field.REPL_BACKLOG_SIZE);
        double[] active = c.column(Field.REPL_BACKLOG_ACTIVE);
        double[] rest = new double[c.size()];
        Arrays.setAll(rest, i -> c.series().used()[i] - (active[i] > 0 && !Double.isNaN(backlog[i]) ? backlog[i] : 0));
        return rest;
    }
}
