package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line on its way out of its carriers: the bytes that are left of it, and what the carriers told so far of who and when.
 * One object serves all lines of a log, so that a line costs no memory.
 */
final class CarriedLine {

    private static final int COLOURS_WITHIN = 160;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] COLOUR = {0x1b, '['};

    private byte[] b = NOTHING;
    private int from;
    private int to;
    private Kind kind = Kind.NONE;
    private long micros;
    private String label = "";
    private byte[] labelBytes = NOTHING;
    private boolean labelled;
    private String machine = "";
    private Program program = Program.UNKNOWN;
    private boolean partial;

    /** Another line, of which nothing is told yet. */
    void begin(byte[] buffer, int start, int end) {
        b = buffer;
        from = start;
        to = end;
        kind = Kind.NONE;
        program = Program.UNKNOWN;
        labelled = false;
        machine = "";
        partial = false;
    }

    /** Forgets the speaker of the line before, where this one named none. */
    void end() {
        if (!labelled) {
            label = "";
            labelBytes = NOTHING;
        }
    }

    // ------------------------------------------------------------------ the bytes that are left

    byte[] bytes() {
        return b;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** What stands before this index was a carrier's. */
    void moveTo(int index) {
        from = index;
    }

    /** What stands from this index on was a carrier's. */
    void endAt(int index) {
        to = index;
    }

    /** The line itself was inside of what was read: it is these first bytes. */
    void replace(byte[] bytes, int length) {
        b = bytes;
        from = 0;
        to = length;
    }

    void skipSpaces() {
        from = Bytes.skipSpaces(b, from, to);
    }

    /** Index of the space, or of the line's end, after the word that starts there. */
    int wordEnd(int start) {
        int i = start;
        while (i < to && b[i] != ' ') {
            i++;
        }
        return i;
    }

    void trimLineEnd() {
        while (to > from && (b[to - 1] == '\n' || b[to - 1] == '\r')) {
            to--;
        }
    }

    /** Takes off what terminals colour words with: {@code ESC[36m}. */
    void removeColours() {
        if (Bytes.indexOf(b, from, Math.min(to, from + COLOURS_WITHIN), COLOUR) < 0) {
            return;
        }
        byte[] plain = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == COLOUR[0] && i + 1 < to && b[i + 1] == COLOUR[1]) {
                i += 2;
                while (i < to && !Character.isLetter(b[i])) {
                    i++;
                }
            } else {
                plain[n++] = b[i];
            }
        }
        replace(plain, n);
    }

    // ------------------------------------------------------------------ what was told

    Kind timeKind() {
        return kind;
    }

    long micros() {
        return micros;
    }

    void told(Kind timeKind, long timeMicros) {
        kind = timeKind;
        micros = timeMicros;
    }

    Program program() {
        return program;
    }

    void writtenBy(Program writer) {
        program = writer;
    }

    /** Service, pod or host; that of the line before until this one is over. */
    String label() {
        return label;
    }

    boolean isLabelled() {
        return labelled;
    }

    /** The bytes name the speaker; the same name as before is not made again. */
    void label(byte[] bytes, int start, int end) {
        labelled = true;
        if (!Arrays.equals(bytes, start, end, labelBytes, 0, labelBytes.length)) {
            labelBytes = Arrays.copyOfRange(bytes, start, end);
            label = new String(labelBytes, StandardCharsets.UTF_8);
        }
    }

    /** The host whose kernel or manager of services wrote the line; empty for all others. */
    String machine() {
        return machine;
    }

    void machine(byte[] bytes, int start, int end) {
        machine = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Whether the rest of the line is still to come. */
    boolean isPartial() {
        return partial;
    }

    void partial(boolean more) {
        partial = more;
    }
}
