package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.fleet.story.TimelineRow.Turn;
import io.fragmortem.timeline.TimeOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /** The most telling one, where one tells anything. */
    public static Optional<TurningPoint> of(InstanceResult result, Thresholds thresholds) {
        Optional<TurningPoint> best = Optional.empty();
        double most = 0;
        long[] times = result.series().timeMicros();
        List<TimelineRow> candidates = result.timeline().stream()
                .filter(row -> row.turn() != Turn.NONE)
                .distinct()
                .toList();
        int[] places = candidates.stream()
                .mapToInt(row -> TimeOrder.firstAt(times, row.atMicros()))
                .sorted()
                .toArray();
        for (TimelineRow row : candidates) {
            Optional<TurningPoint> found = at(row, places, result, thresholds);
            double moved = found.map(point -> moved(point.comparison())).orElse(0.0);
            if (moved > most) {
                most = moved;
                best = found;
            }
        }
        return best;
    }

    private static double moved(Comparison comparison) {
        boolean tells = comparison.outcome() == Outcome.BETTER || comparison.outcome() == Outcome.WORSE;
        return tells
                ? comparison.levels().stream()
                        .filter(level -> level.metric().equals(Side.GAP))
                        .mapToDouble(level -> Math.abs(level.difference().size()))
                        .sum()
                : 0;
    }

    /** @param places of all candidates, ascending */
    private static Optional<TurningPoint> at(
            TimelineRow row, int[] places, InstanceResult result, Thresholds thresholds) {
        long[] times = result.series().timeMicros();
        int pivot = TimeOrder.firstAt(times, row.atMicros());
        int after = TimeOrder.firstAt(times, row.untilMicros().orElse(row.atMicros()));
        int next = Arrays.binarySearch(places, pivot);
        while (next < places.length && places[next] == pivot) {
            next++;
        }
        // the last one up to here is this one
        int from = next < 2 ? 0 : places[next - 2];
        int to = next < places.length ? places[next] : times.length;
        if (pivot - from < LEAST || to - after < LEAST) {
            return Optional.empty();
        }
        double window = Math.max(1, times[times.length - 1] - times[0]);
        boolean brief = times[pivot - 1] - times[from] < LEAST_SHARE * window
                || times[to - 1] - times[after] < LEAST_SHARE * window;
        return brief
                ? Optional.empty()
                : Optional.of(new TurningPoint(
                        row,
                        new Comparer(thresholds)
                                .compare(Sides.part(result, from, pivot), Sides.part(result, after, to))));
    }
}
