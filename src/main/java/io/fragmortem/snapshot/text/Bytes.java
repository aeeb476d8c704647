package io.fragmortem.snapshot.text;

import java.nio.charset.StandardCharsets;

/** Scanning of byte ranges; all ranges are {@code [from, to)}. */
public final class Bytes {

    private Bytes() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the range starts with these bytes. */
    public static boolean starts(byte[] b, int from, int to, byte[] start) {
        if (to - from < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (b[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Index of the first occurrence of these bytes, or -1. */
    public static int indexOf(byte[] b, int from, int to, byte[] part) {
        byte first = part[0];
        int last = to - part.length;
        for (int i = from; i <= last; i++) {
            if (b[i] == first && starts(b, i, to, part)) {
                return i;
            }
        }
        return -1;
    }

    public static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Index after the run of digits that starts at {@code from}. */
    public static int skipDigits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        return i;
    }

    public static int skipSpaces(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Value of exactly {@code n} digits, or -1. */
    public static int digits(byte[] b, int from, int to, int n) {
        if (to - from < n) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + n; i++) {
            if (!isDigit(b[i])) {
                return -1;
            }
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }

    /** Value of a run of 1 to 18 digits, or -1. */
    public static long number(byte[] b, int from, int to) {
        int end = skipDigits(b, from, to);
        if (end == from || end - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }

    public static String text(byte[] b, int from, int to) {
        return new String(b, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
