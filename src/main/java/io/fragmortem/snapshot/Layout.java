package io.fragmortem.snapshot;

import java.util.Arrays;
import java.util.List;

/** The fields of a sample, in the order of its values. Shared by all dumps that print the same fields in one order. */
public final class Layout {

    private static final int FIELDS = Field.values().length;

    private final Field[] fields;
    private final short[] indexOf;

    private Layout(Field[] fields) {
        this.fields = fields;
        this.indexOf = new short[FIELDS];
        Arrays.fill(indexOf, (short) -1);
        for (int i = 0; i < fields.length; i++) {
            if (indexOf[fields[i].ordinal()] >= 0) {
                throw new IllegalArgumentException("field twice in one layout: " + fields[i].infoName());
            }
            indexOf[fields[i].ordinal()] = (short) i;
        }
    }

    /** A layout of these fields, each at most once. */
    public static Layout of(List<Field> fields) {
        return new Layout(fields.toArray(new Field[0]));
    }

    public int size() {
        return fields.length;
    }

    public Field field(int index) {
        return fields[index];
    }

    List<Field> fields() {
        return List.of(fields);
    }

    /** Whether the other one has the same fields in the same order. */
    boolean isLike(Layout other) {
        return this == other || Arrays.equals(fields, other.fields);
    }

    /** Index of the field's value, or -1 when this layout has no such field. */
    public int indexOf(Field field) {
        return indexOf[field.ordinal()];
    }
}
