package io.fragmortem.diagnosis.trend;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.diagnosis.trend.Trends.Scoped;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Forks;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.cycle.DominantPeriod;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Columns;
import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Analyses used memory, RSS and every component of RSS: cycle, changes, trends of the last regime, of recent windows, of each
 * run and overall, and the way to each limit. Restarts are known breaks; no fit crosses one.
 *
 * <p>The components are computed from active, allocated and resident themselves, so that a version which counts
 * allocator_frag_bytes otherwise is no change here.
 *
 * <p>Long because it is the order of the steps over all series, each step a class of its own elsewhere.
 */
public final class TrendFinder {

    private static final double MICROS_PER_DAY = 86_400e6;

    // What follows is how series are read, not what counts: what a user may want otherwise is in TrendThresholds.

    /** Enough to see what a report shows, 25 minutes of a week; all that is looked for costs at least n log n. */
    private static final int MOST_BINS = 400;

    /** A short capture is looked at sample by sample: bins of one or two samples would blur its steps. */
    private static final int SHORT = 1000;

    /** A series with fewer samples cannot be tested. */
    public static final int LEAST = 10;

    /** A regime shorter than 30 bins needs this many days. */
    private static final double LEAST_DAYS = 1;

    private static final double WEEK = 7;

    /** From so many days on the cycle to expect is the day; before, what the series itself shows. */
    private static final double DAYS_FOR_A_DAILY_CYCLE = 2;

    /** Loading and filling after a restart, in days, and at most this share of the shortest run. */
    private static final double WARM_UP_DAYS = 5.0 / 1440;

    private static final double WARM_UP_SHARE = 0.05;

    private final MemoryModel model;
    private final RssSeries series;
    private final Thresholds thresholds;
    private final double[] days;
    private final List<Integer> breaks = new ArrayList<>();
    private final List<Integer> runIndex = new ArrayList<>();
    /** The most that the instance ever held: of RSS, else of used memory, bytes. */
    private final double highest;

    private final AnalysisOptions options;
    private final Screen screen;
    private final List<Scoped> trends = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Metric, Trends.Shape> shapes = new HashMap<>();
    private final List<Trends.Outlook> outlooks = new ArrayList<>();

    private TrendFinder(MemoryModel model, Thresholds thresholds, Screen.Use use) {
        this.model = model;
        this.thresholds = thresholds;
        this.series = model.series();
        this.days = new double[series.timeMicros().length];
        for (int i = 0; i < days.length; i++) {
            days[i] = (series.timeMicros()[i] - series.timeMicros()[0]) / MICROS_PER_DAY;
        }
        findBreaks();
        this.highest = highest(series);
        this.options = options();
        double leastChange = thresholds.of(TrendThresholds.EFFECT_BYTES);
        this.screen = use == Screen.Use.SCREENED ? Screen.of(days, breaks, options, leastChange) : Screen.none();
    }

    /** Trends per day, changes and forecasts; none when times are not known or there are fewer than ten samples. */
    public static Trends find(MemoryModel model, Thresholds thresholds) {
        return find(model, thresholds, Screen.Use.SCREENED);
    }

    static Trends find(MemoryModel model, Thresholds thresholds, Screen.Use use) {
        RssSeries series = model.series();
        return !model.timeline().timed() || series.timeMicros().length < LEAST
                ? Trends.none()
                : new TrendFinder(model, thresholds, use).find();
    }

    private Trends find() {
        put(Total.USED_MEMORY, series.used(), series.maxmemory(), 0);
        double copies = Forks.copied(model.timeline());
        put(Total.USED_MEMORY_RSS, series.rss(), series.hardLimit(), Double.isNaN(copies) ? 0 : copies);
        for (Map.Entry<Component, double[]> part : series.parts().entrySet()) {
            put(part.getKey(), part.getValue(), Optional.empty(), 0);
        }
        hiddenBends();
        changes.sort(Comparator.comparingLong(Change::atMicros).thenComparing(Change::metric, Metric.BY_NAME));
        outlooks.sort(Outlooks.NEAREST_FIRST);
        return new Trends(Multiplicity.corrected(trends), changes, shapes, outlooks);
    }

    /** Where the data breathe, bends of fragmentation are those that their breath does not make. */
    private void hiddenBends() {
        Trends.Shape ofData = shapes.get(Total.USED_MEMORY);
        if (ofData == null || ofData.cycle().isEmpty() || breaks.isEmpty()) {
            return;
        }
        HiddenBends hidden = new HiddenBends(days, series, this::micros);
        List<Change> bends =
                hidden.find(breaks.get(breaks.size() - 1), ofData.cycle().get(), options, thresholds);
        if (!bends.isEmpty()) {
            changes.removeIf(c -> c.metric() == hidden.metric() && c.kind() == ChangePoint.Kind.SLOPE);
            changes.addAll(bends);
        }
    }

    private void findBreaks() {
        int place = 0;
        for (Run run : model.timeline().runs()) {
            while (place < days.length && series.timeMicros()[place] < run.fromMicros()) {
                place++;
            }
            boolean empty = place >= days.length || series.timeMicros()[place] > run.toMicros();
            if (!empty) {
                breaks.add(place);
                runIndex.add(run.index());
            }
        }
    }

    private static double highest(RssSeries series) {
        OptionalDouble ofRss = Columns.largestOf(series.rss());
        return ofRss.orElseGet(() -> Columns.largestOf(series.used()).orElse(0));
    }

    private AnalysisOptions options() {
        double span = days[days.length - 1];
        double effect = Math.max(
                thresholds.of(TrendThresholds.EFFECT_BYTES), thresholds.of(TrendThresholds.EFFECT_SHARE) * highest);
        double least = effect / Math.max(1e-9, Math.min(WEEK, span));
        int bins = days.length <= SHORT ? SHORT : MOST_BINS;
        AnalysisOptions made = AnalysisOptions.withDefaults()
                .withMaxBins(bins)
                .withTrend(TrendOptions.withDefaults()
                        .withMinimumEffect(least)
                        .withMinimumLength(TrendOptions.withDefaults().minimumSamples(), LEAST_DAYS))
                .withWarmUp(warmUp())
                .withoutClassic()
                .withRecent(List.of(1.0, WEEK).stream().filter(w -> w < span).toList());
        long first = series.timeMicros()[0];
        made = made.withCalendar(new Calendar(1, day -> weekday(first, day)));
        OptionalDouble period = span >= DAYS_FOR_A_DAILY_CYCLE ? OptionalDouble.of(1) : unannounced();
        return period.isPresent() ? made.withCycle(period.getAsDouble()) : made;
    }

    /** Of so many days after the first sample, 0 for Monday, in UTC: which zone a server's users live in, no input tells. */
    private static int weekday(long firstMicros, double day) {
        // 1970-01-01 was a Thursday
        return (int) Math.floorMod((long) Math.floor(firstMicros / MICROS_PER_DAY + day) + 3, 7L);
    }

    /** A cycle of the data, or one that only RSS shows. */
    private OptionalDouble unannounced() {
        OptionalDouble ofData = DominantPeriod.of(new Series(days, series.used()));
        return ofData.isPresent() ? ofData : DominantPeriod.of(new Series(days, series.rss()));
    }

    private double warmUp() {
        double shortest = days[days.length - 1];
        for (int r = 0; r < breaks.size(); r++) {
            int last = (r + 1 < breaks.size() ? breaks.get(r + 1) : days.length) - 1;
            shortest = Math.min(shortest, days[last] - days[breaks.get(r)]);
        }
        return breaks.size() > 1 ? Math.min(WARM_UP_DAYS, WARM_UP_SHARE * shortest) : 0;
    }

    private void put(Metric metric, double[] values, Optional<Bound> limit, double reserve) {
        int present = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            // neither comparison holds for a missing one
            present += Double.isNaN(v) ? 0 : 1;
            least = v < least ? v : least;
            most = v > most ? v : most;
        }
        double range = most - least;
        if (present < LEAST || (range == 0 && metric != Total.USED_MEMORY_RSS)) {
            return;
        }
        if (range == 0) {
            steady(metric, present, range); // of an idle server it is known that it does not grow
            return;
        }
        if (limit.isEmpty() && screen.passesOver(range)) {
            steady(metric, present, range);
            return;
        }
        AnalysisOptions asked =
                limit.map(l -> options.withLimit(l.bytes() - reserve)).orElse(options);
        List<Cliffs.Cliff> cliffs = cliffs(values);
        SeriesAnalysis analysis = SeriesAnalysis.analyze(new Series(days, values), with(cliffs), asked);
        scopes(metric, analysis);
        cliffs.forEach(c -> changes.add(fact(metric, c)));
        Observed observed = new Observed(days, values);
        List<SeriesAnalysis.Change> material = analysis.changes().stream()
                .filter(c -> c.certified() && isMaterial(c, range))
                .toList();
        List<Integer> cuts = new ArrayList<>(breaks);
        cliffs.forEach(cliff -> cuts.add(cliff.place()));
        material.forEach(c -> cuts.add(observed.place(c.time())));
        for (SeriesAnalysis.Change c : material) {
            observed.of(c, cuts)
                    .ifPresent(sides -> changes.add(new Change(
                            metric,
                            micros(c.time()),
                            micros(c.low()),
                            micros(c.high()),
                            c.kind(),
                            sides.before(),
                            sides.after())));
        }
        boolean saturating = analysis.forecast().map(f -> f.saturating()).orElse(false);
        List<Long> spikes = analysis.shape().spikes().stream()
                .map(place -> series.timeMicros()[place])
                .toList();
        shapes.put(metric, new Trends.Shape(analysis.shape().cycle(), spikes, saturating));
        limit.ifPresent(l -> analysis.forecast()
                .map(f -> Outlooks.of(l, metric, reserve, f, days[days.length - 1], this::micros))
                .ifPresent(outlooks::add));
    }

    /** Cliffs of every run that stand out from the instance, not only from a quiet column. */
    private List<Cliffs.Cliff> cliffs(double[] values) {
        List<Cliffs.Cliff> cliffs = new ArrayList<>();
        double least = Math.max(
                thresholds.of(TrendThresholds.CLIFF_BYTES), thresholds.of(TrendThresholds.CLIFF_SHARE) * highest);
        double ofRange = thresholds.of(TrendThresholds.CLIFF_RANGE_SHARE);
        for (int r = 0; r < breaks.size(); r++) {
            Cliffs.within(values, breaks.get(r), endOfRun(r), ofRange).stream()
                    .filter(c -> Math.abs(c.after() - c.before()) >= least)
                    .forEach(cliffs::add);
        }
        return cliffs;
    }

    private int endOfRun(int r) {
        return r + 1 < breaks.size() ? breaks.get(r + 1) : days.length;
    }

    /** Restarts, across which nothing is compared, and cliffs, which need no certificate. */
    private KnownCuts with(List<Cliffs.Cliff> cliffs) {
        return new KnownCuts(breaks, cliffs.stream().map(Cliffs.Cliff::place).toList());
    }

    private Change fact(Metric metric, Cliffs.Cliff cliff) {
        long at = series.timeMicros()[cliff.place()];
        long last = series.timeMicros()[cliff.place() - 1];
        return new Change(metric, at, last, at, ChangePoint.Kind.LEVEL, cliff.before(), cliff.after(), false);
    }

    /** The trends of a series that moves too little for any. */
    private void steady(Metric metric, int present, double range) {
        int last = runIndex.get(runIndex.size() - 1);
        double span = days[days.length - 1];
        trends.add(new Scoped(metric, Scope.NOW, last, Screen.steady(present, range, span)));
        for (double window : options.recentWindows()) {
            trends.add(new Scoped(metric, recent(window), last, Screen.steady(present, range, window)));
        }
        for (int r = 0; r < breaks.size(); r++) {
            double length = days[endOfRun(r) - 1] - days[breaks.get(r)];
            trends.add(new Scoped(metric, Scope.RUN, runIndex.get(r), Screen.steady(present, range, length)));
        }
        trends.add(new Scoped(metric, Scope.OVERALL, last, Screen.steady(present, range, span)));
    }

    private static Scope recent(double window) {
        return window < WEEK ? Scope.RECENT_24H : Scope.RECENT_7D;
    }

    private void scopes(Metric metric, SeriesAnalysis analysis) {
        int last = runIndex.get(runIndex.size() - 1);
        trends.add(new Scoped(metric, Scope.NOW, last, analysis.now().trend()));
        for (int i = 0; i < analysis.recent().size(); i++) {
            Scope scope = recent(options.recentWindows().get(i));
            trends.add(new Scoped(metric, scope, last, analysis.recent().get(i).trend()));
        }
        for (int r = 0; r < breaks.size(); r++) {
            TrendResult run = analysis.runs().get(r).window().trend();
            trends.add(new Scoped(metric, Scope.RUN, runIndex.get(r), run));
        }
        trends.add(new Scoped(metric, Scope.OVERALL, last, analysis.overall().trend()));
    }

    /** Noise-free series show real steps of a page table or a hash table: certain, and of no interest to anybody. */
    private boolean isMaterial(SeriesAnalysis.Change change, double range) {
        double size = Math.abs(change.after() - change.before());
        boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
        double moved = bend ? size * Math.min(change.time() - start(change), end(change) - change.time()) : size;
        return moved >= thresholds.of(TrendThresholds.MATERIAL_SHARE) * range
                && moved >= thresholds.of(TrendThresholds.EFFECT_BYTES);
    }

    private double start(SeriesAnalysis.Change change) {
        return breaks.stream()
                .mapToDouble(b -> days[b])
                .filter(t -> t <= change.time())
                .max()
                .orElse(0);
    }

    private double end(SeriesAnalysis.Change change) {
        return breaks.stream()
                .mapToDouble(b -> days[b])
                .filter(t -> t > change.time())
                .min()
                .orElse(days[days.length - 1]);
    }

    private long micros(double day) {
        return series.timeMicros()[0] + Math.round(day * MICROS_PER_DAY);
    }
}
