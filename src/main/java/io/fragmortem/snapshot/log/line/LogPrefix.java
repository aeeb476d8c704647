package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;

/**
 * Finds where a server's own prefix begins behind words that no carrier writes, and where the next line begins in a text
 * that lost its line ends: {@code redis log:15:M 01 Apr 2019 09:11:18.113 # msg 15:M 01 Apr 2019 09:11:19.020 # msg}.
 */
public final class LogPrefix {

    /** {@code 1:M 01 Apr 09:11} is the shortest. */
    public static final int SHORTEST = 16;

    private LogPrefix() {}

    /** Index of the first process number in front of a role and a date, -1 when there is none. */
    public static int find(byte[] b, int from, int to) {
        for (int colon = from + 1; colon + SHORTEST <= to; colon++) {
            boolean role = b[colon] == ':' && b[colon + 2] == ' ' && LogLine.isRole((char) b[colon + 1]);
            if (role && Bytes.isDigit(b[colon - 1]) && isDate(b, colon + 3, to)) {
                int start = colon - 1;
                while (start > from && Bytes.isDigit(b[start - 1])) {
                    start--;
                }
                return start;
            }
        }
        return -1;
    }

    /** {@code 01 Apr 2019 09:}, {@code 2023-11-14T07:} or the milliseconds of Valkey. */
    private static boolean isDate(byte[] b, int at, int to) {
        int digits = Bytes.skipDigits(b, at, to) - at;
        return switch (digits) {
            case 2 -> b[at + 2] == ' ' && b[at + 3] >= 'A' && b[at + 3] <= 'Z' && b[at + 6] == ' ';
            case 4 -> b[at + 4] == '-' && b[at + 7] == '-';
            case 13 -> true;
            default -> false;
        };
    }
}
