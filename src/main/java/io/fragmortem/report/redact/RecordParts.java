package io.fragmortem.report.redact;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * Looks into records of any kind and makes them anew. Browsers have no components of records for Java, so that {@code src/web}
 * has a class of this name that finds the same by fields.
 */
final class RecordParts {

    private static final String OUR_PACKAGES = "io.fragmortem.";

    private final Class<?> type;
    private final RecordComponent[] components;

    private RecordParts(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    static RecordParts of(Record record) {
        return new RecordParts(record.getClass());
    }

    /** How many there are. */
    int size() {
        return components.length;
    }

    /** For example {@code Verdict.cause}. */
    String name(int part) {
        return type.getSimpleName() + "." + components[part].getName();
    }

    /** What stands there in this record. */
    Object value(Record record, int part) {
        try {
            components[part].getAccessor().setAccessible(true);
            return components[part].getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot look for secrets in " + type, e);
        }
    }

    /** Whether it is a number or truth, which holds no text. */
    boolean isPrimitive(int part) {
        return components[part].getType().isPrimitive();
    }

    /** A record of this kind with other parts. */
    Object rebuilt(Object[] values) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild " + type, e);
        }
    }

    /** Whether a value is of a class of ours that is no record, and could hide a text. */
    static boolean mayHide(Object value) {
        return value.getClass().getName().startsWith(OUR_PACKAGES);
    }
}
