package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The journal's export format: a field a line, a blank line behind each entry. A value of several lines stands behind its
 * length, eight bytes with the lowest first. Each entry becomes a line as {@code journalctl -o json} prints it.
 *
 * <pre>
 * __REALTIME_TIMESTAMP=1795336200123456
 * _HOSTNAME=cache-1
 * MESSAGE=used_memory:13484048
 * </pre>
 */
final class JournalExport {

    private static final byte[] EQUALS = Bytes.ascii("=");
    private static final byte[] CURSOR = Bytes.ascii("__CURSOR=");
    private static final byte[] REALTIME = Bytes.ascii("__REALTIME_TIMESTAMP=");

    /** Fields of the journal are longer only where they hold a core. */
    private static final int LONGEST_VALUE = 1 << 22;

    private JournalExport() {}

    static boolean opens(byte[] head) {
        return Bytes.starts(head, 0, head.length, CURSOR) || Bytes.starts(head, 0, head.length, REALTIME);
    }

    static byte[] asJson(byte[] b) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(b.length);
        StringBuilder entry = new StringBuilder();
        int blank = 0;
        int at = 0;
        while (at < b.length) {
            int end = lineEnd(b, at);
            int equals = Bytes.indexOf(b, at, end, EQUALS);
            int next = end + 1;
            if (end == at) {
                close(entry, blank, out);
                blank = 1;
            } else if (equals > at) {
                member(entry, text(b, at, equals), text(b, equals + 1, end));
                blank++;
            } else {
                long length = length(b, next);
                int from = next + Long.BYTES;
                int to = (int) Math.min(b.length, from + Math.max(0, Math.min(length, LONGEST_VALUE)));
                if (length < 0 || from > b.length) {
                    break; // cut
                }
                member(entry, text(b, at, end), text(b, from, to));
                blank += lines(b, at, to);
                next = to + 1;
            }
            at = next;
        }
        close(entry, blank, out);
        return out.toByteArray();
    }

    private static void close(StringBuilder entry, int lines, ByteArrayOutputStream out) throws IOException {
        if (entry.length() > 0) {
            out.write(entry.append('}').toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write("\n".repeat(Math.max(1, lines)).getBytes(StandardCharsets.UTF_8));
        entry.setLength(0);
    }

    private static void member(StringBuilder entry, String name, String value) {
        entry.append(entry.length() == 0 ? '{' : ',')
                .append(Notation.quoted(name))
                .append(':')
                .append(Notation.quoted(value));
    }

    private static int lineEnd(byte[] b, int from) {
        int i = from;
        while (i < b.length && b[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int lines(byte[] b, int from, int to) {
        int lines = 1;
        for (int i = from; i < to; i++) {
            lines += b[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** The length that stands there, -1 where the stream ends before it. */
    private static long length(byte[] b, int from) {
        if (from + Long.BYTES > b.length) {
            return -1;
        }
        long length = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            length = length << 8 | (b[from + i] & 0xFF);
        }
        return length;
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
