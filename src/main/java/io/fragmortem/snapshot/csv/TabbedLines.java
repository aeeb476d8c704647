package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The rest of a table as a stream of lines, each with tabs between its cells. */
final class TabbedLines extends InputStream {

    private final Lines lines;
    private final UnaryOperator<String> tabbed;
    private byte[] line = new byte[0];
    private int at;

    /** @param tabbed makes a line with tabs of a line as it stands */
    TabbedLines(Lines lines, UnaryOperator<String> tabbed) {
        this.lines = lines;
        this.tabbed = tabbed;
    }

    private boolean fill() throws IOException {
        while (at == line.length) {
            if (!lines.next()) {
                return false;
            }
            line = (tabbed.apply(lines.text()) + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return fill() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] b, int from, int count) throws IOException {
        if (!fill()) {
            return -1;
        }
        int n = Math.min(count, line.length - at);
        System.arraycopy(line, at, b, from, n);
        at += n;
        return n;
    }
}
