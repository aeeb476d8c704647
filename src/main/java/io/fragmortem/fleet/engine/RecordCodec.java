package io.fragmortem.fleet.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes and back: what they hold may be records, enums, texts, numbers, arrays of numbers, optionals, lists, sets and
 * maps, as deep as it goes. That is all that our results are made of, so none of them needs to know of it. Bytes are good for
 * this build of the program only.
 */
public final class RecordCodec {

    /** How values of one type are written and read. */
    private interface Coder {
        void write(Object value, Writer out);

        Object read(Reader in);
    }

    private static final Map<Type, Coder> CODERS = new ConcurrentHashMap<>();
    private static final Coder ANY = new Any();

    private RecordCodec() {}

    /** The bytes of a record, or of anything that records may hold. */
    public static byte[] write(Object value) {
        Writer out = new Writer();
        ANY.write(value, out);
        return out.bytes.written();
    }

    /** What was written. */
    public static Object read(byte[] bytes) {
        return ANY.read(new Reader(new PackedBytes(bytes)));
    }

    /** Bytes, and which classes and texts they have named so far. */
    private static final class Writer {
        private final PackedBytes bytes = new PackedBytes();
        private final Map<Object, Integer> known = new HashMap<>();

        /** Whether it is told for the first time. */
        boolean isNew(Object name) {
            Integer number = known.putIfAbsent(name, known.size());
            bytes.putInt(number == null ? -1 : number);
            return number == null;
        }
    }

    private static final class Reader {
        private final PackedBytes bytes;
        private final List<Object> known = new ArrayList<>();

        Reader(PackedBytes bytes) {
            this.bytes = bytes;
        }
    }

    private static Coder of(Type type) {
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
                return new Maybe(of(arguments[0]));
            }
            if (raw == List.class || raw == Collection.class) {
                return new Elements(of(arguments[0]), Kind.LIST);
            }
            if (raw == Set.class) {
                return new Elements(of(arguments[0]), Kind.SET);
            }
            if (raw == Map.class || raw == SortedMap.class) {
                return new Entries(of(arguments[0]), of(arguments[1]), raw == SortedMap.class);
            }
            return ANY;
        }
        Coder simple = Simple.of(type);
        if (simple != null) {
            return simple;
        }
        if (type instanceof Class<?> plain) {
            if (plain.isEnum()) {
                return new Constants(plain.getEnumConstants());
            }
            if (plain.isRecord()) {
                return new Components(plain);
            }
        }
        return ANY;
    }

    private static final class Components implements Coder {
        private final Class<?> type;
        private final Constructor<?> constructor;
        private final Method[] accessors;

        /** Made on first use: a type may hold others of its kind. */
        private Coder @Nullable [] coders;

        Components(Class<?> type) {
            this.type = type;
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record without its constructor: " + type, e);
            }
            constructor.setAccessible(true);
            accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
            for (Method accessor : accessors) {
                accessor.setAccessible(true);
            }
        }

        private Coder[] coders() {
            Coder[] known = coders;
            if (known == null) {
                known = Arrays.stream(type.getRecordComponents())
                        .map(component -> of(component.getGenericType()))
                        .toArray(Coder[]::new);
                coders = known;
            }
            return known;
        }

        @Override
        public void write(Object value, Writer out) {
            Coder[] all = coders();
            try {
                for (int i = 0; i < all.length; i++) {
                    Object part = accessors[i].invoke(value);
                    if (part == null) {
                        throw new IllegalStateException("nothing in " + accessors[i]);
                    }
                    all[i].write(part, out);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot look into " + type, e);
            }
        }

        @Override
        public Object read(Reader in) {
            Coder[] all = coders();
            Object[] parts = new Object[all.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = all[i].read(in);
            }
            try {
                return constructor.newInstance(parts);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make " + type, e);
            }
        }
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
        public void write(Object value, Writer out) {
            Class<?> type = typeOf(value);
            if (out.isNew(type)) {
                out.bytes.putText(type.getName());
            }
            coder(type).write(value, out);
        }

        private static Coder coder(Class<?> type) {
            Coder coder = type == List.class ? new Elements(ANY, Kind.LIST) : of(type);
            if (coder == ANY) {
                throw new IllegalArgumentException("neither a record nor what records hold: " + type);
            }
            return coder;
        }

        @Override
        public Object read(Reader in) {
            int number = in.bytes.takeInt();
            if (number < 0) {
                try {
                    in.known.add(Class.forName(in.bytes.takeText()));
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException("written by another build", e);
                }
            }
            Class<?> type = (Class<?>) in.known.get(number < 0 ? in.known.size() - 1 : number);
            return coder(type).read(in);
        }
    }

    /** Numbers, texts and arrays. */
    private enum Simple implements Coder {
        DOUBLE(double.class, Double.class) {
            @Override
            public void write(Object value, Writer out) {
                out.bytes.putDouble((Double) value);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.takeDouble();
            }
        },
        LONG(long.class, Long.class) {
            @Override
            public void write(Object value, Writer out) {
                out.bytes.putLong((Long) value);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.takeLong();
            }
        },
        INT(int.class, Integer.class) {
            @Override
            public void write(Object value, Writer out) {
                out.bytes.putInt((Integer) value);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.takeInt();
            }
        },
        BOOLEAN(boolean.class, Boolean.class) {
            @Override
            public void write(Object value, Writer out) {
                out.bytes.put((Boolean) value ? 1 : 0);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.take() == 1;
            }
        },
        TEXT(String.class, String.class) {
            @Override
            public void write(Object value, Writer out) {
                if (out.isNew(value)) {
                    out.bytes.putText((String) value);
                }
            }

            @Override
            public Object read(Reader in) {
                int number = in.bytes.takeInt();
                if (number < 0) {
                    in.known.add(in.bytes.takeText());
                }
                return in.known.get(number < 0 ? in.known.size() - 1 : number);
            }
        },
        DOUBLES(double[].class, double[].class) {
            @Override
            public void write(Object value, Writer out) {
                PackedArrays.put((double[]) value, out.bytes);
            }

            @Override
            public Object read(Reader in) {
                return PackedArrays.takeDoubles(in.bytes);
            }
        },
        LONGS(long[].class, long[].class) {
            @Override
            public void write(Object value, Writer out) {
                PackedArrays.put((long[]) value, out.bytes);
            }

            @Override
            public Object read(Reader in) {
                return PackedArrays.takeLongs(in.bytes);
            }
        },
        INTS(int[].class, int[].class) {
            @Override
            public void write(Object value, Writer out) {
                PackedArrays.put((int[]) value, out.bytes);
            }

            @Override
            public Object read(Reader in) {
                return PackedArrays.takeInts(in.bytes);
            }
        },
        BYTES(byte[].class, byte[].class) {
            @Override
            public void write(Object value, Writer out) {
                PackedArrays.put((byte[]) value, out.bytes);
            }

            @Override
            public Object read(Reader in) {
                return PackedArrays.takeBytes(in.bytes);
            }
        },
        OPTIONAL_DOUBLE(OptionalDouble.class, OptionalDouble.class) {
            @Override
            public void write(Object value, Writer out) {
                OptionalDouble maybe = (OptionalDouble) value;
                out.bytes.put(maybe.isPresent() ? 1 : 0);
                maybe.ifPresent(out.bytes::putDouble);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.take() == 1 ? OptionalDouble.of(in.bytes.takeDouble()) : OptionalDouble.empty();
            }
        },
        OPTIONAL_LONG(OptionalLong.class, OptionalLong.class) {
            @Override
            public void write(Object value, Writer out) {
                OptionalLong maybe = (OptionalLong) value;
                out.bytes.put(maybe.isPresent() ? 1 : 0);
                maybe.ifPresent(out.bytes::putLong);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.take() == 1 ? OptionalLong.of(in.bytes.takeLong()) : OptionalLong.empty();
            }
        },
        OPTIONAL_INT(OptionalInt.class, OptionalInt.class) {
            @Override
            public void write(Object value, Writer out) {
                OptionalInt maybe = (OptionalInt) value;
                out.bytes.put(maybe.isPresent() ? 1 : 0);
                maybe.ifPresent(out.bytes::putInt);
            }

            @Override
            public Object read(Reader in) {
                return in.bytes.take() == 1 ? OptionalInt.of(in.bytes.takeInt()) : OptionalInt.empty();
            }
        };

        private final Class<?> type;
        private final Class<?> boxed;

        Simple(Class<?> type, Class<?> boxed) {
            this.type = type;
            this.boxed = boxed;
        }

        static @Nullable Coder of(Type type) {
            for (Simple simple : values()) {
                if (simple.type == type || simple.boxed == type) {
                    return simple;
                }
            }
            return null;
        }
    }

    private record Constants(Object[] all) implements Coder {
        @Override
        public void write(Object value, Writer out) {
            out.bytes.putInt(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(Reader in) {
            return all[in.bytes.takeInt()];
        }
    }

    private record Maybe(Coder inner) implements Coder {
        @Override
        public void write(Object value, Writer out) {
            Optional<?> maybe = (Optional<?>) value;
            out.bytes.put(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(inside -> inner.write(inside, out));
        }

        @Override
        public Object read(Reader in) {
            return in.bytes.take() == 1 ? Optional.of(inner.read(in)) : Optional.empty();
        }
    }

    private enum Kind {
        LIST,
        SET
    }

    private record Elements(Coder element, Kind kind) implements Coder {
        @Override
        public void write(Object value, Writer out) {
            Collection<?> all = (Collection<?>) value;
            out.bytes.putInt(all.size());
            all.forEach(one -> element.write(one, out));
        }

        @Override
        public Object read(Reader in) {
            int size = in.bytes.takeInt();
            List<Object> all = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                all.add(element.read(in));
            }
            return kind == Kind.LIST
                    ? Collections.unmodifiableList(all)
                    : Collections.unmodifiableSet(new LinkedHashSet<>(all));
        }
    }

    private record Entries(Coder key, Coder value, boolean sorted) implements Coder {
        @Override
        public void write(Object map, Writer out) {
            Map<?, ?> all = (Map<?, ?>) map;
            out.bytes.putInt(all.size());
            all.forEach((k, v) -> {
                key.write(k, out);
                value.write(v, out);
            });
        }

        @Override
        public Object read(Reader in) {
            int size = in.bytes.takeInt();
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
