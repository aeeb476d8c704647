package io.fragmortem.snapshot.info.clean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads {@code keys=1,expires=0,avg_ttl=0} of one database in a clean dump. */
final class KeyspaceLine {

    private static final byte[] KEYS = "keys=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXPIRES = ",expires=".getBytes(StandardCharsets.US_ASCII);

    private KeyspaceLine() {}

    /**
     * Adds its keys to the value at {@code slot} and those that expire to the next one.
     *
     * @return index after the line, -1 when it is another one
     */
    static int add(byte[] bytes, int from, int limit, double[] values, int slot) {
        int p = from;
        if (!matches(bytes, p, KEYS)) {
            return -1;
        }
        p += KEYS.length;
        long keys = 0;
        for (; EightDigits.isDigit(bytes[p]); p++) {
            keys = keys * 10 + (bytes[p] - '0');
        }
        if (!matches(bytes, p, EXPIRES)) {
            return -1;
        }
        p += EXPIRES.length;
        long expires = 0;
        for (; EightDigits.isDigit(bytes[p]); p++) {
            expires = expires * 10 + (bytes[p] - '0');
        }
        values[slot] += keys;
        values[slot + 1] += expires;
        return LineFeeds.after(bytes, p, limit);
    }

    private static boolean matches(byte[] bytes, int from, byte[] expected) {
        return from + expected.length <= bytes.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }
}
