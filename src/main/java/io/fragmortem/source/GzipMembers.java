package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.GzipMember.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of a damaged gzip file of text. One that cannot be unpacked, or is not what its checksum says, costs itself: behind it
 * the next place is looked for from which a whole member can be unpacked into text that its checksum confirms.
 * What is unpacked in vain is bounded by the length of the file, so the work is linear.
 */
final class GzipMembers {

    /**
     * A stretch of the file.
     *
     * @param from where it begins
     * @param to where the next one begins
     * @param text bytes of its text that are what was packed
     * @param lost whether it has more than that
     * @param cut whether that is because the file ends in it
     */
    record Piece(long from, long to, long text, boolean lost, boolean cut) {}

    /** So many times the length of the file may be unpacked in vain, counted in packed bytes. */
    private static final int MOST_IN_VAIN = 4;

    /** A text that is unpacked in vain costs also what it is long; logs compress 10 to 30 times. */
    private static final int TEXT_PER_BYTE = 32;

    private static final int TOLD = 5;

    private final SeekableByteChannel stored;
    private final Limits limits;
    private final long length;
    private final List<Piece> pieces = new ArrayList<>();
    private long inVain;
    private long given;

    private GzipMembers(SeekableByteChannel stored, Limits limits) throws IOException {
        this.stored = stored;
        this.limits = limits;
        this.length = stored.size();
    }

    /** The pieces of a file, empty where it is no text, is one member, or was cut and has no other fault. */
    static List<Piece> of(SeekableByteChannel stored, Limits limits) throws IOException {
        GzipMembers members = new GzipMembers(stored, limits);
        if (!members.isText()) {
            return List.of();
        }
        members.find();
        List<Piece> found = members.pieces;
        boolean fault = found.stream().anyMatch(piece -> piece.lost && !piece.cut);
        return found.size() > 1 && fault ? List.copyOf(found) : List.of();
    }

    /** What is lost, for people. */
    static List<Phrase> losses(List<Piece> pieces) {
        List<Piece> lost = pieces.stream().filter(Piece::lost).toList();
        List<Phrase> told = new ArrayList<>();
        for (Piece piece : lost.subList(0, Math.min(TOLD, lost.size()))) {
            boolean last = piece.equals(pieces.get(pieces.size() - 1));
            String end = piece.cut ? "input.problem.member.cut" : "input.problem.member.last";
            told.add(Phrase.of(
                    last ? end : "input.problem.member",
                    Phrase.count((double) piece.from),
                    Phrase.count((double) piece.to),
                    Phrase.count((double) piece.text)));
        }
        if (lost.size() > TOLD) {
            double bytes =
                    lost.stream().mapToDouble(piece -> piece.to - piece.from).sum();
            told.add(Phrase.of("input.problem.members", Phrase.count(lost.size() - TOLD), Phrase.count(bytes)));
        }
        return told;
    }

    private boolean isText() throws IOException {
        try (GzipMember first = new GzipMember(stored, 0)) {
            byte[] head = first.readNBytes(Packing.HEAD);
            return Packing.of(head) == Packing.NONE && !Mail.mayBe(head) && isSane(head, head.length);
        }
    }

    private static boolean isSane(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            int c = head[i] & 0xff;
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x1b) {
                return false;
            }
        }
        return length > 0;
    }

    private void find() throws IOException {
        long at = 0;
        while (at < length && !isSpent()) {
            Found found = member(at);
            if (found.end == End.SOUND) {
                pieces.add(new Piece(at, found.to, found.text, false, false));
                at = found.to;
            } else if (found.text == 0 && isPadding(at)) {
                return;
            } else {
                at = behind(at, found);
            }
        }
        if (at < length) {
            pieces.add(new Piece(at, length, 0, true, false));
        }
    }

    /** A member with a fault: the next that has none ends it. */
    private long behind(long at, Found broken) throws IOException {
        Optional<Long> next = broken.end == End.BELIED && member(broken.to).end == End.SOUND
                ? Optional.of(broken.to)
                : search(at + 1);
        if (next.isEmpty() && broken.end == End.CUT) {
            pieces.add(new Piece(at, length, broken.text, true, true));
            return length;
        }
        long to = next.orElse(length);
        pieces.add(new Piece(at, to, sound(at, broken), true, false));
        return to;
    }

    /** How much of the text of a member with a fault is believed: what is like the member before it, up to where it is not. */
    private long sound(long at, Found broken) throws IOException {
        Strangeness text = new Strangeness(0);
        Piece before = pieces.isEmpty() ? new Piece(0, 0, 0, false, false) : pieces.get(pieces.size() - 1);
        text.begin(0);
        add(text, before.from, before.text);
        text.begin(1);
        add(text, at, broken.text);
        text.end();
        Optional<Damage.Cut> place = text.place(1, true);
        if (place.isEmpty()) {
            return broken.end == End.BELIED ? broken.text : 0; // a checksum may be wrong itself
        }
        return place.get().entry() == 1 ? place.get().offset() : 0;
    }

    private void add(Strangeness text, long at, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 14];
        try (GzipMember member = new GzipMember(stored, at)) {
            long left = bytes;
            for (int n = left > 0 ? member.read(buffer) : -1; n >= 0; n = left > 0 ? member.read(buffer) : -1) {
                text.add(buffer, (int) Math.min(n, left));
                left -= n;
            }
        }
    }

    /** Where the next sound member begins, or one that is cut off by the end of the file. */
    private Optional<Long> search(long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(1 << 16);
        for (long at = from; at + GzipMember.HEADER <= length; at += window.limit() - GzipMember.HEADER + 1) {
            stored.position(at);
            window.clear();
            while (window.hasRemaining() && stored.read(window) >= 0) {
                // until it is full or the file ends
            }
            window.flip();
            for (int i = 0; i + GzipMember.HEADER <= window.limit(); i++) {
                if (GzipMember.mayBegin(window.array(), i)) {
                    Found found = member(at + i);
                    if (found.sane && (found.end == End.SOUND || found.end == End.CUT)) {
                        return Optional.of(at + i);
                    }
                    inVain += found.to - at - i + found.text / TEXT_PER_BYTE;
                    if (isSpent()) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isSpent() {
        boolean bomb = given > limits.ratioFreeBytes() && given / Math.max(1, length) > limits.maxRatio();
        return bomb || given > limits.maxBytes() || inVain > MOST_IN_VAIN * length + (1 << 20);
    }

    private record Found(End end, long to, long text, boolean sane) {}

    private Found member(long at) throws IOException {
        byte[] buffer = new byte[1 << 14];
        boolean sane = false;
        try (GzipMember member = new GzipMember(stored, at)) {
            for (int n = member.read(buffer); n >= 0; n = member.read(buffer)) {
                sane |= member.given() == n && isSane(buffer, Math.min(n, Packing.HEAD));
                given += n;
                if (isSpent()) {
                    return new Found(End.BROKEN, member.position(), member.given(), sane);
                }
            }
            return new Found(member.end(), member.position(), member.given(), sane);
        }
    }

    /** Tapes and disks are padded with zeros. */
    private boolean isPadding(long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(1 << 14);
        stored.position(from);
        while (stored.read(window) >= 0) {
            window.flip();
            while (window.hasRemaining()) {
                if (window.get() != 0) {
                    return false;
                }
            }
            window.clear();
        }
        return true;
    }
}
