package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.Lines;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Characters for the CSV parser, one record per line: a line with an unclosed quote gets it closed, because the parser
 * would take the rest of the file for one cell. NUL becomes U+FFFD, because the parser uses NUL for "no comments".
 */
final class BalancedReader extends Reader {

    private final Deque<String> first;
    private final Lines lines;
    private char[] line = new char[1 << 12];
    private int at;
    private int length;
    private boolean cut;

    /**
     * @param first lines that were already taken from {@code lines}
     */
    BalancedReader(List<String> first, Lines lines) {
        this.first = new ArrayDeque<>(first);
        this.lines = lines;
    }

    /** Whether a line was too long and was cut since the last call. */
    boolean takeCut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    @Override
    public int read(char[] target, int from, int count) throws IOException {
        if (at == length && !fill()) {
            return -1;
        }
        int n = Math.min(count, length - at);
        System.arraycopy(line, at, target, from, n);
        at += n;
        return n;
    }

    private boolean fill() throws IOException {
        at = 0;
        length = 0;
        String held = first.poll();
        if (held != null) {
            append(held);
            return true;
        }
        // several short lines at once: the parser asks for some ten thousand characters
        while (length < (1 << 13) && lines.next()) {
            cut |= lines.cut();
            append(lines.buffer(), lines.from(), lines.to());
        }
        return length > 0;
    }

    private void append(String text) {
        room(text.length());
        int quotes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quotes += c == '"' ? 1 : 0;
            line[length++] = c == 0 ? '\ufffd' : c;
        }
        end(quotes);
    }

    private void append(byte[] b, int from, int to) {
        room(to - from);
        int start = length;
        int quotes = 0;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c <= 0) {
                length = start;
                append(lines.text());
                return;
            }
            quotes += c == '"' ? 1 : 0;
            line[length++] = (char) c;
        }
        end(quotes);
    }

    private void room(int more) {
        if (length + more + 2 > line.length) {
            line = java.util.Arrays.copyOf(line, Math.max(line.length * 2, length + more + 2));
        }
    }

    private void end(int quotes) {
        if ((quotes & 1) == 1) {
            line[length++] = '"';
        }
        line[length++] = '\n';
    }

    @Override
    public void close() {}
}
