package io.fragmortem.diagnosis.trend;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.FillingAnalysis;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.TimeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleToLongFunction;

/**
 * When fragmentation began to grow in an instance whose data come and go by the day. Its free slots then come and go as well, deeper with
 * every day, and their bend is certified late, elsewhere or not at all; what the pages hold for each byte of the data's last peak,
 * at equal filling, shows it ({@link FillingAnalysis}).
 */
final class HiddenBends {

    /** Data that move by less than this share of their level hide nothing. */
    private static final double LEAST_AMPLITUDE = 0.05;

    /** A bend after which less than this share of the growth happens is not where it began. */
    private static final double NOTABLE = 0.1;

    /** A slope of which a jump takes back more than half before the next bend led nowhere. */
    private static final double KEPT = 0.5;

    private final double[] days;
    private final DoubleToLongFunction micros;
    private final RssSeries series;
    private final Metric metric;
    private final double[] stock;

    /**
     * @param days of each sample of the series
     * @param micros the time of such a day
     */
    HiddenBends(double[] days, RssSeries series, DoubleToLongFunction micros) {
        this.days = days;
        this.micros = micros;
        this.series = series;
        double[] free = series.parts().get(Component.FRAGMENTATION);
        metric = free == null ? Total.USED_MEMORY_RSS : Component.FRAGMENTATION;
        stock = series.rss().clone();
        if (free != null) {
            Arrays.setAll(stock, row -> series.used()[row] + free[row]);
        }
    }

    /** What the bends are bends of. */
    Metric metric() {
        return metric;
    }

    /**
     * Where material growth began, slopes in bytes per day at the last peak of the data; none where the last run shows none.
     *
     * @param from first sample of the last run
     * @param cycle of used memory
     */
    List<Change> find(int from, SeriesAnalysis.RemovedCycle cycle, AnalysisOptions options, Thresholds thresholds) {
        double[] used = Arrays.copyOfRange(series.used(), from, days.length);
        double highest = Columns.largestOf(used).orElse(0);
        if (cycle.amplitude() < LEAST_AMPLITUDE * highest) {
            return List.of();
        }
        double period = cycle.period();
        double[] time = Arrays.copyOfRange(days, from, days.length);
        double peak = Columns.largestOf(used, TimeOrder.firstAt(time, time[time.length - 1] - period))
                .orElse(0);
        double least = Math.max(
                thresholds.of(TrendThresholds.EFFECT_BYTES), thresholds.of(TrendThresholds.MATERIAL_SHARE) * highest);
        List<FillingAnalysis.Bend> bends = FillingAnalysis.bends(
                time, Arrays.copyOfRange(stock, from, days.length), used, options.withCycle(period));
        List<Change> changes = new ArrayList<>();
        double grown = 0;
        for (int i = bends.size() - 1; i >= 0; i--) {
            FillingAnalysis.Bend bend = bends.get(i);
            double own = bend.risen() * peak;
            grown += own;
            boolean begins = own >= NOTABLE * grown && bend.risen() >= KEPT * bend.promised();
            if (begins && bend.after() > bend.before() && grown >= least) {
                changes.add(change(bend, peak));
            }
        }
        return changes;
    }

    private Change change(FillingAnalysis.Bend bend, double peak) {
        return new Change(
                metric,
                micros.applyAsLong(bend.time()),
                micros.applyAsLong(bend.low()),
                micros.applyAsLong(bend.high()),
                ChangePoint.Kind.SLOPE,
                bend.before() * peak,
                bend.after() * peak);
    }
}
