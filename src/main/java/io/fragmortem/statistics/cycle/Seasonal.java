package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What the clock and the calendar do to a series: a {@link Cycle} and a {@link Weekend}, fitted together with a line per piece.
 *
 * @param cycle perhaps not present
 * @param amplitude half the distance between the highest and lowest value of the cycle; 0 when it is not present
 * @param weekendEffect on the two days of the weekend, in units of the values, if there is one
 * @param values both at each place; 0 when there is neither
 * @param clock both at any time, the future included
 * @param removed what they cost a trend test; nothing when there is neither
 */
public record Seasonal(
        Cycle cycle,
        double amplitude,
        OptionalDouble weekendEffect,
        double[] values,
        DoubleUnaryOperator clock,
        Harmonics removed) {

    /**
     * Fits and tests.
     *
     * @param time of all places, equidistant within a piece
     * @param value NaN where missing
     * @param pieces first place of each piece that has a line of its own, then the number of places
     * @param step distance of neighbouring places
     * @param period to look for; absent when there is none to expect
     */
    public static Seasonal fit(
            double[] time,
            double[] value,
            int[] pieces,
            double step,
            OptionalDouble period,
            Optional<Calendar> calendar) {
        return new SeasonalFit(time, value, pieces, step, period, calendar).result();
    }

    /** Half the distance between the highest and the lowest value. */
    static double amplitude(double[] values) {
        return (Arrays.stream(values).max().orElse(0)
                        - Arrays.stream(values).min().orElse(0))
                / 2;
    }

    /** Whether anything was found. */
    public boolean present() {
        return cycle.present() || weekendEffect.isPresent();
    }

    /** The values without both. */
    public double[] removedFrom(double[] value) {
        double[] rest = new double[value.length];
        Arrays.setAll(rest, t -> value[t] - values[t]);
        return rest;
    }
}
