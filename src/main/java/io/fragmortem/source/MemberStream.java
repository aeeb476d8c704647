package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * The stream of a tar archive as its reader sees it. A name or an attribute may be written as a member of its own (GNU's long
 * names, PAX headers), of any size, and the reader takes it into memory whole: between two members only so much is given.
 */
final class MemberStream extends BlockStream {

    private final InputStream in;
    private boolean between;
    private long given;

    MemberStream(InputStream in) {
        this.in = in;
    }

    /** From here on the reader looks for the next member. */
    void seek() {
        between = true;
        given = 0;
    }

    /** Bytes that it took to find the member; from here on the reader is inside it. */
    long found() {
        between = false;
        return given;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = in.read(b, off, len);
        given += between ? Math.max(0, n) : 0;
        if (given > Limits.MAX_HEADER) {
            throw new TooLong();
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Names and attributes beyond the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("names and attributes longer than " + Limits.MAX_HEADER + " bytes");
        }
    }
}
