package io.fragmortem.fleet.engine;

import java.util.HashMap;
import java.util.Map;

/** Bytes to which records are written, and which classes and texts they have named so far. */
final class RecordOutput {
    private final PackedBytes bytes = new PackedBytes();
    private final Map<Object, Integer> known = new HashMap<>();

    PackedBytes bytes() {
        return bytes;
    }

    /** Whether it is told for the first time. */
    boolean isNew(Object name) {
        Integer number = known.putIfAbsent(name, known.size());
        bytes.putInt(number == null ? -1 : number);
        return number == null;
    }
}
