package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Two days in seven that may be different: a regressor that is 1 on them and 0 else.
 *
 * <p>A week or two of load looks like a trend or like changes of level where a weekend lies at an end or in the middle. With a calendar it
 * is known which days may be weekends: Saturday and Sunday, or Friday and Saturday. Without one, from two weeks on, any two days in a
 * row of the seven, which counts as two parameters.
 *
 * @param days whether a time is on one of the two days
 * @param column 1 on the two days, 0 else
 * @param parameters it took to find them
 */
record Weekend(DoublePredicate days, double[] column, int parameters) {

    /** Without a calendar so many days must be seen. */
    private static final int DAYS_TO_GUESS = 14;

    /** Of a day; with fewer none can be spared. */
    private static final int LEAST_PLACES = 24;

    private static final int[] SATURDAY_AND_FRIDAY = {5, 4};

    /**
     * What may be the weekend of a series, likelier ones first.
     *
     * @param day length of a day; infinite when nobody knows it
     */
    static List<Weekend> possible(double[] time, Optional<Calendar> calendar, double day) {
        int n = time.length;
        // as many places as there are, each as wide as they are apart on average
        double span = n > 1 ? (time[n - 1] - time[0]) * n / (n - 1) : 0;
        List<Weekend> weekends = new ArrayList<>();
        if (calendar.isPresent() && span >= Calendar.WEEK * calendar.get().day()) {
            for (int first : SATURDAY_AND_FRIDAY) {
                weekends.add(of(
                        time,
                        t -> Math.floorMod(calendar.get().weekday().applyAsInt(t) - first, Calendar.WEEK) < 2,
                        1));
            }
        } else if (calendar.isEmpty() && span >= DAYS_TO_GUESS * day) {
            for (int first = 0; first < Calendar.WEEK; first++) {
                int phase = first;
                weekends.add(of(
                        time,
                        t -> Math.floorMod((long) Math.floor((t - time[0]) / day) - phase, Calendar.WEEK) < 2,
                        2));
            }
        }
        weekends.removeIf(Weekend::isAllOrNothing);
        return weekends;
    }

    private static Weekend of(double[] time, DoublePredicate days, int parameters) {
        return new Weekend(
                days, Arrays.stream(time).map(t -> days.test(t) ? 1 : 0).toArray(), parameters);
    }

    /**
     * The values without those of places in which a weekend begins or ends: such a place may hold more of the other days than of its own, and to
     * persistent noise two neighbours tell more of the step between them than the two days do.
     */
    static double[] besideTheirEdges(List<Weekend> weekends, double[] time, double[] value, double step, double day) {
        if (step * LEAST_PLACES > day) {
            return value;
        }
        double[] clear = value.clone();
        for (int t = 0; t < clear.length; t++) {
            for (Weekend weekend : weekends) {
                boolean edge = weekend.days.test(time[t] - step / 2) != weekend.days.test(time[t] + step / 2);
                clear[t] = edge ? Double.NaN : clear[t];
            }
        }
        return clear;
    }

    private boolean isAllOrNothing() {
        for (double day : column) {
            if (day != column[0]) {
                return false;
            }
        }
        return true;
    }

    /** Its column, then as much of each other column as is on these days: a daily cycle of its own. */
    double[][] with(double[][] others) {
        double[][] columns = Tables.of(1 + others.length, column.length);
        columns[0] = column;
        for (int j = 0; j < others.length; j++) {
            for (int t = 0; t < column.length; t++) {
                columns[1 + j][t] = column[t] * others[j][t];
            }
        }
        return columns;
    }
}
