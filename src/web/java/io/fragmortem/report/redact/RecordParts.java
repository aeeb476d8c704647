package io.fragmortem.report.redact;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the place of the class of the same name: the class library of browsers knows no components of records, but the fields
 * of those that {@code io.fragmortem.platform.RecordFields} names, in the order of the source.
 */
final class RecordParts {

    private static final Map<Class<?>, RecordParts> KNOWN = new HashMap<>();

    private final List<Field> fields = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Constructor<?> constructor;

    private RecordParts(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
                names.add(type.getSimpleName() + "." + field.getName());
            }
        }
        try {
            constructor = type.getDeclaredConstructor(
                    fields.stream().map(Field::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("cannot rebuild " + type, e);
        }
        constructor.setAccessible(true);
        fields.forEach(field -> field.setAccessible(true));
    }

    static RecordParts of(Record record) {
        return KNOWN.computeIfAbsent(record.getClass(), RecordParts::new);
    }

    int size() {
        return names.size();
    }

    String name(int part) {
        return names.get(part);
    }

    Object value(Record record, int part) {
        try {
            return fields.get(part).get(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(names.get(part), e);
        }
    }

    boolean isPrimitive(int part) {
        return fields.get(part).getType().isPrimitive();
    }

    Object rebuilt(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild " + names, e);
        }
    }

    /** The tests of the program on the JVM look for such classes; names of all classes would cost room here. */
    static boolean mayHide(Object value) {
        return false;
    }
}
