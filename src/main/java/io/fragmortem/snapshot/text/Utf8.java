package io.fragmortem.snapshot.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Brings text to plain UTF-8 without a byte order mark: PowerShell and Excel write UTF-16, Chinese Windows and its consoles
 * write GBK or GB18030, which nothing in the text names.
 */
public final class Utf8 {

    /** How far is looked to tell the charset. */
    private static final int LOOK = 1 << 16;

    /** How far is looked for UTF-16 without a mark. */
    private static final int WIDE = 64;

    private Utf8() {}

    /** The stream as UTF-8 without a byte order mark. */
    public static InputStream of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LOOK);
        InputStream whole = head.length < LOOK ? new ByteArrayInputStream(head) : again(head, in);
        if (isPlain(head, head.length)) {
            return whole;
        }
        if (isCyrillic(head, head.length)) {
            return Cyrillic.utf8(whole);
        }
        Charset charset = charset(head, head.length);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return new Transcoded(whole, charset);
        }
        if (isMarked(head, head.length)) {
            whole.skipNBytes(3);
        }
        return whole;
    }

    private static InputStream again(byte[] head, InputStream rest) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(rest, head.length);
        whole.unread(head);
        return whole;
    }

    /** The beginning of a stream as text, without a byte order mark. */
    public static String text(byte[] head, int length) {
        if (isPlain(head, length)) {
            return new String(head, 0, length, StandardCharsets.ISO_8859_1);
        }
        if (isCyrillic(head, length)) {
            return Cyrillic.text(head, length);
        }
        int from = isMarked(head, length) ? 3 : 0;
        return new String(head, from, length - from, charset(head, length));
    }

    /** Whether all of it is ASCII, as nearly all input is: worth a loop without a branch before those that look for other charsets. */
    private static boolean isPlain(byte[] b, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= b[i];
        }
        return all >= 0 && !isWide(b, length, 1) && !isWide(b, length, 0);
    }

    private static boolean isCyrillic(byte[] b, int length) {
        return !isUtf8(b, length) && Cyrillic.looksLike(b, length);
    }

    private static boolean isUtf8(byte[] b, int length) {
        for (int i = 0; i < length; i++) {
            if (b[i] < 0 && i + 4 <= length && !continues(b, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMarked(byte[] b, int length) {
        return length >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf;
    }

    private static Charset charset(byte[] b, int length) {
        boolean wide = length >= 2
                && ((b[0] == (byte) 0xff && b[1] == (byte) 0xfe) || (b[0] == (byte) 0xfe && b[1] == (byte) 0xff));
        if (wide) {
            return StandardCharsets.UTF_16;
        }
        if (isWide(b, length, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (isWide(b, length, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if (looksJapanese(b, length)) {
            return Chinese.charset("Shift_JIS");
        }
        if (looksChinese(b, length)) {
            return Chinese.charset(looksKorean(b, length) ? "EUC-KR" : "GB18030");
        }
        return looksWestern(b, length) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    /** Whether the bytes are those of Shift-JIS: its kana begin with 0x82 and 0x83, which neither GB2312 nor Western letters know. */
    private static boolean looksJapanese(byte[] b, int length) {
        int kana = 0;
        int pairs = 0;
        int i = 0;
        while (i + 1 < length) {
            int lead = b[i] & 0xff;
            int trail = b[i + 1] & 0xff;
            if (lead < 0x80 || (lead >= 0xa0 && lead < 0xe0)) {
                i++; // ASCII, or kana of half width
                continue;
            }
            if (lead == 0x80 || lead > 0xfc || trail < 0x40 || trail == 0x7f || trail > 0xfc) {
                return false;
            }
            kana += lead == 0x82 || lead == 0x83 ? 1 : 0;
            pairs++;
            i += 2;
        }
        return kana >= 2 && 5 * kana >= pairs && !isUtf8(b, length);
    }

    /** Whether all pairs are syllables of Korean: Chinese has other rows as well. */
    private static boolean looksKorean(byte[] b, int length) {
        int syllables = 0;
        int i = 0;
        while (i + 1 < length) {
            int lead = b[i] & 0xff;
            if (lead < 0x80) {
                i++;
                continue;
            }
            boolean syllable = lead >= 0xb0 && lead <= 0xc8;
            if (!syllable && lead > 0xa3) {
                return false;
            }
            syllables += syllable ? 1 : 0;
            i += 2;
        }
        return syllables >= 8;
    }

    /**
     * Whether the bytes above ASCII are letters of a Western charset, as Excel and the consoles of Windows write them: none is
     * part of a character of UTF-8, of which a damaged text has many, and none is a control character, of which binaries are full.
     */
    private static boolean looksWestern(byte[] b, int length) {
        int letters = 0;
        for (int i = 0; i < length; i++) {
            if (b[i] < 0) {
                int c = b[i] & 0xff;
                if (c < 0xa0 || (c >= 0xc0 && i + 1 < length && (b[i + 1] & 0xc0) == 0x80)) {
                    return false;
                }
                letters++;
            }
        }
        return letters > 0;
    }

    /** Whether every second byte from this one on is mostly zero and no other is: UTF-16 without a mark. */
    private static boolean isWide(byte[] b, int length, int from) {
        int looked = Math.min(length, WIDE);
        int zeros = 0;
        for (int i = 0; i < looked; i++) {
            if (b[i] == 0) {
                if (i % 2 != from) {
                    return false;
                }
                zeros++;
            }
        }
        return looked >= 8 && zeros > looked / 2 * 3 / 4;
    }

    /**
     * Whether bytes that are no UTF-8 are pairs as GB2312 has them, both above 160. The letters of a Western charset stand
     * alone between those of ASCII.
     */
    private static boolean looksChinese(byte[] b, int length) {
        int pairs = 0;
        int alone = 0;
        boolean utf8 = true;
        int i = 0;
        while (i < length) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            utf8 &= i + 4 > length || continues(b, i);
            boolean pair = i + 1 < length && (b[i] & 0xff) > 160 && (b[i + 1] & 0xff) > 160;
            pairs += pair ? 1 : 0;
            alone += pair || i + 1 == length ? 0 : 1;
            i += pair ? 2 : 1;
        }
        return !utf8 && pairs > 4 * alone;
    }

    /** Whether a character of UTF-8 is whole here, or the byte lies inside of one. */
    private static boolean continues(byte[] b, int at) {
        int first = b[at] & 0xff;
        if (first < 0xc0) {
            return at > 0 && b[at - 1] < 0;
        }
        int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        for (int i = 1; i <= more; i++) {
            if ((b[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return first < 0xf8;
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
