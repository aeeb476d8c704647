package io.fragmortem.snapshot.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Windows-1251, which Russian Windows and its Excel write and nothing in the text names; read without the platform's charsets. */
final class Cyrillic {

    /** Of the letters of a text nearly all are small; Chinese pairs have bytes of this half one time in five. */
    private static final double MOSTLY_SMALL = 0.6;

    private static final double NEARLY_ALL = 0.9;

    /** Letters with accents of a Western charset stand alone. */
    private static final double LONGEST_ALONE = 2.5;

    private Cyrillic() {}

    /** Whether bytes that are no UTF-8 are Cyrillic words. */
    static boolean looksLike(byte[] b, int length) {
        int high = 0;
        int letters = 0;
        int small = 0;
        int runs = 0;
        for (int i = 0; i < length; i++) {
            int c = b[i] & 0xff;
            if (c < 0x80) {
                continue;
            }
            high++;
            letters += c >= 0xc0 ? 1 : 0;
            small += c >= 0xe0 ? 1 : 0;
            runs += i == 0 || b[i - 1] >= 0 ? 1 : 0;
        }
        return high > 8 && letters >= NEARLY_ALL * high && small >= MOSTLY_SMALL * high && high >= LONGEST_ALONE * runs;
    }

    /** The bytes as text. */
    static String text(byte[] b, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(of(b[i] & 0xff));
        }
        return text.toString();
    }

    /** The stream as UTF-8. */
    static InputStream utf8(InputStream in) {
        return new Transcoded(in);
    }

    private static char of(int c) {
        if (c < 0x80) {
            return (char) c;
        }
        if (c >= 0xc0) {
            return (char) (c - 0xc0 + '\u0410');
        }
        return switch (c) {
            case 0xa8 -> '\u0401';
            case 0xb8 -> '\u0451';
            case 0xa0 -> '\u00a0';
            case 0xab -> '\u00ab';
            case 0xbb -> '\u00bb';
            case 0xb9 -> '\u2116';
            case 0x96 -> '\u2013';
            case 0x97 -> '\u2014';
            case 0x85 -> '\u2026';
            default -> '\ufffd';
        };
    }

    private static final class Transcoded extends InputStream {

        private final InputStream in;
        private final byte[] raw = new byte[1 << 13];
        private byte[] bytes = new byte[0];
        private int at;

        Transcoded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return at < bytes.length || fill() ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == bytes.length && !fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            int count = in.read(raw);
            bytes = count <= 0 ? new byte[0] : text(raw, count).getBytes(StandardCharsets.UTF_8);
            at = 0;
            return count > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
