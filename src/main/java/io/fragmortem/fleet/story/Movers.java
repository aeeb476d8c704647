package io.fragmortem.fleet.story;

import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.TimeOrder;
import java.util.Map;
import java.util.Optional;

/** Which part of used memory a change of it is: a buffer that is gone is no data that are gone. */
final class Movers {

    /** A part that moves less than this share of the whole is not what moved. */
    private static final double MOST_OF_IT = 0.5;

    private final RssSeries series;

    Movers(RssSeries series) {
        this.series = series;
    }

    /**
     * The part that moved the way the whole did, and most of it; empty where the input does not split used memory, or several
     * parts share it.
     *
     * @param sinceMicros until where the time before it reaches back: the change before it, or the first sample
     * @param untilMicros where the time after it ends: the next change, or the last sample
     */
    Optional<Component> of(Change change, long sinceMicros, long untilMicros) {
        long before = Math.min(change.lowMicros() + 1, change.atMicros());
        int low = Math.max(0, TimeOrder.firstAt(series.timeMicros(), before) - 1);
        int high =
                Math.min(series.timeMicros().length - 1, TimeOrder.firstAt(series.timeMicros(), change.highMicros()));
        int from = TimeOrder.firstAt(series.timeMicros(), sinceMicros);
        int to = Math.max(0, TimeOrder.firstAt(series.timeMicros(), untilMicros + 1) - 1);
        boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
        double whole = bend ? turned(series.used(), from, low, to) : series.used()[high] - series.used()[low];
        Optional<Component> mover = Optional.empty();
        double most = MOST_OF_IT * Math.abs(whole);
        for (Map.Entry<Component, double[]> part : series.parts().entrySet()) {
            if (part.getKey().inUsed() && whole != 0) {
                double[] column = part.getValue();
                double moved = (bend ? turned(column, from, low, to) : column[high] - column[low]) * Math.signum(whole);
                if (moved >= most) {
                    most = moved;
                    mover = Optional.of(part.getKey());
                }
            }
        }
        return mover;
    }

    /** By how much the slope differs after a row from before it, bytes per microsecond; 0 where there is no time. */
    private double turned(double[] column, int from, int at, int to) {
        return slope(column, at, to) - slope(column, from, at);
    }

    private double slope(double[] column, int from, int to) {
        long span = series.timeMicros()[to] - series.timeMicros()[from];
        return span <= 0 ? 0 : (column[to] - column[from]) / span;
    }
}
