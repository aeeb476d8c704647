package io.fragmortem.web.build;

/**
 * Bytes as text, eleven letters for nine bytes, a twelfth shorter than base 64: the printable letters of ASCII from the space on, without the
 * one that can end a script in HTML. The first letter tells how many bytes at the end are none.
 */
final class Base94 {

    private static final int BASE = 94;
    private static final int BYTES = 9;
    private static final int LETTERS = 11;

    /** Bits of the lower part of a group, five bytes. */
    private static final int LOW = 40;

    private Base94() {}

    static String encode(byte[] bytes) {
        int none = (BYTES - bytes.length % BYTES) % BYTES;
        StringBuilder text = new StringBuilder((bytes.length / BYTES + 1) * LETTERS + 1).append(none);
        char[] letters = new char[LETTERS];
        for (int at = 0; at < bytes.length; at += BYTES) {
            long high = number(bytes, at, at + 4);
            long low = number(bytes, at + 4, at + BYTES);
            for (int i = LETTERS - 1; i >= 0; i--) {
                long rest = high % BASE << LOW | low;
                high /= BASE;
                low = rest / BASE;
                letters[i] = letter((int) (rest % BASE));
            }
            text.append(letters);
        }
        return text.toString();
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return number;
    }

    private static char letter(int digit) {
        return (char) (' ' + digit + (' ' + digit >= '<' ? 1 : 0));
    }
}
