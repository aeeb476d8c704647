package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.text.EightBytes;

/** Finds the ends of lines, eight bytes at a time. */
public final class LineFeeds {

    private static final long HIGHS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

    private LineFeeds() {}

    /** Index after the next line feed, -1 when there is none before the limit. */
    public static int after(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit) {
            long word = EightBytes.at(bytes, p) ^ NEWLINES;
            long found = (word - ONES) & ~word & HIGHS;
            if (found != 0) {
                int end = p + (Long.numberOfTrailingZeros(found) >>> 3) + 1;
                return end <= limit ? end : -1;
            }
            p += 8;
        }
        return -1;
    }

    /** Index after the line feed that stands here, perhaps behind a carriage return; -1 when there is more on the line. */
    static int afterEmpty(byte[] bytes, int from) {
        int p = from + (bytes[from] == '\r' ? 1 : 0);
        return bytes[p] == '\n' ? p + 1 : -1;
    }
}
