package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.clean.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A window that slides over a stream of bytes. Behind {@link #limit} the buffer is padded with zeros. */
final class Feed {

    static final int PAD = Template.PAD;

    /** How much of the stream is at hand when a line is looked at. */
    static final int WINDOW = 1 << 16;

    private static final int LONGEST_LOOK = 400;

    /** Usual length of the buffer: it stays in the caches of the processor while its bytes are summed and scanned. */
    private static final int SIZE = 1 << 18;

    private static final int LONG_LINE = 1 << 20;
    private static final int LARGEST = 1 << 24;
    private static final int STEP = 1 << 16;

    private final InputStream stream;
    private byte[] bytes = new byte[STEP + PAD];
    private int position;
    private int limit;
    private long base;
    private long line = 1;
    private boolean ended;

    Feed(InputStream stream) {
        this.stream = stream;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Moves on to another position, so many lines further. */
    void advance(int next, int lines) {
        position = next;
        line += lines;
    }

    /** 1-based number of the line at the position. */
    long line() {
        return line;
    }

    int limit() {
        return limit;
    }

    boolean ended() {
        return ended;
    }

    /** Offset in the stream of the byte at the position. */
    long offset() {
        return base + position;
    }

    boolean isEmpty() {
        return position >= limit;
    }

    /** Reads until at least {@code wanted} bytes are in the window or the stream ends. */
    void want(int wanted) throws IOException {
        while (limit - position < wanted && !ended) {
            makeRoom(wanted);
            int read = stream.read(bytes, limit, bytes.length - PAD - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
            Arrays.fill(bytes, limit, limit + PAD, (byte) 0);
        }
    }

    private void makeRoom(int wanted) {
        int room = bytes.length - PAD - limit;
        if (room >= STEP / 4 && bytes.length - PAD - position >= wanted) {
            return;
        }
        int kept = limit - position;
        byte[] target = bytes;
        if (bytes.length < SIZE || wanted > bytes.length - PAD) {
            int size = bytes.length - PAD < SIZE ? Math.min(SIZE, (bytes.length - PAD) * 4) : bytes.length * 2;
            target = new byte[Math.max(size, wanted) + PAD];
        }
        System.arraycopy(bytes, position, target, 0, kept);
        base += position;
        bytes = target;
        position = 0;
        limit = kept;
    }

    /** Index of the end of the line at the position; -1 when the line is longer than any of ours. */
    int lineEnd() throws IOException {
        int searched = 0;
        while (true) {
            for (int p = position + searched; p < limit; p++) {
                if (bytes[p] == '\n') {
                    return p;
                }
            }
            searched = limit - position;
            if (ended) {
                return limit;
            }
            byte first = bytes[position];
            boolean record = first == '{' || first == '[' || first == '"';
            if (searched >= largest(record)) {
                return -1;
            }
            want(searched + WINDOW);
        }
    }

    /** The text from the index to the end of its line, at most 400 bytes of it. */
    String text(int from) {
        int p = from;
        while (p < limit && p - from < LONGEST_LOOK && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return new String(bytes, from, p - from, StandardCharsets.UTF_8);
    }

    /** The next line with text behind the line end at the index, as far as the window reaches. */
    String lineAfter(int end) {
        int p = end + 1;
        while (p < limit && (bytes[p] == '\n' || bytes[p] == '\r')) {
            p++;
        }
        String text = p < limit ? text(p) : "";
        // the rule below the head of a table says nothing
        return FieldTable.isRule(text) && p + text.length() < limit ? lineAfter(p + text.length()) : text;
    }

    /** Whether a line may become as long as the window can ever be. */
    private static int largest(boolean record) {
        return record ? LARGEST : LONG_LINE;
    }

    /** Gives back the memory of a very long line. */
    void shrink() {
        if (bytes.length > 2 * LONG_LINE && limit - position < SIZE / 2) {
            byte[] smaller = new byte[SIZE + PAD];
            System.arraycopy(bytes, position, smaller, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
            bytes = smaller;
        }
    }
}
