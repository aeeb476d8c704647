package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The stream that a visitor reads: keeps to the {@link Budget} and turns every failure into an early end, so that a
 * damaged stream still gives all that came before the damage. The failure is kept for the report.
 */
final class GuardedStream extends BlockStream {

    private final InputStream in;
    private final Budget budget;
    private long given;
    private long sound = Long.MAX_VALUE;
    private Optional<Phrase> failure = Optional.empty();

    GuardedStream(InputStream in, Budget budget) {
        this.in = in;
        this.budget = budget;
    }

    /** What comes after so many bytes is known to be garbled. */
    void endAt(long bytes) {
        sound = bytes;
    }

    /** Why the stream ended before its end, empty if it did not. */
    Optional<Phrase> failure() {
        return failure;
    }

    /** Reads what is left, for nobody. */
    void readRest() {
        byte[] nowhere = new byte[1 << 14];
        while (read(nowhere, 0, nowhere.length) >= 0) {
            // only its length counts
        }
    }

    @Override
    public int read(byte[] b, int off, int len) {
        if (failure.isPresent()) {
            return -1;
        }
        try {
            if (given >= sound) {
                failure = Optional.of(Phrase.of("input.problem.garbled", Phrase.count((double) sound)));
                return -1;
            }
            int n = in.read(b, off, (int) Math.min(len, sound - given));
            if (n < 0) {
                return -1;
            }
            given += n;
            failure = budget.spend(n);
            return failure.isEmpty() ? n : -1;
        } catch (IOException | RuntimeException e) {
            // decoders of damaged input throw unchecked exceptions of many kinds
            failure = Optional.of(Phrase.of(
                    "input.problem.damaged", Phrase.count((double) given), Phrase.nested(Reason.ofDecoder(e))));
            return -1;
        }
    }

    @Override
    public int available() throws IOException {
        return failure.isPresent() ? 0 : in.available();
    }
}
