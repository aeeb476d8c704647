package io.fragmortem.snapshot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Brings text that starts with a byte order mark to plain UTF-8; PowerShell and Excel write UTF-16. */
public final class Utf8 {

    private Utf8() {}

    /** The stream as UTF-8 without a byte order mark. */
    public static InputStream of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(3);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return new Transcoded(whole, StandardCharsets.UTF_16);
        }
        if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            return new Transcoded(whole, StandardCharsets.UTF_16);
        }
        if (head.length == 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf) {
            return in;
        }
        return whole;
    }

    private static final class Transcoded extends InputStream {

        private final Reader reader;
        private final char[] chars = new char[1 << 13];
        private byte[] bytes = new byte[0];
        private int at;

        Transcoded(InputStream in, Charset charset) {
            this.reader = new InputStreamReader(in, charset);
        }

        private boolean fill() throws IOException {
            int n = reader.read(chars, 0, chars.length - 1);
            if (n < 0) {
                return false;
            }
            if (Character.isHighSurrogate(chars[n - 1])) {
                int low = reader.read();
                if (low >= 0) {
                    chars[n++] = (char) low;
                }
            }
            bytes = new String(chars, 0, n).getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }

        @Override
        public int read() throws IOException {
            while (at == bytes.length) {
                if (!fill()) {
                    return -1;
                }
            }
            return bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            while (at == bytes.length) {
                if (!fill()) {
                    return -1;
                }
            }
            int n = Math.min(len, bytes.length - at);
            System.arraycopy(bytes, at, b, off, n);
            at += n;
            return n;
        }
    }
}
