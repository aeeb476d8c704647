package io.fragmortem.snapshot.info;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-16 text as UTF-8 bytes; PowerShell's {@code redis-cli info > file} writes UTF-16. */
final class Decoded extends InputStream {

    private static final int PROBE = 64;

    private final Reader reader;
    private final char[] chars = new char[8192];
    private byte[] bytes = new byte[0];
    private int at;
    private int kept;

    private Decoded(InputStream stream, Charset charset) {
        this.reader = new InputStreamReader(stream, charset);
    }

    /** The stream itself, or its UTF-8 form when it is UTF-16; a byte order mark is left out. */
    static InputStream of(InputStream stream) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(stream, PROBE);
        byte[] head = pushback.readNBytes(PROBE);
        int mark = markLength(head);
        pushback.unread(head, mark, head.length - mark);
        Charset charset = charset(head);
        return charset.equals(StandardCharsets.UTF_8) ? pushback : new Decoded(pushback, charset);
    }

    /** Length of a byte order mark. */
    private static int markLength(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return 3;
        }
        return isMark(head, 0xFE, 0xFF) || isMark(head, 0xFF, 0xFE) ? 2 : 0;
    }

    private static boolean isMark(byte[] head, int first, int second) {
        return head.length >= 2 && head[0] == (byte) first && head[1] == (byte) second;
    }

    static Charset charset(byte[] head) {
        int evenZeros = 0;
        int oddZeros = 0;
        int length = Math.min(head.length, PROBE);
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                evenZeros += 1 - i % 2;
                oddZeros += i % 2;
            }
        }
        int pairs = length / 2;
        if (isMark(head, 0xFF, 0xFE) || (pairs >= 4 && oddZeros > pairs * 3 / 4 && evenZeros == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if (isMark(head, 0xFE, 0xFF) || (pairs >= 4 && evenZeros > pairs * 3 / 4 && oddZeros == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private boolean fill() throws IOException {
        int read = reader.read(chars, kept, chars.length - kept);
        if (read < 0 && kept == 0) {
            return false;
        }
        int length = kept + Math.max(read, 0);
        boolean half = read > 0 && Character.isHighSurrogate(chars[length - 1]);
        int whole = half ? length - 1 : length;
        bytes = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
        at = 0;
        kept = 0;
        if (half) {
            chars[0] = chars[whole];
            kept = 1;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (at >= bytes.length) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
