package io.fragmortem.source;

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
    String spend(long bytes) {
        given += bytes;
        if (given > limits.maxBytes()) {
            exhausted = true;
            return "longer than the limit of " + limits.maxBytes() + " bytes: the rest was not read";
        }
        long source = Math.max(1, stored.consumed());
        if (given > limits.ratioFreeBytes() && given / source > limits.maxRatio()) {
            exhausted = true;
            return "expands more than " + limits.maxRatio() + " times (" + given + " bytes from " + source
                    + "): taken for a decompression bomb, the rest was not read";
        }
        return "";
    }
}
