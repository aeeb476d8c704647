package io.fragmortem.snapshot.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of one document a line. A line may be as long as an export of one series; {@link #MAX_LINE} bounds what
 * is kept of a longer one.
 */
final class JsonLines {

    /** 64 MiB: some five million points. */
    static final int MAX_LINE = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int from;
    private int to;
    private int nextFrom;
    private long number;
    private boolean ended;
    private boolean cut;

    JsonLines(InputStream in) {
        this.in = in;
    }

    /**
     * Whether the text is one document a line, as far as it goes: the first line is one, and another begins below it.
     *
     * @param head the beginning of a stream
     */
    static boolean are(byte[] head, int length) {
        int found = 0;
        int at = 0;
        while (at < length && found < 2) {
            int end = at;
            while (end < length && head[end] != '\n') {
                end++;
            }
            int first = skipBlanks(head, at, end);
            if (first < end) {
                boolean whole = end < length && closes(head, first, end);
                if (head[first] != '{' || (found == 0 && !whole)) {
                    return false;
                }
                found++;
            }
            at = end + 1;
        }
        return found == 2;
    }

    private static int skipBlanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] <= ' ' && b[i] >= 0) {
            i++;
        }
        return i;
    }

    private static boolean closes(byte[] b, int from, int to) {
        int last = to - 1;
        while (last > from && b[last] <= ' ' && b[last] >= 0) {
            last--;
        }
        return b[last] == '}';
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        from = nextFrom;
        cut = false;
        int scan = from;
        while (true) {
            while (scan < filled && buffer[scan] != '\n') {
                scan++;
            }
            if (scan < filled) {
                return line(scan, scan + 1);
            }
            if (ended) {
                return from < filled && line(filled, filled);
            }
            if (filled - from > MAX_LINE) {
                cut = true;
                filled = from + 1; // what follows up to the line end is of no use
                scan = filled;
            }
            scan -= refill();
        }
    }

    private boolean line(int end, int next) {
        to = end;
        nextFrom = next;
        number++;
        return true;
    }

    /** Reads more; returns by how much the content moved down. */
    private int refill() throws IOException {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= moved;
        from = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        ended = n < 0;
        filled += Math.max(0, n);
        return moved;
    }

    /** Whether the line is blank. */
    boolean isBlank() {
        return skipBlanks(buffer, from, to) == to;
    }

    /** Whether a document may begin here. */
    boolean startsDocument() {
        int first = skipBlanks(buffer, from, to);
        return first < to && (buffer[first] == '{' || buffer[first] == '[');
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** 1-based. */
    long number() {
        return number;
    }

    /** Whether the line was too long to be kept. */
    boolean cut() {
        return cut;
    }
}
