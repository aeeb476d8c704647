package io.fragmortem.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The text of one member of a gzip file (RFC 1952), from a place in it on. How it ends is a state and no failure. */
final class GzipMember extends BlockStream implements AutoCloseable {

    /** The shortest header. */
    static final int HEADER = 10;

    private static final int TRAILER = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    enum End {
        OPEN,
        /** Its checksum and its length are those of what was given. */
        SOUND,
        /** The file ends in it. */
        CUT,
        /** All was unpacked, and is not what its checksum or its length says. */
        BELIED,
        /** It cannot be unpacked, or nothing begins here. */
        BROKEN
    }

    private final SeekableByteChannel stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final ByteBuffer packed = ByteBuffer.allocate(1 << 16);
    private long at;
    private long given;
    private boolean blocks;
    private End end = End.OPEN;

    GzipMember(SeekableByteChannel stored, long at) throws IOException {
        this.stored = stored;
        this.at = at;
        packed.limit(0);
        header();
    }

    End end() {
        return end;
    }

    /** Where in the file it ended so far. */
    long position() {
        return at - inflater.getRemaining();
    }

    /** Bytes of text so far. */
    long given() {
        return given;
    }

    /** Whether it is one of many blocks of one text, as those of bgzip, which begin and end anywhere in a line. */
    boolean isBlock() {
        return blocks;
    }

    /** Whether a header may begin with these bytes. */
    static boolean mayBegin(byte[] bytes, int from) {
        int flags = bytes[from + 3] & 0xff;
        int level = bytes[from + 8] & 0xff;
        int system = bytes[from + 9] & 0xff;
        return bytes[from] == 0x1f
                && bytes[from + 1] == (byte) 0x8b
                && bytes[from + 2] == 8
                && (flags & RESERVED) == 0
                && (level == 0 || level == 2 || level == 4)
                && (system < 14 || system == 255);
    }

    private void header() throws IOException {
        byte[] fixed = new byte[HEADER];
        for (int i = 0; i < HEADER && end == End.OPEN; i++) {
            fixed[i] = (byte) next();
        }
        if (end == End.OPEN && !mayBegin(fixed, 0)) {
            end = End.BROKEN;
        }
        int flags = fixed[3];
        blocks = (flags & EXTRA) != 0;
        if (blocks) {
            skip(next() + (next() << Byte.SIZE));
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && next() > 0) {
                // nobody needs it
            }
        }
        skip((flags & HEADER_SUM) != 0 ? HEADER_SUM : 0);
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes && end == End.OPEN; i++) {
            next();
        }
    }

    /** The next byte of the file outside of what is packed, 0 behind its end. */
    private int next() throws IOException {
        if (end != End.OPEN || (!packed.hasRemaining() && !fill())) {
            return 0;
        }
        at++;
        return packed.get() & 0xff;
    }

    private boolean fill() throws IOException {
        packed.clear();
        stored.position(at);
        int n = stored.read(packed);
        packed.flip();
        end = n <= 0 ? End.CUT : end;
        return n > 0;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        try {
            int n = 0;
            while (n == 0 && len > 0 && end == End.OPEN) {
                if (inflater.needsInput() && (packed.hasRemaining() || fill())) {
                    inflater.setInput(packed.array(), packed.position(), packed.remaining());
                    at += packed.remaining();
                    packed.position(packed.limit());
                }
                n = end == End.OPEN ? inflater.inflate(b, off, len) : 0;
                sum.update(b, off, n);
                given += n;
                if (inflater.finished()) {
                    trailer();
                } else if (inflater.needsDictionary()) {
                    end = End.BROKEN;
                }
            }
            return n > 0 || len == 0 ? n : -1;
        } catch (DataFormatException e) {
            end = End.BROKEN;
            return -1;
        }
    }

    private void trailer() throws IOException {
        at -= inflater.getRemaining();
        inflater.setInput(new byte[0]);
        packed.position(packed.limit());
        long stated = 0;
        for (int i = 0; i < TRAILER; i++) {
            stated |= (long) next() << (Byte.SIZE * i);
        }
        long right = sum.getValue() | ((given & 0xffffffffL) << Integer.SIZE);
        end = end == End.OPEN ? (stated == right ? End.SOUND : End.BELIED) : end;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
