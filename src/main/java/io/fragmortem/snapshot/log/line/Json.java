package io.fragmortem.snapshot.log.line;

import java.util.Arrays;

/** The two moves on JSON strings that one log line needs; whole documents are read by the JSON family. */
final class Json {

    private Json() {}

    /** Index of the quote that closes the string whose first byte is at {@code from}, or {@code to}. */
    static int closingQuote(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] != '"') {
            i += b[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    /** The bytes of a JSON string between its quotes; Unicode escapes above ASCII become question marks. */
    static byte[] unescape(byte[] b, int from, int to) {
        byte[] out = new byte[to - from];
        int n = 0;
        int i = from;
        while (i < to) {
            if (b[i] != '\\' || i + 1 >= to) {
                out[n++] = b[i++];
                continue;
            }
            byte escaped = b[i + 1];
            out[n++] = switch (escaped) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unicode(b, i + 2, to);
                default -> escaped;
            };
            i += escaped == 'u' ? 6 : 2;
        }
        return Arrays.copyOf(out, n);
    }

    private static byte unicode(byte[] b, int from, int to) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < to ? Character.digit(b[i], 16) : -1;
            if (digit < 0) {
                return '?';
            }
            value = value * 16 + digit;
        }
        return value < 128 ? (byte) value : (byte) '?';
    }
}
