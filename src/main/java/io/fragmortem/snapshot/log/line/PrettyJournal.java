package io.fragmortem.snapshot.log.line;

import io.fragmortem.source.Entry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * {@code journalctl -o json-pretty} with each entry on one line, as {@code -o json} has it. An entry ends with a brace in the
 * first column; JSON strings hold no line breaks, so what breaks lines and indents them may go.
 */
public final class PrettyJournal extends FilterInputStream {

    /** Whether the next byte stands in the first column, or after nothing but tabs. */
    private boolean firstColumn = true;

    private boolean indent = true;
    private boolean closing;

    private PrettyJournal(InputStream in) {
        super(in);
    }

    /** The entry itself, or its stream with joined lines where it begins like a pretty one. */
    public static Entry join(Entry entry) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(entry.stream(), 3);
        byte[] first = stream.readNBytes(3);
        stream.unread(first);
        InputStream joined = begins(first) ? new PrettyJournal(stream) : stream;
        return new Entry(entry.name(), entry.modifiedMicros(), joined);
    }

    /** The same for the head of a stream. */
    public static byte[] join(byte[] head) {
        if (!begins(head)) {
            return head;
        }
        byte[] joined = head.clone();
        int n = new PrettyJournal(InputStream.nullInputStream()).join(joined, 0, joined.length);
        return Arrays.copyOf(joined, n);
    }

    private static boolean begins(byte[] b) {
        return b.length > 2 && b[0] == '{' && (b[1] == '\n' || (b[1] == '\r' && b[2] == '\n'));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int kept = 0;
        while (kept == 0 && len > 0) {
            int n = in.read(b, off, len);
            if (n < 0) {
                return -1;
            }
            kept = join(b, off, n);
        }
        return kept;
    }

    /** Joins in place; returns how many bytes are left. */
    private int join(byte[] b, int off, int n) {
        int to = off;
        for (int i = off; i < off + n; i++) {
            byte c = b[i];
            if (c == '\n') {
                if (closing) {
                    b[to++] = c;
                }
                closing = false;
                firstColumn = true;
                indent = true;
            } else {
                closing |= firstColumn && c == '}';
                firstColumn = false;
                indent &= c == '\t';
                if (c != '\r' && !indent) {
                    b[to++] = c;
                }
            }
        }
        return to - off;
    }
}
