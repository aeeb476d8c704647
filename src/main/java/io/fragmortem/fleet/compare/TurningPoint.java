package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.fleet.story.TimelineRow.Turn;
import io.fragmortem.timeline.TimeOrder;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The moment of a capture before and after which the memory beyond used memory differs most: a restart, a purge, active
 * defragmentation, a flush. What somebody did in the middle of a capture answers whether it helped.
 *
 * @param row of the timeline
 * @param comparison of the stretch before it with the stretch behind it, each up to the next such moment
 */
public record TurningPoint(TimelineRow row, Comparison comparison) {

    /** Samples on either side, so that both have an interval. */
    private static final int LEAST = 12;

    /** Share of the window on either side: the first seconds of a capture are no "before". */
    private static final double LEAST_SHARE = 0.05;

    /** At most two in order of time: the most telling one, and of those that went the other way the most telling. */
    public static List<TurningPoint> of(InstanceResult result, Thresholds thresholds) {
        Places places = Places.of(result);
        List<TurningPoint> points = result.timeline().stream()
                .filter(row -> row.turn() != Turn.NONE)
                .distinct()
                .flatMap(row -> at(row, places, result, thresholds).stream())
                .toList();
        Optional<TurningPoint> most = most(points, EnumSet.of(Outcome.BETTER, Outcome.WORSE));
        if (most.isEmpty()) {
            // what somebody did is worth a word also where it did not help, or cannot be told to
            return points.stream()
                    .filter(point -> point.row().turn() != Turn.STEP)
                    .limit(1)
                    .toList();
        }
        Outcome other = most.get().comparison().outcome() == Outcome.BETTER ? Outcome.WORSE : Outcome.BETTER;
        return Stream.concat(most.stream(), most(points, EnumSet.of(other)).stream())
                .sorted(Comparator.comparingLong(point -> point.row().atMicros()))
                .toList();
    }

    private static Optional<TurningPoint> most(List<TurningPoint> points, Set<Outcome> outcomes) {
        return points.stream()
                .filter(point -> outcomes.contains(point.comparison().outcome()))
                .max(Comparator.comparingDouble(TurningPoint::moved));
    }

    private double moved() {
        return comparison.levels().stream()
                .filter(level -> level.metric().equals(Side.GAP))
                .mapToDouble(level -> Math.abs(level.difference().size()))
                .sum();
    }

    private static Optional<TurningPoint> at(
            TimelineRow row, Places places, InstanceResult result, Thresholds thresholds) {
        long[] times = result.series().timeMicros();
        int pivot = TimeOrder.firstAt(times, row.atMicros());
        int after = TimeOrder.firstAt(times, row.untilMicros().orElse(row.atMicros()));
        int from = places.before(pivot);
        int to = places.behind(after);
        return places.isLong(from, pivot) && places.isLong(after, to)
                ? Optional.of(new TurningPoint(
                        row,
                        new Comparer(thresholds)
                                .compare(Sides.part(result, from, pivot), Sides.part(result, after, to))))
                : Optional.empty();
    }

    /**
     * Where stretches may begin and end.
     *
     * @param turns rows of the series at which something turns, ascending
     * @param bends the same with every change of slope
     */
    private record Places(long[] times, int[] turns, int[] bends) {

        static Places of(InstanceResult result) {
            long[] times = result.series().timeMicros();
            return new Places(
                    times,
                    rows(result, times, row -> row.turn() != Turn.NONE),
                    rows(result, times, row -> row.turn() != Turn.NONE || row.kind() == TimelineRow.Kind.CHANGE));
        }

        private static int[] rows(InstanceResult result, long[] times, Predicate<TimelineRow> which) {
            return result.timeline().stream()
                    .filter(which)
                    .mapToInt(row -> TimeOrder.firstAt(times, row.atMicros()))
                    .sorted()
                    .toArray();
        }

        boolean isLong(int from, int to) {
            return to - from >= LEAST
                    && times[to - 1] - times[from] >= LEAST_SHARE * Math.max(1, times[times.length - 1] - times[0]);
        }

        /** Begin of the stretch before a row: the last bend, if enough lies behind it, else what turned last. */
        int before(int pivot) {
            int from = last(turns, pivot);
            int bend = last(bends, pivot);
            return isLong(bend, pivot) ? bend : from;
        }

        private static int last(int[] places, int pivot) {
            return IntStream.of(places).filter(place -> place < pivot).max().orElse(0);
        }

        /** End of the stretch behind a row. */
        int behind(int after) {
            int to = next(turns, after);
            int bend = next(bends, after);
            return isLong(after, bend) ? bend : to;
        }

        private int next(int[] places, int after) {
            return IntStream.of(places).filter(place -> place > after).min().orElse(times.length);
        }
    }
}
