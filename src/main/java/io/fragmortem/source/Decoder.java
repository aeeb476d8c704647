package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * A stream that is being unpacked, which remembers whether its decoder stumbled. bzip2 holds each block against a checksum of its
 * own, once all of it was given, and a fault in a block garbles all of it: so it is told where blocks begin.
 */
final class Decoder extends BlockStream {

    private final InputStream in;
    private final Runnable block;
    private long packed;
    private Layers.End end = Layers.End.SOUND;

    /** @param block is called before what is given belongs to a new block */
    Decoder(InputStream in, Runnable block) {
        this.in = in;
        this.block = block;
    }

    /** How it ended so far. */
    Layers.End end() {
        return end;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            return in.read(b, off, len);
        } catch (IOException | RuntimeException e) {
            end = end.and(Layers.End.of(e));
            throw e;
        } finally {
            tellBlock();
        }
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
