package io.fragmortem.snapshot.info.clean;

/** Reads up to eight decimal digits at once from eight bytes in one number, the first of them in its lowest byte. */
final class EightDigits {

    /** Eight times the digit 0: bytes are digits where they differ from it by less than 10. */
    static final long ZEROS = 0x3030303030303030L;

    private static final long HIGHS = 0x8080808080808080L;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private EightDigits() {}

    /** Number of leading bytes below 10, after {@link #ZEROS} were taken off. */
    static int count(long word) {
        long others = (word + 0x7676767676767676L | word) & HIGHS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The value of the first digits: one at least. */
    static long value(long word, int digits) {
        long eight = word << ((8 - digits) * 8);
        long pairs = eight * 10 + (eight >>> 8);
        long low = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
        long high = (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L;
        return (low + high) >>> 32;
    }

    /** Ten to the number of digits, eight at most. */
    static long power(int digits) {
        return POWERS[digits];
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
