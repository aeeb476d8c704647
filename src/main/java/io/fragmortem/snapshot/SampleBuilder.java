package io.fragmortem.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Collects one sample field by field, for readers that are not in a hurry. A field set twice keeps its last value. */
public final class SampleBuilder {

    private final double[] values = new double[Field.values().length];
    private final double[] errors = new double[values.length];
    private final List<Field> order = new ArrayList<>();
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Set<Sample.Mark> marks = EnumSet.noneOf(Sample.Mark.class);
    private boolean rounded;

    public SampleBuilder() {
        Arrays.fill(values, Double.NaN);
    }

    /** Sets an exact value; NaN and infinities are ignored. */
    public SampleBuilder set(Field field, double value) {
        return set(field, value, 0);
    }

    /** Sets a value known within plus or minus {@code error}; NaN, infinities and what means "not supported" are ignored. */
    public SampleBuilder set(Field field, double value, double error) {
        if (Double.isNaN(value) || Double.isInfinite(value) || field.isUnsupported(value)) {
            return this;
        }
        if (Double.isNaN(values[field.ordinal()])) {
            order.add(field);
        }
        values[field.ordinal()] = value;
        errors[field.ordinal()] = error;
        rounded |= error > 0;
        return this;
    }

    /** Forgets the field. */
    public SampleBuilder unset(Field field) {
        values[field.ordinal()] = Double.NaN;
        order.remove(field);
        return this;
    }

    public SampleBuilder fact(Fact fact, String text) {
        facts.put(fact, text);
        return this;
    }

    public SampleBuilder mark(Sample.Mark mark) {
        marks.add(mark);
        return this;
    }

    public boolean has(Field field) {
        return !Double.isNaN(values[field.ordinal()]);
    }

    /** The value set for the field, empty when there is none. */
    public OptionalDouble get(Field field) {
        return has(field) ? OptionalDouble.of(values[field.ordinal()]) : OptionalDouble.empty();
    }

    public boolean isEmpty() {
        return order.isEmpty() && facts.isEmpty();
    }

    public Sample build(Origin origin, Stamp stamp) {
        Layout layout = Layout.of(order);
        double[] kept = new double[order.size()];
        double[] keptErrors = new double[order.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = values[order.get(i).ordinal()];
            keptErrors[i] = errors[order.get(i).ordinal()];
        }
        return new Sample(
                origin,
                stamp,
                layout,
                kept,
                rounded ? keptErrors : null,
                Collections.unmodifiableMap(new EnumMap<>(facts)),
                Collections.unmodifiableSet(EnumSet.copyOf(marks)));
    }
}
