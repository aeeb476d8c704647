package io.fragmortem.source;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of the members of a damaged gzip file without what is lost. Where something is, a line ends; behind it a block that may begin in the middle of
 * a line is read from its next line on.
 */
final class MendedGzip extends BlockStream {

    /** U+FFFD at the end of a line that has lost its own: no number ends in it. */
    private static final byte[] LOST = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd, '\n'};

    private final SeekableByteChannel stored;
    private final Iterator<GzipMembers.Piece> pieces;
    private GzipMembers.@Nullable Piece piece;
    private @Nullable GzipMember member;
    private long left;
    private boolean lineOpen;
    private boolean skipping;

    /** How much of {@link #LOST} was given. */
    private int marked = LOST.length;

    MendedGzip(SeekableByteChannel stored, List<GzipMembers.Piece> pieces) {
        this.stored = stored;
        this.pieces = pieces.iterator();
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = 0;
        while (n == 0 && len > 0) {
            if (marked < LOST.length) {
                b[off] = LOST[marked++];
                return 1;
            }
            n = member == null || left == 0 ? -1 : member.read(b, off, (int) Math.min(len, left));
            if (n >= 0) {
                left -= n;
                n = skipping ? withoutPartOfLine(b, off, n) : n;
            } else if (open()) {
                n = 0;
            }
        }
        lineOpen = n > 0 ? b[off + n - 1] != '\n' : lineOpen;
        return n;
    }

    private int withoutPartOfLine(byte[] b, int off, int n) {
        for (int i = 0; i < n; i++) {
            if (b[off + i] == '\n') {
                skipping = false;
                System.arraycopy(b, off + i + 1, b, off, n - i - 1);
                return n - i - 1;
            }
        }
        return 0;
    }

    private boolean open() throws IOException {
        boolean lost = piece != null && piece.lost();
        close();
        if (!pieces.hasNext()) {
            return false;
        }
        piece = pieces.next();
        member = new GzipMember(stored, piece.from());
        left = piece.text();
        skipping |= lost && member.isBlock();
        marked = lost && lineOpen ? 0 : marked;
        lineOpen &= !lost;
        return true;
    }

    @Override
    public void close() {
        if (member != null) {
            member.close();
            member = null;
        }
    }
}
