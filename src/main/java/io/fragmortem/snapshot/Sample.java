package io.fragmortem.snapshot;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one dump, row or log line says about one instance at one moment: numbers by {@link Field}, texts by {@link Fact}.
 * Values are doubles: byte counts are exact up to 2^53. Wraps near 2^64 have been turned into the negative number that
 * they stand for; {@code nan} and {@code inf} count as absent. Immutable; build one with {@link SampleBuilder} or, on
 * hot paths, straight from a shared {@link Layout}.
 */
public final class Sample implements Finding {

    private final Origin origin;
    private final Stamp stamp;
    private final Layout layout;
    private final double[] values;
    private final double @Nullable [] errors;
    private final Map<Fact, String> facts;
    private final Set<Mark> marks;

    /** Columns that hold the values instead, which the samples around it share; empty where they are its own. */
    private final double[][] columns;

    private final int row;

    private static final double[] NO_VALUES = {};
    private static final double[][] NO_COLUMNS = {};

    /** What a reader must know about the sample beyond its values. */
    public enum Mark {
        /** The dump was cut: later fields are missing, not absent. */
        PARTIAL,
        /** A value near 2^64 was read as a negative number. */
        WRAPPED,
        /** At least one ratio was {@code nan} or {@code inf}. */
        NOT_FINITE,
        /** Values come from a crash report: the last moment of the process. */
        CRASH,
        /** At least one byte count was read from a rounded text such as {@code 5.32G}. */
        ROUNDED,
        /** A byte count and its {@code _human} twin name different amounts: neither is given. */
        CONTRADICTED
    }

    /**
     * Takes ownership of the arrays.
     *
     * @param values by index of the layout; NaN stands for absent and never leaves this class
     * @param errors half widths of the rounding intervals by index of the layout, in the field's unit, 0 for exact;
     *     null when all are exact
     */
    public Sample(
            Origin origin,
            Stamp stamp,
            Layout layout,
            double[] values,
            double @Nullable [] errors,
            Map<Fact, String> facts,
            Set<Mark> marks) {
        this(origin, stamp, layout, values, NO_COLUMNS, 0, errors, facts, marks);
        if (values.length != layout.size() || (errors != null && errors.length != layout.size())) {
            throw new IllegalArgumentException("values do not fit the layout: " + values.length + ", " + layout.size());
        }
    }

    /**
     * A row of columns, which nobody changes any more: all values are exact.
     *
     * @param columns by index of the layout
     */
    Sample(
            Origin origin,
            Stamp stamp,
            Layout layout,
            double[][] columns,
            int row,
            Map<Fact, String> facts,
            Set<Mark> marks) {
        this(origin, stamp, layout, NO_VALUES, columns, row, null, facts, marks);
    }

    private Sample(
            Origin origin,
            Stamp stamp,
            Layout layout,
            double[] values,
            double[][] columns,
            int row,
            double @Nullable [] errors,
            Map<Fact, String> facts,
            Set<Mark> marks) {
        this.origin = origin;
        this.stamp = stamp;
        this.layout = layout;
        this.values = values;
        this.columns = columns;
        this.row = row;
        this.errors = errors;
        this.facts = facts;
        this.marks = marks;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    public Stamp stamp() {
        return stamp;
    }

    public Map<Fact, String> facts() {
        return facts;
    }

    public Set<Mark> marks() {
        return marks;
    }

    public boolean has(Field field) {
        int index = layout.indexOf(field);
        return index >= 0 && !Double.isNaN(value(index));
    }

    /** The value in the field's unit, empty when the input did not say. */
    public OptionalDouble get(Field field) {
        int index = layout.indexOf(field);
        double value = index < 0 ? Double.NaN : value(index);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Half width of the rounding interval around the value, 0 for exact or absent values. */
    public double error(Field field) {
        int index = layout.indexOf(field);
        return errors == null || index < 0 ? 0 : errors[index];
    }

    /** The fields, for whoever stores samples. */
    public Layout layout() {
        return layout;
    }

    /** The value at an index of the layout, NaN for absent. */
    public double value(int index) {
        return columns.length == 0 ? values[index] : columns[index][row];
    }

    /** Whether its values stand behind those of the other one in the same columns. */
    public boolean follows(Sample other) {
        return columns == other.columns && columns.length > 0 && row == other.row + 1;
    }

    /** The values at an index of the layout of this sample and of those that follow it, so many in all. */
    public void copy(int index, int count, double[] into, int at) {
        if (count == 1) {
            into[at] = value(index);
        } else {
            System.arraycopy(columns[index], row, into, at, count);
        }
    }

    /** The same sample with values of its own, where it keeps those of others in memory. */
    public Sample alone() {
        return columns.length == 0 ? this : new Sample(origin, stamp, layout, own(), errors, facts, marks);
    }

    private double[] own() {
        double[] own = new double[layout.size()];
        Arrays.setAll(own, this::value);
        return own;
    }

    /** Whether any value is known only within an interval. */
    boolean isRounded() {
        return errors != null;
    }

    /** Calls the consumer for each present value, in the order of the input. */
    public void forEach(ObjDoubleConsumer<Field> consumer) {
        for (int i = 0; i < layout.size(); i++) {
            if (!Double.isNaN(value(i))) {
                consumer.accept(layout.field(i), value(i));
            }
        }
    }

    /** Whether some present value is of such a field. */
    public boolean says(Predicate<Field> such) {
        for (int i = 0; i < layout.size(); i++) {
            if (!Double.isNaN(value(i)) && such.test(layout.field(i))) {
                return true;
            }
        }
        return false;
    }

    /** Number of present values. */
    public int size() {
        int n = 0;
        for (int i = 0; i < layout.size(); i++) {
            n += Double.isNaN(value(i)) ? 0 : 1;
        }
        return n;
    }

    /** The same sample at another moment. */
    public Sample at(Stamp other) {
        return new Sample(origin, other, layout, values, columns, row, errors, facts, marks);
    }

    @Override
    public Sample from(Origin other) {
        return new Sample(other, stamp, layout, values, columns, row, errors, facts, marks);
    }

    /** The same sample without one value, which was cut. */
    public Sample without(Field field) {
        double[] others = own();
        int index = layout.indexOf(field);
        if (index >= 0) {
            others[index] = Double.NaN;
        }
        return new Sample(origin, stamp, layout, others, errors, facts, marks).marked(Mark.PARTIAL);
    }

    /** The same sample with what another one of its moment says beyond it. */
    public Sample and(Sample other) {
        SampleBuilder both = new SampleBuilder();
        for (Sample one : List.of(other, this)) {
            one.forEach((field, value) -> both.set(field, value, one.error(field)));
            one.facts.forEach(both::fact);
            one.marks.forEach(both::mark);
        }
        return both.build(origin, stamp);
    }

    /** The same sample with one more mark. */
    public Sample marked(Mark mark) {
        EnumSet<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        Set<Mark> all = Collections.unmodifiableSet(more);
        return new Sample(origin, stamp, layout, values, columns, row, errors, facts, all);
    }
}
