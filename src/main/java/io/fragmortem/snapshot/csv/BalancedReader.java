package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.text.EightBytes;
import io.fragmortem.snapshot.text.Lines;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Characters for the CSV parser, one record per line: a line with an unclosed quote gets it closed, because the parser
 * would take the rest of the file for one cell. NUL becomes U+FFFD, because the parser uses NUL for "no comments".
 */
final class BalancedReader extends Reader {

    /** Several short lines at once, few enough to stay in the processor's cache. */
    private static final int ENOUGH = 1 << 13;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';

    private final Deque<String> first;
    private final Lines lines;
    private final char delimiter;
    private final boolean blanks;
    private char[] line = new char[1 << 12];
    private int at;
    private int length;
    private boolean cut;

    /**
     * @param first lines that were already taken from {@code lines}
     * @param blanks whether the parser passes over blanks around a cell
     */
    BalancedReader(List<String> first, Lines lines, char delimiter, boolean blanks) {
        this.first = new ArrayDeque<>(first);
        this.lines = lines;
        this.delimiter = delimiter;
        this.blanks = blanks;
    }

    /** Whether a line was too long and was cut since the last call. */
    boolean takeCut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    /** Whether the last line came without its end, once all has been read. */
    boolean unterminated() {
        return !lines.whole();
    }

    @Override
    public int read(char[] target, int from, int count) throws IOException {
        if (at == length && !first.isEmpty()) {
            hold(first.remove());
        }
        if (at < length) {
            return held(target, from, count);
        }
        int enough = from + Math.min(count, ENOUGH);
        int to = from;
        while (to < enough && lines.next()) {
            cut |= lines.cut();
            if (to + lines.to() - lines.from() + 2 > from + count) {
                hold();
                break;
            }
            to = decode(target, to);
        }
        if (to == from) {
            return at < length ? held(target, from, count) : -1;
        }
        return to - from;
    }

    private int held(char[] target, int from, int count) {
        int n = Math.min(count, length - at);
        System.arraycopy(line, at, target, from, n);
        at += n;
        return n;
    }

    /** The current line straight into the target, or by way of text when it is not plain ASCII without quotes. */
    private int decode(char[] target, int start) {
        byte[] b = lines.buffer();
        int from = lines.from();
        int to = lines.to();
        if (!isPlain(b, from, to)) {
            hold(lines.text());
            System.arraycopy(line, 0, target, start, length);
            at = length;
            return start + length;
        }
        // one byte is one character: the platform widens these many at a time
        new String(b, from, to - from, StandardCharsets.ISO_8859_1).getChars(0, to - from, target, start);
        int end = start + to - from;
        target[end] = '\n';
        return end + 1;
    }

    /** Whether no byte is a quote, NUL or part of a longer character, eight bytes at a time. */
    private static boolean isPlain(byte[] b, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = EightBytes.at(b, i);
            long quotes = word ^ QUOTES;
            // a borrow can only raise a false alarm, and then the slow way is right too
            if (((word | (word - ONES) | (quotes - ONES)) & HIGH) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (b[i] <= 0 || b[i] == '"') {
                return false;
            }
        }
        return true;
    }

    private void hold() {
        hold(lines.text());
    }

    private void hold(String text) {
        at = 0;
        length = 0;
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line[length++] = c == 0 ? '\ufffd' : c;
        }
        if (endsQuoted()) {
            line[length++] = '"';
        }
        line[length++] = '\n';
    }

    /**
     * Whether the last cell of the line is quoted and has no closing quote. Only a quote at the begin of a cell opens one; inside, two are one
     * character, and one before anything but the end of the cell makes the rest of the cell plain.
     */
    private boolean endsQuoted() {
        int i = 0;
        while (i < length) {
            while (blanks && i < length && line[i] <= ' ' && line[i] != delimiter) {
                i++;
            }
            if (i < length && line[i] == '"') {
                i = afterQuoted(i + 1);
                if (i < 0) {
                    return true;
                }
            }
            while (i < length && line[i] != delimiter) {
                i++;
            }
            i++;
        }
        return false;
    }

    /** Where a quoted cell has its closing quote behind it, -1 when it has none. */
    private int afterQuoted(int from) {
        int i = from;
        while (i < length) {
            if (line[i] != '"') {
                i++;
            } else if (i + 1 < length && line[i + 1] == '"') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private void room(int more) {
        if (length + more + 2 > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + more + 2));
        }
    }

    @Override
    public void close() {}
}
