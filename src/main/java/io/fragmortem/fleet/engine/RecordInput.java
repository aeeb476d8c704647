package io.fragmortem.fleet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Bytes from which records are read, and the classes and texts that they have named so far. */
final class RecordInput {
    private final PackedBytes bytes;
    private final List<Object> named = new ArrayList<>();

    RecordInput(PackedBytes bytes) {
        this.bytes = bytes;
    }

    PackedBytes bytes() {
        return bytes;
    }

    /** What stands there by its number, or by its name when that is told for the first time. */
    Object name(Function<String, Object> first) {
        int number = bytes.takeInt();
        if (number < 0) {
            named.add(first.apply(bytes.takeText()));
        }
        return named.get(number < 0 ? named.size() - 1 : number);
    }
}
