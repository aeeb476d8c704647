package io.fragmortem.fleet.engine;

import java.lang.reflect.Type;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers, texts and arrays. */
enum SimpleCoder implements Coder {
    DOUBLE(double.class, Double.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            out.bytes().putDouble((Double) value);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().takeDouble();
        }
    },
    LONG(long.class, Long.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            out.bytes().putLong((Long) value);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().takeLong();
        }
    },
    INT(int.class, Integer.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            out.bytes().putInt((Integer) value);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().takeInt();
        }
    },
    BOOLEAN(boolean.class, Boolean.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            out.bytes().put((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().take() == 1;
        }
    },
    TEXT(String.class, String.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            if (out.isNew(value)) {
                out.bytes().putText((String) value);
            }
        }

        @Override
        public Object read(RecordInput in) {
            return in.name(text -> text);
        }
    },
    DOUBLES(double[].class, double[].class) {
        @Override
        public void write(Object value, RecordOutput out) {
            PackedArrays.put((double[]) value, out.bytes());
        }

        @Override
        public Object read(RecordInput in) {
            return PackedArrays.takeDoubles(in.bytes());
        }
    },
    LONGS(long[].class, long[].class) {
        @Override
        public void write(Object value, RecordOutput out) {
            PackedArrays.put((long[]) value, out.bytes());
        }

        @Override
        public Object read(RecordInput in) {
            return PackedArrays.takeLongs(in.bytes());
        }
    },
    INTS(int[].class, int[].class) {
        @Override
        public void write(Object value, RecordOutput out) {
            PackedArrays.put((int[]) value, out.bytes());
        }

        @Override
        public Object read(RecordInput in) {
            return PackedArrays.takeInts(in.bytes());
        }
    },
    BYTES(byte[].class, byte[].class) {
        @Override
        public void write(Object value, RecordOutput out) {
            PackedArrays.put((byte[]) value, out.bytes());
        }

        @Override
        public Object read(RecordInput in) {
            return PackedArrays.takeBytes(in.bytes());
        }
    },
    OPTIONAL_DOUBLE(OptionalDouble.class, OptionalDouble.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            OptionalDouble maybe = (OptionalDouble) value;
            out.bytes().put(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(out.bytes()::putDouble);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().take() == 1 ? OptionalDouble.of(in.bytes().takeDouble()) : OptionalDouble.empty();
        }
    },
    OPTIONAL_LONG(OptionalLong.class, OptionalLong.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            OptionalLong maybe = (OptionalLong) value;
            out.bytes().put(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(out.bytes()::putLong);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().take() == 1 ? OptionalLong.of(in.bytes().takeLong()) : OptionalLong.empty();
        }
    },
    OPTIONAL_INT(OptionalInt.class, OptionalInt.class) {
        @Override
        public void write(Object value, RecordOutput out) {
            OptionalInt maybe = (OptionalInt) value;
            out.bytes().put(maybe.isPresent() ? 1 : 0);
            maybe.ifPresent(out.bytes()::putInt);
        }

        @Override
        public Object read(RecordInput in) {
            return in.bytes().take() == 1 ? OptionalInt.of(in.bytes().takeInt()) : OptionalInt.empty();
        }
    };

    private final Class<?> type;
    private final Class<?> boxed;

    SimpleCoder(Class<?> type, Class<?> boxed) {
        this.type = type;
        this.boxed = boxed;
    }

    static @Nullable Coder of(Type type) {
        for (SimpleCoder simple : values()) {
            if (simple.type == type || simple.boxed == type) {
                return simple;
            }
        }
        return null;
    }
}
