package io.fragmortem.snapshot.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream line by line without making strings: the current line is a range of {@link #buffer()}, without its
 * line end, valid until the next call of {@link #next()}. UTF-16 with a byte order mark is read as UTF-8. A line longer
 * than {@link #MAX_LINE} is cut there and {@link #cut()} is true for it, so that memory stays bounded.
 */
public final class Lines {

    /** 1 MiB. */
    public static final int MAX_LINE = 1 << 20;

    private static final int START = 1 << 17;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';

    private final InputStream in;
    private byte[] buffer = new byte[START];
    private int filled;
    private int from;
    private int to;
    private int nextFrom;
    private long number;
    private long offsetOfBuffer;
    private boolean ended;
    private boolean cut;
    private boolean whole;

    public Lines(InputStream in) throws IOException {
        this.in = Utf8.of(in);
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        from = nextFrom;
        cut = false;
        int scan = from;
        while (true) {
            scan = lineEnd(buffer, scan, filled);
            if (scan < filled) {
                whole = true;
                return line(scan, scan + 1);
            }
            if (ended) {
                boolean more = from < filled;
                whole &= !more;
                return more && line(filled, filled);
            }
            if (filled - from >= MAX_LINE) {
                cut = true;
                skipRestOfLine();
                return line(from + MAX_LINE, nextFrom);
            }
            int moved = refill();
            scan -= moved;
        }
    }

    /** Index of the next line feed, {@code to} when there is none; eight bytes at a time. */
    private static int lineEnd(byte[] b, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = EightBytes.at(b, i) ^ LINE_FEEDS;
            long found = (word - ONES) & ~word & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < to && b[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean line(int end, int next) {
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        nextFrom = next;
        number++;
        return true;
    }

    /** Makes room and reads more; returns by how much the content moved down. */
    private int refill() throws IOException {
        int moved = 0;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            moved = from;
            filled -= moved;
            offsetOfBuffer += moved;
            nextFrom -= moved;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n < 0) {
            ended = true;
        } else {
            filled += n;
        }
        return moved;
    }

    /** Drops everything between the kept part of a too long line and its line end, reusing the space behind it. */
    private void skipRestOfLine() throws IOException {
        int kept = from + MAX_LINE;
        while (true) {
            for (int i = kept; i < filled; i++) {
                if (buffer[i] == '\n') {
                    nextFrom = i + 1;
                    return;
                }
            }
            offsetOfBuffer += filled - kept;
            filled = kept;
            if (kept == buffer.length) {
                buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
            }
            int n = in.read(buffer, kept, buffer.length - kept);
            if (n < 0) {
                ended = true;
                nextFrom = filled;
                return;
            }
            filled += n;
        }
    }

    public byte[] buffer() {
        return buffer;
    }

    /** Index of the line's first byte in the buffer. */
    public int from() {
        return from;
    }

    /** Index after the line's last byte. */
    public int to() {
        return to;
    }

    /** 1-based number of the current line. */
    public long number() {
        return number;
    }

    /** 0-based offset of the current line in the stream. */
    public long offset() {
        return offsetOfBuffer + from;
    }

    /** Whether the current line, at the end the last one, had a line end: what stands last in a stream may have been cut. */
    public boolean whole() {
        return whole;
    }

    /** Whether the current line was longer than {@link #MAX_LINE}. */
    public boolean cut() {
        return cut;
    }

    /** The current line as text; bytes that are no UTF-8 become replacement characters. */
    public String text() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }
}
