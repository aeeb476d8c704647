package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.text.EightBytes;

/** Reads the number that a line of a clean dump has behind its name. */
final class NumberLine {

    private NumberLine() {}

    /**
     * Reads {@code 178586152}, {@code -1404928}, {@code 1.04}, {@code 28.49%} with its line end, eight digits at a time.
     *
     * @return index after the line, -1 when there is anything else
     */
    static int read(byte[] bytes, int from, double[] values, int slot, boolean belowZero) {
        int p = from;
        boolean negative = bytes[p] == '-';
        if (negative && !belowZero) {
            return -1;
        }
        p += negative ? 1 : 0;
        long value = 0;
        int digits = 8;
        for (int part = 0; digits == 8; part++) {
            long word = EightBytes.at(bytes, p) ^ EightDigits.ZEROS;
            digits = EightDigits.count(word);
            if ((part == 2 && digits > 0) || (part == 0 && digits == 0)) {
                // 17 digits and more: differences that were printed unsigned, or what was cut off one, left to the
                // forgiving path
                return -1;
            }
            if (digits > 0) {
                value = value * EightDigits.power(digits) + EightDigits.value(word, digits);
                p += digits;
            }
        }
        double result = value;
        if (bytes[p] == '.') {
            long word = EightBytes.at(bytes, p + 1) ^ EightDigits.ZEROS;
            digits = EightDigits.count(word);
            if (digits == 0 || digits == 8 || value > 100_000_000L) {
                return -1;
            }
            long fraction = EightDigits.value(word, digits);
            result = (double) (value * EightDigits.power(digits) + fraction) / EightDigits.power(digits);
            p += 1 + digits;
        }
        values[slot] = negative ? -result : result;
        p += bytes[p] == '%' ? 1 : 0;
        p += bytes[p] == '\r' ? 1 : 0;
        return bytes[p] == '\n' ? p + 1 : -1;
    }

    /**
     * Reads the number in {@code 12,usec=90,...}, of which nothing else is needed.
     *
     * @return index after the line, -1 when no number stands there
     */
    static int first(byte[] bytes, int from, int limit, double[] values, int slot) {
        int p = from;
        long value = 0;
        while (p < limit && EightDigits.isDigit(bytes[p]) && p - from < 18) {
            value = value * 10 + bytes[p] - '0';
            p++;
        }
        if (p == from || p >= limit || EightDigits.isDigit(bytes[p])) {
            return -1;
        }
        values[slot] = value;
        return LineFeeds.after(bytes, p, limit);
    }
}
