package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The text of all members of a gzip stream, which says so where something follows that is no member: the library keeps silent. */
final class GzipStream extends GZIPInputStream {

    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8;

    private boolean looked;

    GzipStream(InputStream in) throws IOException {
        super(in, BUFFER);
    }

    @Override
    public int read(byte[] b, int off, int length) throws IOException {
        int n = super.read(b, off, length);
        if (n < 0 && !looked) {
            looked = true;
            if (hasMore()) {
                throw new Reason.Unread(Phrase.of("input.problem.no_member"));
            }
        }
        return n;
    }

    /** Zeros pad tapes and disks. */
    private boolean hasMore() throws IOException {
        int end = len;
        for (int i = end - inf.getRemaining() + TRAILER; i < end; i++) {
            if (buf[i] != 0) {
                return true;
            }
        }
        for (int n = in.read(buf); n >= 0; n = in.read(buf)) {
            for (int i = 0; i < n; i++) {
                if (buf[i] != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
