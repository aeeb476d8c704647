package io.fragmortem.diagnosis.trend;

import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.TimeOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was measured around a certified change. The test fits lines and levels; a page beside whose chart they stand must tell
 * what the samples show: the values before and after a step, the slopes of the segments that meet in a bend.
 */
final class Observed {

    /** The median of so many samples is a sample, and no outlier. */
    private static final int FEW = 3;

    /** A step of which less than this share is seen at its place is one that takes a while. */
    private static final double MOST = 0.5;

    /** Slopes that differ by less than this share of the larger one are not seen to differ. */
    private static final double VISIBLE = 0.2;

    private final double[] days;
    private final double[] values;

    /**
     * @param days of each sample
     * @param values of the metric, NaN where it is not told
     */
    Observed(double[] days, double[] values) {
        this.days = days;
        this.values = values;
    }

    /** Levels before and after, or slopes per day. */
    record Sides(double before, double after) {}

    /**
     * The sides of a change as the samples show them.
     *
     * @param cuts first samples of all runs and regimes of this series
     * @return empty for a bend that the samples do not show
     */
    Optional<Sides> of(SeriesAnalysis.Change change, List<Integer> cuts) {
        int place = place(change.time());
        int from = 0;
        int to = values.length;
        for (int cut : cuts) {
            from = cut < place ? cut : from;
            to = cut > place ? Math.min(cut, to) : to;
        }
        if (change.kind() == ChangePoint.Kind.SLOPE) {
            return slopes(change, from, place, to);
        }
        double fitted = change.after() - change.before();
        Sides near = new Sides(last(from, place), first(place, to));
        if (Math.abs(near.after() - near.before()) >= MOST * Math.abs(fitted) && isAlong(near, fitted)) {
            return Optional.of(near);
        }
        Sides far = new Sides(
                last(from, Math.max(from + 1, place(change.low()))), first(Math.min(place(change.high()), to - 1), to));
        return Optional.of(isAlong(far, fitted) ? far : new Sides(change.before(), change.after()));
    }

    /** The first sample at or after a time, in days. */
    int place(double day) {
        return Math.min(days.length - 1, TimeOrder.firstAt(days, day));
    }

    private static boolean isAlong(Sides sides, double fitted) {
        return (sides.after() - sides.before()) * fitted > 0;
    }

    private Optional<Sides> slopes(SeriesAnalysis.Change change, int from, int place, int to) {
        Sides sides = new Sides(slope(from, place), slope(place, to));
        if (Double.isNaN(sides.before()) || Double.isNaN(sides.after())) {
            return Optional.of(new Sides(change.before(), change.after()));
        }
        double larger = Math.max(Math.abs(sides.before()), Math.abs(sides.after()));
        boolean visible = Math.abs(sides.after() - sides.before()) >= VISIBLE * larger;
        return visible && isAlong(sides, change.after() - change.before()) ? Optional.of(sides) : Optional.empty();
    }

    /**
     * From the first samples of a segment to its last ones, per day: the median of three stands at the middle one. NaN for a
     * segment that has no more than three.
     */
    private double slope(int from, int to) {
        double span = to - from > FEW ? days[to - 2] - days[from + 1] : 0;
        return span > 0 ? (last(from, to) - first(from, to)) / span : Double.NaN;
    }

    /** Of the samples right before {@code to}. */
    private double last(int from, int to) {
        double[] few = new double[FEW];
        int count = 0;
        for (int row = to - 1; row >= from && count < FEW; row--) {
            if (!Double.isNaN(values[row])) {
                few[count++] = values[row];
            }
        }
        return median(few, count);
    }

    /** Of the samples from {@code from} on. */
    private double first(int from, int to) {
        double[] few = new double[FEW];
        int count = 0;
        for (int row = from; row < to && count < FEW; row++) {
            if (!Double.isNaN(values[row])) {
                few[count++] = values[row];
            }
        }
        return median(few, count);
    }

    private static double median(double[] few, int count) {
        double[] sorted = Arrays.copyOf(few, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[(count - 1) / 2];
    }
}
