package io.fragmortem.source;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The text of Zstandard frames, one after the other. The library's decoder holds back a whole window, for later blocks may copy from
 * it, and loses it where its input ends too early; here whatever was packed in whole blocks is given before the failure.
 */
final class ZstdStream extends BlockStream {

    private final ZstdBlocks blocks;
    private final ZstdInputStream decoder;

    ZstdStream(InputStream in) {
        this.blocks = new ZstdBlocks(in);
        this.decoder = new ZstdInputStream(blocks);
    }

    /** Never asks the decoder for more than it has ready: where it then fails it forgets what it gave with the same call. */
    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        int ready = decoder.available();
        int first = ready > 0 ? 0 : first(b, off);
        if (first < 0) {
            return -1;
        }
        ready = Math.min(len - first, decoder.available());
        return first + (ready > 0 ? decoder.read(b, off + first, ready) : 0);
    }

    private int first(byte[] b, int off) throws IOException {
        try {
            int n = decoder.read(b, off, 1);
            if (n > 0 || blocks.failure().isEmpty()) {
                return n;
            }
        } catch (IOException e) {
            if (blocks.failure().isEmpty()) {
                throw e;
            }
        }
        throw blocks.failure().orElseThrow();
    }

    @Override
    public int available() throws IOException {
        return decoder.available();
    }

    /** A stream of frames ends in one of them. */
    static EOFException cut() {
        return new EOFException("a Zstandard frame without its end");
    }
}
