package io.fragmortem.fleet.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record: its components in their order. */
final class ComponentsCoder implements Coder {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Method[] accessors;

    /** Made on first use: a type may hold others of its kind. */
    private Coder @Nullable [] coders;

    ComponentsCoder(Class<?> type) {
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
        accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        for (Method accessor : accessors) {
            accessor.setAccessible(true);
        }
    }

    private Coder[] coders() {
        Coder[] known = coders;
        if (known == null) {
            known = Arrays.stream(type.getRecordComponents())
                    .map(component -> RecordCodec.of(component.getGenericType()))
                    .toArray(Coder[]::new);
            coders = known;
        }
        return known;
    }

    @Override
    public void write(Object value, RecordOutput out) {
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
    public Object read(RecordInput in) {
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
