package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The stream that a visitor reads: enforces the {@link Limits} and turns every failure into an early end, so that a
 * damaged stream still gives all that came before the damage. The failure is kept for the report.
 */
final class GuardedStream extends InputStream {

    private final InputStream in;
    private final PeekStream stored;
    private final long storedBefore;
    private final Limits limits;
    private long given;
    private Optional<String> failure = Optional.empty();

    /**
     * @param in decompressed bytes
     * @param stored the outermost stream that they come from, for the ratio
     */
    GuardedStream(InputStream in, PeekStream stored, Limits limits) {
        this.in = in;
        this.stored = stored;
        this.storedBefore = stored.consumed();
        this.limits = limits;
    }

    /** Why the stream ended before its end, empty if it did not. */
    Optional<String> failure() {
        return failure;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) {
        if (failure.isPresent()) {
            return -1;
        }
        try {
            int n = in.read(b, off, len);
            if (n < 0) {
                return -1;
            }
            given += n;
            checkLimits();
            return failure.isPresent() ? -1 : n;
        } catch (IOException | RuntimeException e) {
            // decoders of damaged input throw unchecked exceptions of many kinds
            failure = Optional.of("damaged after " + given + " bytes: " + Problem.reasonOf(e));
            return -1;
        }
    }

    private void checkLimits() {
        if (given > limits.maxBytes()) {
            failure = Optional.of("longer than the limit of " + limits.maxBytes() + " bytes: the rest was not read");
        }
        long source = Math.max(1, stored.consumed() - storedBefore);
        if (given > limits.ratioFreeBytes() && given / source > limits.maxRatio()) {
            failure = Optional.of("expands more than " + limits.maxRatio() + " times (" + given + " bytes from "
                    + source + "): taken for a decompression bomb, the rest was not read");
        }
    }

    @Override
    public int available() throws IOException {
        return failure.isPresent() ? 0 : in.available();
    }
}
