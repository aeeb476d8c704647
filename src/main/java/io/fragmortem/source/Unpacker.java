package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Finds out by its first bytes how one stored stream is packed, and gives the visitor what is inside. */
final class Unpacker {

    private static final int HEAD = 512;

    private final Limits limits;
    private final Visitor visitor;

    Unpacker(Limits limits, Visitor visitor) {
        this.limits = limits;
        this.visitor = visitor;
    }

    /** Visits the stream, decompressed. The caller closes {@code raw}. */
    void unpack(String name, OptionalLong modifiedMicros, InputStream raw) {
        PeekStream stored = new PeekStream(raw);
        try {
            PeekStream plain = decompress(stored);
            give(name, modifiedMicros, new GuardedStream(plain, stored, limits));
        } catch (IOException | RuntimeException e) {
            visitor.problem(new Problem(name, Problem.reasonOf(e)));
        }
    }

    private static PeekStream decompress(PeekStream stored) throws IOException {
        PeekStream plain = stored;
        for (int layer = 0; layer < Limits.MAX_LAYERS; layer++) {
            byte[] head = plain.peek(HEAD);
            if (!isGzip(head)) {
                return plain;
            }
            plain = new PeekStream(new GZIPInputStream(plain, 1 << 16));
        }
        return plain;
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8;
    }

    private void give(String name, OptionalLong modifiedMicros, GuardedStream stream) throws IOException {
        visitor.entry(new Entry(name, modifiedMicros, stream));
        stream.failure().ifPresent(reason -> visitor.problem(new Problem(name, reason)));
    }
}
