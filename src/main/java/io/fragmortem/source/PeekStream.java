package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * A buffered stream whose next bytes can be looked at, which counts what was consumed, and whose {@link #available()}
 * is 0 at the end of the stream only: {@code GZIPInputStream} looks for a further member only while it is above 0.
 */
final class PeekStream extends InputStream {

    private static final int SIZE = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int from;
    private int to;
    private boolean ended;
    private long consumed;

    PeekStream(InputStream in) {
        this.in = in;
    }

    /** Bytes read by the consumer so far. */
    long consumed() {
        return consumed;
    }

    /** Up to {@code n} next bytes, fewer at the end of the stream only. */
    byte[] peek(int n) throws IOException {
        if (n > SIZE) {
            throw new IllegalArgumentException("peek is limited to " + SIZE + " bytes: " + n);
        }
        while (to - from < n && !ended) {
            if (to == SIZE || from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            fill();
        }
        byte[] head = new byte[Math.min(n, to - from)];
        System.arraycopy(buffer, from, head, 0, head.length);
        return head;
    }

    private void fill() throws IOException {
        int n = in.read(buffer, to, SIZE - to);
        if (n < 0) {
            ended = true;
        } else {
            to += n;
        }
    }

    private boolean empty() throws IOException {
        while (from == to && !ended) {
            from = 0;
            to = 0;
            fill();
        }
        return from == to;
    }

    @Override
    public int read() throws IOException {
        if (empty()) {
            return -1;
        }
        consumed++;
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (from == to && len >= SIZE && !ended) {
            int n = in.read(b, off, len);
            ended = n < 0;
            consumed += Math.max(n, 0);
            return n;
        }
        if (empty()) {
            return -1;
        }
        int n = Math.min(len, to - from);
        System.arraycopy(buffer, from, b, off, n);
        from += n;
        consumed += n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return empty() ? 0 : to - from;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
