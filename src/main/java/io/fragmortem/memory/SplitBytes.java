package io.fragmortem.memory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes by component while a moment is split, without an object for each; reused for the moments of a timeline. */
final class SplitBytes {

    /** All there are, in their order. */
    static final Component[] COMPONENTS = Component.values();

    /** NaN where nothing is told. */
    private final double[] bytes = new double[COMPONENTS.length];

    SplitBytes() {
        clear();
    }

    void clear() {
        Arrays.fill(bytes, Double.NaN);
    }

    void put(Component component, double amount) {
        bytes[component.ordinal()] = amount;
    }

    boolean has(Component component) {
        return !Double.isNaN(bytes[component.ordinal()]);
    }

    Map<Component, Double> byComponent() {
        Map<Component, Double> map = new EnumMap<>(Component.class);
        for (int k = 0; k < bytes.length; k++) {
            if (!Double.isNaN(bytes[k])) {
                map.put(COMPONENTS[k], bytes[k]);
            }
        }
        return map;
    }

    /**
     * Writes a row of columns.
     *
     * @param columns by place of the component, null until there is something to write; rows without a value are NaN
     */
    void write(int row, int rows, double[] @Nullable [] columns) {
        for (int k = 0; k < bytes.length; k++) {
            double[] column = columns[k];
            if (Double.isNaN(bytes[k])) {
                continue;
            }
            if (column == null) {
                column = new double[rows];
                Arrays.fill(column, Double.NaN);
                columns[k] = column;
            }
            column[row] = bytes[k];
        }
    }
}
