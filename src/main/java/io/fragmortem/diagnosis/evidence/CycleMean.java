package io.fragmortem.diagnosis.evidence;

import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Metric;

/**
 * The level of a column under its cycle: the mean over one whole period around each row, at the ends over the first and the last one.
 * The hour at which a capture begins or ends says nothing of growth.
 *
 * @param micros the period, 0 where there is none
 */
public record CycleMean(long micros) {

    private static final long DAY = 86_400_000_000L;

    /** So many periods, or first and last mean would be of the same rows. */
    private static final int LEAST_PERIODS = 2;

    /** From so many days on the level is that of days, whether or not a cycle can be proven: the hours are lost among them. */
    private static final int DAYS = 14;

    /** A hole of this share of the period leaves out one side of the tide. */
    private static final int HOLE = 4;

    /** The cycle that the statistics found in this metric. */
    public static CycleMean of(Case c, Metric metric, int first, int last) {
        long[] time = c.series().timeMicros();
        long days = time[last] - time[first] >= DAYS * DAY ? DAY : 0;
        long micros = c.trends()
                .shape(metric)
                .flatMap(Trends.Shape::cycle)
                .map(cycle -> (long) (cycle.period() * DAY))
                .orElse(days);
        return new CycleMean(time[last] - time[first] >= LEAST_PERIODS * micros ? micros : 0);
    }

    /**
     * The level in these rows, both included, of which the rest stays as it is; NaN where too much of the period is missing. The column
     * itself where there is no cycle to take out.
     */
    public double[] of(Case c, double[] column, int first, int last) {
        if (micros == 0) {
            return column;
        }
        double[] level = means(c.series().timeMicros(), column, first, last);
        int begin = first;
        while (begin <= last && Double.isNaN(level[begin])) {
            begin++;
        }
        int end = last;
        while (end >= begin && Double.isNaN(level[end])) {
            end--;
        }
        if (begin > end) {
            return column;
        }
        level[first] = level[begin];
        level[last] = level[end];
        return level;
    }

    private double[] means(long[] time, double[] column, int first, int last) {
        double[] level = column.clone();
        int from = first;
        int to = first;
        int hole = first;
        double sum = 0;
        double known = 0;
        for (int row = first; row <= last; row++) {
            long begin = Math.min(Math.max(time[row] - micros / 2, time[first]), time[last] - micros);
            long end = begin + micros;
            while (to <= last && time[to] <= end) {
                double weight = weight(time, column, to, first, last);
                sum += weight > 0 ? weight * column[to] : 0;
                known += weight;
                to++;
            }
            while (time[from] < begin) {
                double weight = weight(time, column, from, first, last);
                sum -= weight > 0 ? weight * column[from] : 0;
                known -= weight;
                from++;
            }
            hole = Math.max(hole, from - 1);
            while (hole < last && time[hole + 1] <= end && missing(time, hole, begin, end) < micros / HOLE) {
                hole++;
            }
            boolean holed = hole < last && missing(time, hole, begin, end) >= micros / HOLE;
            level[row] = holed || !(known > 0) || Double.isNaN(column[row]) ? Double.NaN : sum / known;
        }
        return level;
    }

    /** The time that a row stands for, in periods: where samples come irregularly the crowded hours would count for more. */
    private double weight(long[] time, double[] column, int row, int first, int last) {
        if (Double.isNaN(column[row])) {
            return 0;
        }
        double before = row > first ? time[row] - time[row - 1] : 0;
        double after = row < last ? time[row + 1] - time[row] : 0;
        double most = (double) micros / HOLE;
        return (Math.min(before, most) + Math.min(after, most)) / micros;
    }

    /** How much of the time between this row and the next lies within a window. */
    private static long missing(long[] time, int row, long begin, long end) {
        return Math.min(time[row + 1], end) - Math.max(time[row], begin);
    }
}
