package io.fragmortem.fleet.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How optionals, lists, sets and maps are written: their size, and what they hold. */
final class ContainerCoders {

    private ContainerCoders() {}

    /** Something or nothing. */
    record Maybe(Coder inner) implements Coder {
        @Override
        public void write(Object value, RecordOutput out) {
            Optional<?> maybe = (Optional<?>) value;
            out.bytes().put(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(inside -> inner.write(inside, out));
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().take() == 1 ? Optional.of(inner.read(in)) : Optional.empty();
        }
    }

    /** What a collection is when it is read. */
    enum Kind {
        LIST,
        SET
    }

    /** One value after another, in the order of the collection. */
    record Elements(Coder element, Kind kind) implements Coder {
        @Override
        public void write(Object value, RecordOutput out) {
            Collection<?> all = (Collection<?>) value;
            out.bytes().putInt(all.size());
            all.forEach(one -> element.write(one, out));
        }

        @Override
        public Object read(RecordInput in) {
            int size = in.bytes().takeInt();
            List<Object> all = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                all.add(element.read(in));
            }
            return kind == Kind.LIST
                    ? Collections.unmodifiableList(all)
                    : Collections.unmodifiableSet(new LinkedHashSet<>(all));
        }
    }

    /** Keys with their values, in the order of the map. */
    record Entries(Coder key, Coder value, boolean sorted) implements Coder {
        @Override
        public void write(Object map, RecordOutput out) {
            Map<?, ?> all = (Map<?, ?>) map;
            out.bytes().putInt(all.size());
            all.forEach((k, v) -> {
                key.write(k, out);
                value.write(v, out);
            });
        }

        @Override
        public Object read(RecordInput in) {
            int size = in.bytes().takeInt();
            Map<Object, Object> all = sorted ? new TreeMap<>() : new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                all.put(key.read(in), value.read(in));
            }
            return sorted
                    ? Collections.unmodifiableSortedMap((TreeMap<Object, Object>) all)
                    : Collections.unmodifiableMap(all);
        }
    }
}
