package io.fragmortem.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much of a large file was read. */
final class Watched extends FilterInputStream {

    /** Smaller files are read before anybody could look. */
    private static final int STEP = 1 << 19;

    private final int length;
    private int read;
    private int next = STEP;

    Watched(InputStream in, int length) {
        super(in);
        this.length = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        int n = super.read(buffer, offset, most);
        read += Math.max(n, 0);
        if (read >= next) {
            Progress.tell("reading", read, length);
            next = read + STEP;
        }
        return n;
    }
}
