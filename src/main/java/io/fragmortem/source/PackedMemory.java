package io.fragmortem.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/**
 * A stream that cannot be opened twice and may be wanted twice: where it is packed, its first 16 MiB are remembered. What is not
 * packed has no checksum that could fail.
 */
public final class PackedMemory extends BlockStream {

    /** Some 100 MB of text. */
    private static final int MOST = 16 << 20;

    private final PeekStream in;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean begun;
    private boolean remembering;
    private boolean ended;

    public PackedMemory(InputStream in) {
        this.in = new PeekStream(in);
    }

    /** Reads ahead what can be remembered. */
    public void readAhead() throws IOException {
        byte[] buffer = new byte[1 << 16];
        begin();
        while (remembering && !ended && taken.size() < MOST) {
            read(buffer, 0, Math.min(buffer.length, MOST - taken.size()));
        }
    }

    /** All of it once more, empty where it was not packed, is longer than what is remembered, or has not ended. */
    public Optional<InputStream> again() {
        return remembering && ended ? Optional.of(remembered()) : Optional.empty();
    }

    /** What was read ahead and what follows. */
    public InputStream whole() {
        return new SequenceInputStream(remembered(), in);
    }

    private InputStream remembered() {
        return new ByteArrayInputStream(taken.toByteArray());
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            Packing packing = Packing.of(in.peek(Packing.HEAD));
            remembering = packing.isCompression() || packing.isArchive();
        }
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        begin();
        int n = in.read(b, off, len);
        ended |= n < 0;
        if (n > 0 && remembering) {
            remembering = taken.size() + n <= MOST;
            taken.write(b, off, remembering ? n : 0);
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
