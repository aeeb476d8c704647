package io.fragmortem.snapshot.log.line;

import io.fragmortem.snapshot.text.Lines;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The parts of lines that were cut by their carrier, by speaker, until their last part comes. */
final class CutLines {

    private static final int MAX_PENDING = 1000;

    private final Map<String, byte[]> pending = new HashMap<>();

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /**
     * Appends this part to those before it; a line that is no part is whole.
     *
     * @param carried index after the last carrier: blanks inside a line belong to it
     */
    void join(CarriedLine line, int carried) {
        byte[] before = pending.remove(line.label());
        if (before != null) {
            int more = Math.min(line.to() - carried, Math.max(0, Lines.MAX_LINE - before.length));
            byte[] whole = Arrays.copyOf(before, before.length + more);
            System.arraycopy(line.bytes(), carried, whole, before.length, more);
            line.replace(whole, whole.length);
        }
        if (line.isPartial() && pending.size() < MAX_PENDING) {
            pending.put(line.label(), Arrays.copyOfRange(line.bytes(), line.from(), line.to()));
            line.moveTo(line.to());
        }
    }
}
