package io.fragmortem.cli;

import io.fragmortem.report.words.SeriesAxis;
import io.fragmortem.snapshot.csv.NumberTable;
import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.Series;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A table of numbers in order of time.
 *
 * @param order rows that count, ascending in time
 * @param withoutTime rows that were left out because their time cannot be read
 * @param sameTime rows that were left out because an earlier one has the same time
 */
record TimedTable(SeriesAxis axis, double[] times, int[] order, int withoutTime, int sameTime) {

    private static final double DAY = 86_400;
    /** 1970-01-01 was a Thursday: so many days after a Monday. */
    private static final int FIRST_WEEKDAY = 3;

    static TimedTable of(NumberTable table, Optional<String> column) {
        if (column.isEmpty()) {
            double[] rows = IntStream.range(0, table.rows()).asDoubleStream().toArray();
            return new TimedTable(
                    SeriesAxis.rows(), rows, IntStream.range(0, rows.length).toArray(), 0, 0);
        }
        double[] times = table.columns().getOrDefault(column.get(), new double[0]);
        int[] sorted = IntStream.range(0, times.length)
                .filter(i -> !Double.isNaN(times[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] order = IntStream.range(0, sorted.length)
                .filter(k -> k == 0 || times[sorted[k]] > times[sorted[k - 1]])
                .map(k -> sorted[k])
                .toArray();
        return new TimedTable(
                axis(table, column.get(), times, sorted),
                times,
                order,
                times.length - sorted.length,
                sorted.length - order.length);
    }

    private static SeriesAxis axis(NumberTable table, String column, double[] times, int[] sorted) {
        if (table.dated() > 0) {
            return SeriesAxis.dates(column);
        }
        return sorted.length == 0
                ? SeriesAxis.numbers(column, 0, 0)
                : SeriesAxis.numbers(column, times[sorted[0]], times[sorted[sorted.length - 1]]);
    }

    /** Days and weekdays in UTC, where the times are moments. */
    Optional<Calendar> calendar() {
        double day = DAY * axis.second();
        return axis.calendar()
                ? Optional.of(new Calendar(day, t ->
                        (int) Math.floorMod((long) Math.floor(t / day) + FIRST_WEEKDAY, (long) Calendar.WEEK)))
                : Optional.empty();
    }

    /** A second in the units of the times, where they are moments. */
    OptionalDouble second() {
        return axis.calendar() ? OptionalDouble.of(axis.second()) : OptionalDouble.empty();
    }

    /** The usual time between two rows, the median; 0 for fewer than two. */
    double step() {
        double[] steps = IntStream.range(1, order.length)
                .mapToDouble(k -> times[order[k]] - times[order[k - 1]])
                .sorted()
                .toArray();
        return steps.length == 0 ? 0 : steps[steps.length / 2];
    }

    Series series(double[] values) {
        return new Series(picked(times), picked(values));
    }

    private double[] picked(double[] values) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    /** Whether a column is named as times are and holds numbers that never fall. */
    static boolean holdsTimes(String name, double[] values) {
        double before = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (v < before) {
                return false;
            }
            before = Double.isNaN(v) ? before : v;
        }
        return NumberTable.namedTime(name) && !Double.isInfinite(before);
    }
}
