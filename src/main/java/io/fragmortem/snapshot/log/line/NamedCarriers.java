package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;

/** Carriers that put a name in front of each line: compose, foreman, kubectl, stern. */
final class NamedCarriers {

    private static final byte[] POD = Bytes.ascii("[pod/");
    private static final byte[] OPEN = {'['};
    private static final byte[] CLOSE = {']'};
    private static final byte[] SLASH = {'/'};
    private static final byte[] DASH = {'-'};
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_POD = 300;

    private final CarriedLine line;

    NamedCarriers(CarriedLine line) {
        this.line = line;
    }

    /** {@code [pod/cache-0/redis] msg}: {@code kubectl logs --prefix}. */
    boolean pod() {
        byte[] b = line.bytes();
        int from = line.from();
        int to = line.to();
        int close =
                Bytes.starts(b, from, to, POD) ? Bytes.indexOf(b, from, Math.min(to, from + LONGEST_POD), CLOSE) : -1;
        if (close < 0) {
            return false;
        }
        line.label(b, from + 1, close);
        line.moveTo(close + 1);
        return true;
    }

    /** {@code service | msg}: a bar within the first 64 bytes, after a name and spaces. */
    boolean piped() {
        byte[] b = line.bytes();
        int from = line.from();
        int limit = Math.min(line.to(), from + LONGEST_NAME);
        int nameEnd = from;
        for (int i = from; i < limit; i++) {
            byte c = b[i];
            if (c == '|') {
                if (nameEnd == from || b[i - 1] != ' ') {
                    return false;
                }
                line.label(b, afterForemanClock(b, from, nameEnd), nameEnd);
                line.moveTo(i + 1);
                return true;
            }
            if (c != ' ' && c != '\t') {
                if (!isNameByte(c)) {
                    return false;
                }
                nameEnd = i + 1;
            }
        }
        return false;
    }

    /** {@code 07:41:09 cache.1  | msg}: foreman says when before it says who. */
    private static int afterForemanClock(byte[] b, int start, int end) {
        boolean clock = end - start > 9 && b[start + 2] == ':' && b[start + 5] == ':' && b[start + 8] == ' ';
        return clock ? Bytes.skipSpaces(b, start + 9, end) : start;
    }

    /** {@code orders-redis-0 redis 1:M ...}: stern puts pod and container in front; they stay for who reads the prefix. */
    void podAndContainer(int prefix) {
        byte[] b = line.bytes();
        int from = line.from();
        int end = line.wordEnd(from);
        int container = end < prefix ? line.wordEnd(end + 1) : end;
        boolean dashed = Bytes.indexOf(b, from, end, DASH) > from;
        boolean names = dashed && (end + 1 == prefix || container + 1 == prefix);
        for (int i = from; i < prefix && names; i++) {
            names = b[i] == ' ' || (isNameByte(b[i]) && (b[i] < 'A' || b[i] > 'Z'));
        }
        if (names && !line.isLabelled()) {
            line.label(b, from, end);
        }
    }

    /** {@code app[3d8d9] ams [info]1:M ...} of Fly, {@code app[redis.1]: 1:M ...} of Heroku, {@code [APP/PROC/WEB/0] OUT 1:M ...} of Cloud Foundry. */
    void process(int prefix) {
        byte[] b = line.bytes();
        int from = line.from();
        int end = Math.min(line.wordEnd(from), prefix);
        int close = end > from && b[end - 1] == ':' ? end - 1 : end;
        int open = Bytes.indexOf(b, from, close, OPEN);
        if (line.isLabelled() || open < 0 || b[close - 1] != ']') {
            return;
        }
        boolean names = true;
        for (int i = open + 1; i < close - 1 && names; i++) {
            names = isNameByte(b[i]);
        }
        boolean place = open == from && Bytes.indexOf(b, from, close, SLASH) > from;
        boolean pid = close < end && Bytes.skipDigits(b, open + 1, close) == close - 1; // redis-server[1217]:
        if (names && place) {
            line.label(b, from + 1, close - 1);
        } else if (names && open > from && !pid) {
            line.label(b, from, close);
        }
    }

    private static boolean isNameByte(byte c) {
        return Bytes.isDigit(c)
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c == '/';
    }
}
