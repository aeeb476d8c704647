package io.fragmortem.snapshot.time;

import java.util.Arrays;

/**
 * One line, cell or name as characters of one width, with a cursor: full-width and Arabic digits, colons and spaces read
 * like the plain ones. As many characters as the text has, so that an index here is an index there.
 */
final class Glyphs {

    /** No time is written with more. */
    static final int LONGEST = 400;

    private char[] chars = new char[LONGEST];
    private int length;
    private boolean cut;

    /** Index of the next character. */
    int at;

    void clear() {
        at = 0;
        length = 0;
        cut = false;
    }

    void set(CharSequence text) {
        at = 0;
        cut = text.length() > LONGEST;
        length = cut ? LONGEST : text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            chars[i] = c < 0x80 ? c : plain(c);
        }
        dropReturn();
    }

    /** Takes UTF-8; what is none becomes U+FFFD. */
    void set(byte[] bytes, int from, int to) {
        at = 0;
        length = 0;
        int i = from;
        while (i < to && length < LONGEST) {
            byte b = bytes[i];
            if (b >= 0) {
                chars[length++] = (char) b;
                i++;
            } else {
                i = wide(bytes, i, to);
            }
        }
        cut = i < to;
        dropReturn();
    }

    private void dropReturn() {
        length -= length > 0 && chars[length - 1] == '\r' ? 1 : 0;
    }

    private int wide(byte[] bytes, int from, int to) {
        int first = bytes[from] & 0xff;
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
        int code = more == 0 ? 0xfffd : first & (0x3f >> more);
        int i = from + 1;
        while (more > 0 && i < to && (bytes[i] & 0xc0) == 0x80) {
            code = code << 6 | (bytes[i++] & 0x3f);
            more--;
        }
        boolean whole = more == 0 && code <= Character.MAX_VALUE;
        chars[length++] = whole ? plain((char) code) : '\ufffd';
        return i;
    }

    /** Index in the bytes of the glyph with this index. */
    static int indexOf(byte[] bytes, int from, int to, int glyph) {
        int i = from;
        for (int n = 0; n < glyph && i < to; n++) {
            int first = bytes[i++] & 0xff;
            int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
            while (more-- > 0 && i < to && (bytes[i] & 0xc0) == 0x80) {
                i++;
            }
        }
        return i;
    }

    private static char plain(char c) {
        if (c >= '\uff01' && c <= '\uff5e') {
            return (char) (c - 0xfee0);
        }
        if (c >= '\u0660' && c <= '\u0669') {
            return (char) (c - 0x0660 + '0');
        }
        if (c >= '\u06f0' && c <= '\u06f9') {
            return (char) (c - 0x06f0 + '0');
        }
        boolean space = c == '\u00a0' || c == '\u3000' || c == '\u202f' || (c >= '\u2000' && c <= '\u200f');
        boolean mark = c == '\ufeff' || (c >= '\u202a' && c <= '\u202e');
        return space || mark ? ' ' : c == '\u2019' || c == '\u02bc' ? '\'' : c;
    }

    int length() {
        return length;
    }

    /** Whether the text goes on behind the last character kept. */
    boolean cut() {
        return cut;
    }

    /** The character at an index, 0 outside of the text. */
    char charAt(int i) {
        return i >= 0 && i < length ? chars[i] : 0;
    }

    boolean isDigit(int i) {
        char c = charAt(i);
        return c >= '0' && c <= '9';
    }

    /** Number of digits from an index on. */
    int digits(int i) {
        int end = i;
        while (isDigit(end)) {
            end++;
        }
        return end - i;
    }

    /** Value of so many digits, at most 18, from an index on. */
    long number(int i, int digits) {
        long value = 0;
        for (int j = i; j < i + digits; j++) {
            value = value * 10 + (charAt(j) - '0');
        }
        return value;
    }

    /** Whether a letter of any script stands there. */
    boolean isLetter(int i) {
        char c = charAt(i);
        return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z' : Character.isLetter(c);
    }

    /** Index after the letters from an index on. */
    int lettersEnd(int i) {
        int end = i;
        while (isLetter(end)) {
            end++;
        }
        return end;
    }

    /** Index of the next character that is no blank. */
    int skipBlanks(int i) {
        int next = i;
        while (charAt(next) == ' ' || charAt(next) == '\t') {
            next++;
        }
        return next;
    }

    /** Whether one of these characters stands there. */
    boolean isAny(int i, String characters) {
        return i >= 0 && i < length && characters.indexOf(chars[i]) >= 0;
    }

    /** Whether this text stands there, without regard to case. */
    boolean has(int i, String text) {
        if (i < 0 || i + text.length() > length) {
            return false;
        }
        for (int j = 0; j < text.length(); j++) {
            if (Character.toLowerCase(chars[i + j]) != text.charAt(j)) {
                return false;
            }
        }
        return true;
    }

    String text(int from, int to) {
        return new String(Arrays.copyOfRange(chars, from, to));
    }
}
