package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Zstandard frames as their decoder sees them: in whole blocks. Where the input ends in a frame, blocks of zeros follow, as many as
 * the decoder holds back to copy from (RFC 8878, 3.1.1.1.2), so that it gives all that came before them and none of them. Frames that only carry notes of
 * other programs are left out.
 */
final class ZstdBlocks extends BlockStream {

    private static final long MAGIC = 0xfd2fb528L;
    private static final long NOTE = 0x184d2a50L;
    private static final int SUM = 4;
    private static final int LONGEST_BLOCK = 1 << 17;
    private static final int RUN = 1;

    /** That of {@code zstd -19}; the decoder refuses more. */
    private static final long LARGEST_WINDOW = 8 << 20;

    /** A text that is its own window: as much as {@code zstd -22} makes one of. */
    private static final long MOST_AT_ONCE = 128 << 20;

    private enum Part {
        FRAME,
        BLOCK,
        /** No frame: let the decoder say so. */
        FOREIGN,
        END
    }

    private final InputStream in;
    private Part next = Part.FRAME;
    private byte[] unit = new byte[1 << 12];
    private int from;
    private int to;
    private boolean paused;
    private boolean summed;
    private long heldBack;
    private Optional<IOException> failure = Optional.empty();

    ZstdBlocks(InputStream in) {
        this.in = in;
    }

    /** Why there is no more, empty where the last frame has its end. */
    Optional<IOException> failure() {
        return failure;
    }

    /**
     * Ends behind each unit, once, so that the decoder has none of the next one before it has given what it has: where it fails it
     * forgets what it gave with the same call.
     */
    @Override
    public int read(byte[] b, int off, int len) {
        if (paused) {
            paused = false;
            return -1;
        }
        while (from == to) {
            if (next == Part.END) {
                return -1;
            }
            from = 0;
            to = 0;
            try {
                advance();
            } catch (IOException e) {
                failure = Optional.of(e); // told once the decoder has given what it has
                next = Part.END;
            }
        }
        int n = Math.min(len, to - from);
        System.arraycopy(unit, from, b, off, n);
        from += n;
        paused = from == to && n < len; // whoever has no more room does not ask on
        return n;
    }

    private void advance() throws IOException {
        switch (next) {
            case FRAME -> frame();
            case BLOCK -> block();
            case FOREIGN -> {
                take(unit.length);
                next = to == 0 ? Part.END : Part.FOREIGN;
            }
            case END -> {}
        }
    }

    private void frame() throws IOException {
        take(Integer.BYTES);
        long magic = number(0, to);
        if (to < Integer.BYTES) {
            next = Part.END;
            if (to > 0 && magic == (MAGIC & ((1L << (Byte.SIZE * to)) - 1))) {
                throw ZstdStream.cut();
            }
        } else if ((magic & ~0xfL) == NOTE) {
            note();
        } else if (magic != MAGIC) {
            next = Part.FOREIGN;
        } else {
            header();
            next = Part.BLOCK;
        }
    }

    private void note() throws IOException {
        to = 0;
        need(Integer.BYTES);
        long length = number(0, Integer.BYTES);
        to = 0;
        in.skipNBytes(length);
    }

    /** What stands behind the magic number, and how much of the text later blocks may copy from. */
    private void header() throws IOException {
        need(1);
        int flags = unit[to - 1];
        boolean single = (flags & 0x20) != 0;
        summed = (flags & 4) != 0;
        int sizeFlag = (flags >> 6) & 3;
        int sizeBytes = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        int dictionaryBytes = (1 << (flags & 3)) >> 1;
        int fields = to;
        need((single ? 0 : 1) + dictionaryBytes + sizeBytes);
        long size = number(to - sizeBytes, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        long window = single ? size : window(unit[fields]);
        long most = single ? MOST_AT_ONCE : LARGEST_WINDOW;
        if (window > most) {
            throw new Reason.Told(
                    Phrase.of("input.problem.window", Phrase.count((double) window), Phrase.count((double) most)));
        }
        heldBack = sizeBytes == 0 ? window : Math.min(window, size);
    }

    private static long window(int field) {
        long base = 1L << (10 + ((field >> 3) & 0x1f));
        return base + base / 8 * (field & 7);
    }

    private void block() throws IOException {
        int whole = 0;
        try {
            need(3);
            long header = number(0, 3);
            boolean last = (header & 1) != 0;
            need(((header >> 1) & 3) == RUN ? 1 : (int) (header >> 3));
            if (last && summed) {
                whole = to;
                need(SUM); // the decoder wants it together with the last block
            }
            next = last ? Part.FRAME : Part.BLOCK;
        } catch (IOException e) {
            unit[0] &= ~1; // without its checksum a last block is not the last
            to = whole;
            zeros();
            throw e;
        }
    }

    /** Blocks that say so many times zero, behind what is whole. */
    private void zeros() {
        for (long left = heldBack; left > 0; left -= LONGEST_BLOCK) {
            long header = (Math.min(left, LONGEST_BLOCK) << 3) | (RUN << 1);
            room(Integer.BYTES);
            for (int i = 0; i < Integer.BYTES; i++) {
                unit[to++] = (byte) (header >> (Byte.SIZE * i));
            }
        }
    }

    private void need(int bytes) throws IOException {
        if (take(bytes) < bytes) {
            throw ZstdStream.cut();
        }
    }

    private int take(int bytes) throws IOException {
        room(bytes);
        int n = in.readNBytes(unit, to, bytes);
        to += n;
        return n;
    }

    private void room(int bytes) {
        if (to + bytes > unit.length) {
            unit = Arrays.copyOf(unit, Math.max(to + bytes, 2 * unit.length));
        }
    }

    private long number(int at, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (unit[at + i] & 0xff);
        }
        return number;
    }
}
