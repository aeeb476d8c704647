package io.fragmortem.snapshot.log;

import java.io.ByteArrayOutputStream;

/** A part of a crash report that another format reads: its lines, without what carried them. */
final class Section {

    /** 4 MiB; INFO has some 10 KB, CLIENT LIST 300 bytes per client. */
    private static final int MAX = 1 << 22;

    private final String format;
    private final long line;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * @param format name of the format that reads it
     * @param line number of its headline
     */
    Section(String format, long line) {
        this.format = format;
        this.line = line;
    }

    /** Takes a line; without its end when the log broke off in it. */
    void add(byte[] b, int from, int to, boolean whole) {
        if (bytes.size() + to - from < MAX) {
            bytes.write(b, from, to - from);
            if (whole) {
                bytes.write('\n');
            }
        }
    }

    String format() {
        return format;
    }

    long line() {
        return line;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
