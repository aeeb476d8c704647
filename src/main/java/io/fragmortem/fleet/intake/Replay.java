package io.fragmortem.fleet.intake;

import io.fragmortem.source.BlockStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that remembers what it gave, up to a bound, so that reading can begin again behind a line. */
final class Replay extends BlockStream {

    /** Bytes remembered; a few copies of them are cheap, and most streams are shorter. */
    static final int MOST = 1 << 20;

    private static final int FIRST = 1 << 16;

    private final InputStream in;
    /** What was given since reading last began, unless it is too much. */
    private byte[] taken = new byte[FIRST];

    private int size;
    private long given;
    /** Of {@link #taken}, what is still to be given again. */
    private int again;

    private boolean ended;
    private long lines;
    private long offset;
    private long badLine;

    Replay(InputStream in) {
        this.in = in;
    }

    /** Finds the length of the part that must not be read again. */
    interface Search {
        int lengthOf(byte[] taken) throws IOException;
    }

    /** Lines before the place at which reading begins, -1 when not known. */
    long lines() {
        return lines;
    }

    /** Bytes before that place. */
    long offset() {
        return offset;
    }

    /** 1-based line that was skipped last, 0 when not known. */
    long badLine() {
        return badLine;
    }

    /**
     * Goes on behind the bad line, as far as it can be found, else behind all that was given.
     *
     * @return false when nothing is left
     */
    boolean skipTo(Search search) throws IOException {
        badLine = 0;
        int skipped = given <= size ? search.lengthOf(Arrays.copyOf(taken, size)) : 0;
        if (skipped > 0) {
            int within = linesIn(skipped);
            badLine = lines < 0 ? 0 : lines + within;
            lines = lines < 0 ? -1 : lines + within;
            offset += skipped;
            System.arraycopy(taken, skipped, taken, 0, size - skipped);
            size -= skipped;
            again = 0;
            given = size;
            return size > 0 || !ended;
        }
        offset += given;
        lines = -1;
        size = 0;
        given = 0;
        again = 0;
        return !ended && skipLine();
    }

    private int linesIn(int length) {
        int n = taken[length - 1] == '\n' ? 0 : 1;
        for (int i = 0; i < length; i++) {
            n += taken[i] == '\n' ? 1 : 0;
        }
        return n;
    }

    private boolean skipLine() throws IOException {
        for (int b = in.read(); b >= 0; b = in.read()) {
            offset++;
            if (b == '\n') {
                return true;
            }
        }
        ended = true;
        return false;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (again < size && given == size) {
            int n = Math.min(len, size - again);
            System.arraycopy(taken, again, b, off, n);
            again += n;
            return n;
        }
        int n = ended ? -1 : in.read(b, off, len);
        if (n < 0) {
            ended = true;
            return -1;
        }
        remember(b, off, n);
        return n;
    }

    private void remember(byte[] b, int off, int n) {
        if (given == size && size + n <= MOST) {
            if (size + n > taken.length) {
                taken = Arrays.copyOf(taken, Math.min(MOST, Math.max(4 * taken.length, size + n)));
            }
            System.arraycopy(b, off, taken, size, n);
            size += n;
            again = size;
        } else {
            taken = new byte[0];
            size = 0;
        }
        given += n;
    }

    @Override
    public int available() throws IOException {
        return again < size && given == size ? size - again : ended ? 0 : in.available();
    }
}
