package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.noise.Harmonics;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the clock and the calendar do to a series: a {@link Cycle} and a {@link Weekend}, fitted together with a line per piece.
 *
 * @param cycle perhaps not present
 * @param weekendEffect on the two days of the weekend, in units of the values, if there is one
 * @param values both at each place
 * @param removed what they cost a trend test
 */
public record Seasonal(Cycle cycle, OptionalDouble weekendEffect, double[] values, Harmonics removed) {

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
        int n = time.length;
        double[][] none = new double[0][];
        PieceLines lines = new PieceLines(time, value, pieces);
        boolean possible = period.isPresent() && Cycle.possible(time, value, step, period.getAsDouble());
        double span = n > 0 ? time[n - 1] - time[0] : 0;
        double[] frequencies = possible ? Cycle.frequencies(span, period.getAsDouble()) : new double[0];
        double[][] harmonics = possible ? lines.harmonics(frequencies) : none;
        double day = period.orElse(Double.POSITIVE_INFINITY);
        Optional<Weekend> weekend = Cycle.hasWeeks(frequencies.length)
                ? Optional.empty()
                : Weekend.fit(lines, time, value, harmonics, calendar, day);
        Cycle cycle = period.isPresent()
                ? Cycle.fit(time, without(value, weekend), pieces, step, period.getAsDouble())
                : Cycle.none(1, n);
        if (!cycle.present() && possible) {
            weekend = Weekend.fit(lines, time, value, none, calendar, day);
        }
        if (weekend.isEmpty()) {
            return new Seasonal(cycle, OptionalDouble.empty(), cycle.values(), cycle.removed());
        }
        double[] own = weekend.get().values();
        double[] values = new double[n];
        Arrays.setAll(values, t -> cycle.values()[t] + own[t]);
        double week = Calendar.WEEK * calendar.map(Calendar::day).orElse(day);
        double[] radians =
                Arrays.copyOf(cycle.removed().radians(), cycle.removed().radians().length + 1);
        radians[radians.length - 1] = 2 * Math.PI / week * step;
        double[][] columns = cycle.present() ? Arrays.copyOf(harmonics, harmonics.length + 1) : new double[1][];
        columns[columns.length - 1] = weekend.get().column();
        return new Seasonal(
                cycle,
                OptionalDouble.of(weekend.get().effect()),
                values,
                new Harmonics(radians, lines.collinearity(columns), Cycle.amplitude(values)));
    }

    private static double[] without(double[] value, Optional<Weekend> weekend) {
        if (weekend.isEmpty()) {
            return value;
        }
        double[] own = weekend.get().values();
        double[] rest = new double[value.length];
        Arrays.setAll(rest, t -> value[t] - own[t]);
        return rest;
    }

    /** Whether the cycle has harmonics of a week. */
    public boolean hasWeeks() {
        return Cycle.hasWeeks(cycle.removed().radians().length);
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
