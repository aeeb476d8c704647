package io.fragmortem.report.json;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The same line end on every system. */
final class LineEnd {

    private LineEnd() {}

    static void append(Appendable out) {
        try {
            out.append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
