package io.fragmortem.snapshot.info;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A window that slides over a stream of bytes. Behind {@link #limit} the buffer is padded with zeros. */
final class Feed {

    static final int PAD = 64;
    private static final int SIZE = 1 << 20;
    private static final int LARGEST = 1 << 24;
    private static final int STEP = 1 << 16;

    private final InputStream stream;
    private byte[] bytes = new byte[STEP + PAD];
    private int position;
    private int limit;
    private long base;
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

    void position(int next) {
        position = next;
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

    /** Whether a line may become as long as the window can ever be. */
    static int largest(boolean record) {
        return record ? LARGEST : SIZE;
    }

    /** Gives back the memory of a very long line. */
    void shrink() {
        if (bytes.length > 2 * SIZE && limit - position < SIZE / 2) {
            byte[] smaller = new byte[SIZE + PAD];
            System.arraycopy(bytes, position, smaller, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
            bytes = smaller;
        }
    }
}
