package io.fragmortem.fleet.engine;

import io.fragmortem.timeline.instance.Store;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records as bytes and back: what they hold may be records, enums, texts, numbers, arrays of numbers, optionals, lists, sets and
 * maps, as deep as it goes. That is all that our results are made of, so none of them needs to know of it. Bytes are good for
 * this build of the program only.
 */
public final class RecordCodec {

    private static final Map<Type, Coder> CODERS = new ConcurrentHashMap<>();
    private static final Coder ANY = new Any();

    private RecordCodec() {}

    /** The bytes of a record, or of anything that records may hold. */
    public static byte[] write(Object value) {
        RecordOutput out = new RecordOutput();
        ANY.write(value, out);
        return out.bytes().written();
    }

    /** What was written. */
    public static Object read(byte[] bytes) {
        return ANY.read(new RecordInput(new PackedBytes(bytes)));
    }

    /** How values of a type are written. */
    static Coder of(Type type) {
        Coder coder = CODERS.get(type);
        if (coder == null) {
            coder = made(type);
            CODERS.put(type, coder);
        }
        return coder;
    }

    private static Coder made(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return new ContainerCoders.Maybe(of(arguments[0]));
            }
            if (raw == List.class || raw == Collection.class) {
                return new ContainerCoders.Elements(of(arguments[0]), ContainerCoders.Kind.LIST);
            }
            if (raw == Set.class) {
                return new ContainerCoders.Elements(of(arguments[0]), ContainerCoders.Kind.SET);
            }
            if (raw == Store.Kept.class) {
                return new WaitingCoder();
            }
            if (raw == Map.class || raw == SortedMap.class) {
                return new ContainerCoders.Entries(of(arguments[0]), of(arguments[1]), raw == SortedMap.class);
            }
            return ANY;
        }
        Coder simple = SimpleCoder.of(type);
        if (simple != null) {
            return simple;
        }
        if (type instanceof Class<?> plain) {
            if (plain.isEnum()) {
                return new Constants(plain.getEnumConstants());
            }
            if (plain.isRecord()) {
                return new ComponentsCoder(plain);
            }
        }
        return ANY;
    }

    /** The class itself is written, once, and the value after it. */
    private static final class Any implements Coder {

        private static Class<?> typeOf(Object value) {
            if (value instanceof Enum<?> constant) {
                return constant.getDeclaringClass();
            }
            return value instanceof List ? List.class : value.getClass();
        }

        @Override
        public void write(Object value, RecordOutput out) {
            Class<?> type = typeOf(value);
            if (out.isNew(type)) {
                out.bytes().putText(type.getName());
            }
            coder(type).write(value, out);
        }

        private static Coder coder(Class<?> type) {
            Coder coder = type == List.class ? new ContainerCoders.Elements(ANY, ContainerCoders.Kind.LIST) : of(type);
            if (coder == ANY) {
                throw new IllegalArgumentException("neither a record nor what records hold: " + type);
            }
            return coder;
        }

        @Override
        public Object read(RecordInput in) {
            Class<?> type = (Class<?>) in.name(Any::named);
            return coder(type).read(in);
        }

        private static Class<?> named(String name) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("written by another build", e);
            }
        }
    }

    /** A constant of an enum, by its place. */
    private record Constants(Object[] all) implements Coder {
        @Override
        public void write(Object value, RecordOutput out) {
            out.bytes().putInt(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(RecordInput in) {
            return all[in.bytes().takeInt()];
        }
    }
}
