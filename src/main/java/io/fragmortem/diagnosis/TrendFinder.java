package io.fragmortem.diagnosis;

import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.statistics.Bins;
import io.fragmortem.statistics.ChangePoint;
import io.fragmortem.statistics.ChangePoints;
import io.fragmortem.statistics.Series;
import io.fragmortem.statistics.Trend;
import io.fragmortem.statistics.TrendOptions;
import io.fragmortem.statistics.TrendResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Segments used memory, RSS and every component of RSS in the last run and tests the last regime of each for a trend. No
 * fit crosses a restart, and none crosses a certified change: a level step would pass for a trend in every test.
 */
public final class TrendFinder {

    private static final double MICROS_PER_DAY = 86_400e6;

    /** Enough to see what a report shows; change points cost about n log n. */
    private static final int MOST_BINS = 1000;

    /** A regime with fewer bins cannot be tested. */
    static final int LEAST = 10;

    /** A week's growth below this share of RSS does not matter to anybody. */
    private static final double EFFECT_PER_WEEK = 0.01;

    /** A change below this share of the series' range is not told. */
    private static final double MATERIAL = 0.05;

    private static final double FLOOR_BYTES_PER_WEEK = 1 << 20;

    private final RssSeries series;
    private final int from;
    private final double[] days;
    private final TrendOptions options;
    private final Map<String, TrendResult> trends = new TreeMap<>();
    private final Map<String, TrendResult> whole = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    private TrendFinder(RssSeries series, int from) {
        this.series = series;
        this.from = from;
        this.days = new double[series.timeMicros().length - from];
        for (int i = 0; i < days.length; i++) {
            days[i] = (series.timeMicros()[from + i] - series.timeMicros()[from]) / MICROS_PER_DAY;
        }
        double rss = Arrays.stream(series.rss(), from, series.rss().length)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        this.options = TrendOptions.withDefaults()
                .withMinimumEffect(Math.max(FLOOR_BYTES_PER_WEEK, EFFECT_PER_WEEK * rss) / 7);
    }

    /** Trends per day and changes; none when times are not known or the last run has fewer than ten samples. */
    public static Trends find(MemoryModel model) {
        RssSeries series = model.series();
        int n = series.timeMicros().length;
        if (!model.timeline().timed() || n < LEAST) {
            return Trends.none();
        }
        long start = model.timeline().lastRun().fromMicros();
        int from = 0;
        while (from < n && series.timeMicros()[from] < start) {
            from++;
        }
        return n - from < LEAST ? Trends.none() : new TrendFinder(series, from).find();
    }

    private Trends find() {
        put("used_memory", series.used());
        put("used_memory_rss", series.rss());
        for (Map.Entry<Component, double[]> part : series.parts().entrySet()) {
            put(part.getKey().jsonName(), part.getValue());
        }
        changes.sort(Comparator.comparingLong(Change::atMicros).thenComparing(Change::metric));
        return new Trends(trends, whole, changes);
    }

    private void put(String metric, double[] column) {
        double[] values = Arrays.copyOfRange(column, from, column.length);
        double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        boolean moves = Arrays.stream(present).distinct().limit(2).count() > 1;
        if (present.length < LEAST || !moves) {
            return;
        }
        Series binned = Bins.of(days, values, MOST_BINS).series();
        double range = Arrays.stream(present).max().orElse(0)
                - Arrays.stream(present).min().orElse(0);
        whole.put(metric, Trend.test(binned, options));
        int last = 0;
        for (ChangePoint change : ChangePoints.find(binned.value()).certified()) {
            if (!isMaterial(change, binned.size(), range)) {
                continue;
            }
            last = binned.slice(change.index(), binned.size()).present() >= LEAST ? change.index() : last;
            changes.add(new Change(
                    metric,
                    micros(binned, change.index()),
                    micros(binned, change.low()),
                    micros(binned, change.high()),
                    change.kind(),
                    perDay(change, change.before(), binned),
                    perDay(change, change.after(), binned)));
        }
        trends.put(metric, Trend.test(binned.slice(last, binned.size()), options));
    }

    /** Noise-free series show real steps of a page table or a hash table: certain, and of no interest to anybody. */
    private static boolean isMaterial(ChangePoint change, int n, double range) {
        double size = Math.abs(change.after() - change.before());
        double moved =
                change.kind() == ChangePoint.Kind.SLOPE ? size * Math.min(change.index(), n - change.index()) : size;
        return moved >= MATERIAL * range && moved >= FLOOR_BYTES_PER_WEEK;
    }

    private long micros(Series binned, int index) {
        int safe = Math.max(0, Math.min(binned.size() - 1, index));
        return series.timeMicros()[from] + Math.round(binned.time()[safe] * MICROS_PER_DAY);
    }

    /** A bend's slopes come per bin. */
    private static double perDay(ChangePoint change, double value, Series binned) {
        double width =
                binned.size() < 2 ? 1 : (binned.time()[binned.size() - 1] - binned.time()[0]) / (binned.size() - 1);
        return change.kind() == ChangePoint.Kind.SLOPE ? value / width : value;
    }
}
