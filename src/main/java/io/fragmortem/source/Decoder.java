package io.fragmortem.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is being unpacked, which remembers whether its decoder stumbled. bzip2 holds each block against a checksum of its
 * own, once all of it was given, and a fault in a block garbles all of it: so it is told where blocks begin.
 */
final class Decoder extends BlockStream {

    private final Packing packing;
    private final PeekStream stored;
    private final InputStream in;
    private final Runnable block;
    private @Nullable IOException failure;
    private long packed;
    private Layers.End end = Layers.End.SOUND;

    /** @param block is called before what is given belongs to a new block */
    Decoder(Packing packing, PeekStream stored, Runnable block) throws IOException {
        this.packing = packing;
        this.stored = stored;
        this.block = block;
        try {
            this.in = packing.open(stored);
        } catch (IOException e) {
            throw told(e);
        }
    }

    /** How it ended so far. */
    Layers.End end() {
        return end;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return in instanceof BZip2CompressorInputStream ? byByte(b, off, len) : in.read(b, off, len);
        } catch (IOException e) {
            IOException told = told(e);
            end = end.and(Layers.End.of(told));
            throw told;
        } catch (RuntimeException e) {
            end = end.and(Layers.End.FAILED);
            throw e;
        } finally {
            tellBlock();
        }
    }

    /** bzip2's decoder gives nothing of a call in which it fails, so it is asked as it asks itself. */
    private int byByte(byte[] b, int off, int len) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int n = 0;
        try {
            for (int one = n < len ? in.read() : -1; one >= 0; one = n < len ? in.read() : -1) {
                b[off + n++] = (byte) one;
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException("a decoder stumbled", e);
        }
        if (n == 0 && failure != null) {
            throw failure;
        }
        return n == 0 && len > 0 ? -1 : n;
    }

    /** What fails because there is no more, and not because of what there is, says so. */
    private IOException told(IOException e) {
        if (!packing.asksExactly() || !stored.isAskedForMore()) {
            return e;
        }
        IOException cut = new EOFException("no end of what is packed");
        cut.initCause(e);
        return cut;
    }

    /** A block is unpacked as a whole before its first byte is given. */
    private void tellBlock() {
        if (in instanceof BZip2CompressorInputStream blocks && blocks.getCompressedCount() != packed) {
            packed = blocks.getCompressedCount();
            block.run();
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
