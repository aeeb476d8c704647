package io.fragmortem.diagnosis;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.statistics.Bins;
import io.fragmortem.statistics.Series;
import io.fragmortem.statistics.Trend;
import io.fragmortem.statistics.TrendOptions;
import io.fragmortem.statistics.TrendResult;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Tests used memory, RSS and every component of RSS for a trend in the last run: no fit crosses a restart. */
public final class TrendFinder {

    private static final double MICROS_PER_DAY = 86_400e6;

    /** The pairs of this many bins are exact and quick; more samples are binned to medians first. */
    private static final int MOST_BINS = 2000;

    /** A week's growth below this share of RSS does not matter to anybody. */
    private static final double EFFECT_PER_WEEK = 0.01;

    private static final double FLOOR_BYTES_PER_WEEK = 1 << 20;

    private TrendFinder() {}

    /** Trends per day; none when times are not known or the last run has fewer than ten samples. */
    public static Trends find(MemoryModel model) {
        Timeline timeline = model.timeline();
        RssSeries series = model.series();
        if (!timeline.timed() || series.timeMicros().length < 10) {
            return Trends.none();
        }
        long start = timeline.lastRun().fromMicros();
        int from = 0;
        while (from < series.timeMicros().length && series.timeMicros()[from] < start) {
            from++;
        }
        int to = series.timeMicros().length;
        if (to - from < 10) {
            return Trends.none();
        }
        double[] days = new double[to - from];
        for (int i = 0; i < days.length; i++) {
            days[i] = (series.timeMicros()[from + i] - series.timeMicros()[from]) / MICROS_PER_DAY;
        }
        double rss = Arrays.stream(series.rss(), from, to)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        TrendOptions options = TrendOptions.withDefaults()
                .withMinimumEffect(Math.max(FLOOR_BYTES_PER_WEEK, EFFECT_PER_WEEK * rss) / 7);
        Map<String, TrendResult> trends = new TreeMap<>();
        put(trends, "used_memory", days, series.used(), from, to, options);
        put(trends, "used_memory_rss", days, series.rss(), from, to, options);
        for (Map.Entry<Component, double[]> part : series.parts().entrySet()) {
            put(trends, part.getKey().jsonName(), days, part.getValue(), from, to, options);
        }
        return new Trends(trends, Map.of());
    }

    private static void put(
            Map<String, TrendResult> trends,
            String metric,
            double[] days,
            double[] column,
            int from,
            int to,
            TrendOptions options) {
        double[] values = Arrays.copyOfRange(column, from, to);
        long present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
        boolean moves = Arrays.stream(values)
                        .filter(v -> !Double.isNaN(v))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
        if (present >= 10 && moves) {
            Series binned = Bins.of(days, values, MOST_BINS).series();
            trends.put(metric, Trend.test(binned, options));
        }
    }
}
