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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * When fragmentation began to grow in an instance whose data come and go by the day. Its free slots then come and go as well, deeper with
 * every day, and their bend is certified late, elsewhere or not at all; what the pages hold for each byte of the data's last peak,
 * at equal filling, shows it ({@link FillingAnalysis}).
 */
final class HiddenBends {

    /** Data that move by less than this share of their level hide nothing. */
    private static final double LEAST_AMPLITUDE = 0.05;

    private final double[] days;
    private final RssSeries series;
    private final Metric metric;
    private final double[] stock;

    /**
     * @param days of each sample of the series
     */
    HiddenBends(double[] days, RssSeries series) {
        this.days = days;
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
     * @param cycle of used memory, where it has one
     */
    List<Change> find(
            int from, Optional<SeriesAnalysis.RemovedCycle> cycle, AnalysisOptions options, Thresholds thresholds) {
        double[] used = Arrays.copyOfRange(series.used(), from, days.length);
        double highest = highest(used, 0);
        if (cycle.isEmpty() || cycle.get().amplitude() < LEAST_AMPLITUDE * highest) {
            return List.of();
        }
        double period = cycle.get().period();
        double[] time = Arrays.copyOfRange(days, from, days.length);
        double last = time[time.length - 1];
        int latest = 0;
        while (time[latest] < last - period) {
            latest++;
        }
        double peak = highest(used, latest);
        double least = Math.max(
                thresholds.of(TrendThresholds.EFFECT_BYTES), thresholds.of(TrendThresholds.MATERIAL_SHARE) * highest);
        List<FillingAnalysis.Bend> bends = FillingAnalysis.bends(
                time, Arrays.copyOfRange(stock, from, days.length), used, options.withCycle(period));
        List<Change> changes = new ArrayList<>();
        double grown = 0;
        double until = last;
        for (int i = bends.size() - 1; i >= 0; i--) {
            FillingAnalysis.Bend bend = bends.get(i);
            grown += bend.after() * peak * (until - bend.time());
            until = bend.time();
            if (bend.after() > bend.before() && grown >= least) {
                changes.add(change(bend, peak));
            }
        }
        return changes;
    }

    private static double highest(double[] values, int from) {
        return Arrays.stream(values, from, values.length)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
    }

    private Change change(FillingAnalysis.Bend bend, double peak) {
        return new Change(
                metric,
                micros(bend.time()),
                micros(bend.low()),
                micros(bend.high()),
                ChangePoint.Kind.SLOPE,
                bend.before() * peak,
                bend.after() * peak);
    }

    private long micros(double day) {
        return series.timeMicros()[0] + Math.round(day * TrendFinder.MICROS_PER_DAY);
    }
}
