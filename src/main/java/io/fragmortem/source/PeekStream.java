package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

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
    private boolean askedForMore;
    private @Nullable IOException failure;
    private long consumed;

    PeekStream(InputStream in) {
        this.in = in;
    }

    /** Bytes read by the consumer so far. */
    long consumed() {
        return consumed;
    }

    /** Whether the consumer wanted more than there is. */
    boolean isAskedForMore() {
        return askedForMore;
    }

    /** Up to {@code n} next bytes, fewer at the end of the stream only, or where it fails. */
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
        if (from == to) {
            tell();
        }
        byte[] head = new byte[Math.min(n, to - from)];
        System.arraycopy(buffer, from, head, 0, head.length);
        return head;
    }

    /** A failure is told when all that came before it was consumed. */
    private void fill() {
        try {
            int n = in.read(buffer, to, SIZE - to);
            ended = n < 0;
            to += Math.max(n, 0);
        } catch (IOException e) {
            ended = true;
            failure = e;
        } catch (RuntimeException e) {
            ended = true;
            failure = new IOException("a decoder stumbled", e);
        }
    }

    private void tell() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private boolean empty() throws IOException {
        while (from == to && !ended) {
            from = 0;
            to = 0;
            fill();
        }
        if (from == to) {
            tell();
        }
        return from == to;
    }

    @Override
    public int read() throws IOException {
        if (empty()) {
            askedForMore = true;
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
            askedForMore |= ended;
            consumed += Math.max(n, 0);
            return n;
        }
        if (empty()) {
            askedForMore = true;
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
