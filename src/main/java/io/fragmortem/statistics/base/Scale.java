package io.fragmortem.statistics.base;

import java.util.Arrays;

/** The scale on which noise is as large everywhere: of Box and Cox 1964, JRSSB 26:211, the two whose units people know. */
public enum Scale {
    /** Values as they are. */
    LINEAR,
    /** Natural logarithms, of positive values only. */
    LOGARITHMIC {
        @Override
        public double of(double value) {
            return Math.log(value);
        }

        @Override
        public double back(double scaled) {
            return Math.exp(scaled);
        }

        @Override
        public double unit(double level) {
            return level;
        }
    },
    /** Values in their own units, their distance from a straight course over the height of that course. */
    PROPORTIONAL;

    /** A value on this scale. */
    public double of(double value) {
        return value;
    }

    /** The value that has this place on the scale. */
    public double back(double scaled) {
        return scaled;
    }

    /** How much a value near {@code level} moves when its place on the scale moves by one. */
    public double unit(double level) {
        return 1;
    }

    /** All values on this scale; what is missing stays missing. */
    public double[] of(double[] values) {
        return this == LOGARITHMIC ? Arrays.stream(values).map(this::of).toArray() : values;
    }
}
