package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.util.Optional;

/** What one stored file may still cost, with everything inside it. */
final class Budget {

    private final Limits limits;
    private final PeekStream stored;
    private long given;
    private int entries;
    private boolean exhausted;

    Budget(Limits limits, PeekStream stored) {
        this.limits = limits;
        this.stored = stored;
    }

    Limits limits() {
        return limits;
    }

    /** Whether reading must stop: skipping the rest would cost as much as reading it. */
    boolean exhausted() {
        return exhausted;
    }

    /** Counts an entry; false when there are too many. */
    boolean entry() {
        entries++;
        exhausted |= entries > limits.maxEntries();
        return !exhausted;
    }

    /** Counts decompressed bytes; the reason to stop, empty for none. */
    Optional<Phrase> spend(long bytes) {
        given += bytes;
        if (given > limits.maxBytes()) {
            exhausted = true;
            return Optional.of(Phrase.of("input.problem.too_long", Phrase.count((double) limits.maxBytes())));
        }
        long source = Math.max(1, stored.consumed());
        if (given > limits.ratioFreeBytes() && given / source > limits.maxRatio()) {
            exhausted = true;
            return Optional.of(Phrase.of(
                    "input.problem.bomb",
                    Phrase.count((double) limits.maxRatio()),
                    Phrase.count((double) given),
                    Phrase.count((double) source)));
        }
        return Optional.empty();
    }
}
