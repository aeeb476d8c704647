package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.VisibleShift;
import io.fragmortem.statistics.cycle.Cycle;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.RegimeTrend;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One pass of {@link SeriesAnalysis}: what is said of a {@link Decomposition}. */
final class Analysis {

    /** With so few of the samples present a reader is told of gaps, whatever the bins make of them. */
    private static final double MOST_PRESENT = 0.9;

    private final Series series;
    private final KnownCuts cuts;
    /** Rows of the series that tell something. */
    private final int present;

    private final AnalysisOptions options;
    private final Decomposition parts;
    private final BinnedRuns binned;
    /** Units of the values for one unit of the scale that everything is tested on. */
    private final double unit;
    /** Of all bins. */
    private final RegimeTrend whole;

    Analysis(Series series, KnownCuts cuts, AnalysisOptions options) {
        this(series, cuts, options, new Decomposition(series, cuts, options));
    }

    private Analysis(Series series, KnownCuts cuts, AnalysisOptions options, Decomposition parts) {
        this.series = series;
        this.cuts = cuts;
        present = series.present();
        this.options = options;
        this.parts = parts;
        binned = parts.binned;
        unit = parts.unit();
        whole = trend(0, parts.bins());
    }

    SeriesAnalysis result() {
        int bins = parts.bins();
        SeriesAnalysis.Window overall = window(0, bins, whole.overall());
        SeriesAnalysis.Window now = parts.uncut() ? overall : window(parts.lastRegime(), bins, whole.now());
        return new SeriesAnalysis(
                new SeriesAnalysis.Sampling(present, series.size() - present, binned.width(), bins, binned.coverage()),
                shape(overall.trend()),
                runs(overall),
                located(),
                now,
                recent(),
                overall,
                forecast(),
                classic(overall.trend()));
    }

    private SeriesAnalysis.Shape shape(TrendResult overall) {
        Cycle cycle = parts.seasonal.cycle();
        OptionalDouble weekend = parts.seasonal.weekendEffect();
        return new SeriesAnalysis.Shape(
                parts.scale,
                cycle.present()
                        ? Optional.of(new SeriesAnalysis.RemovedCycle(
                                cycle.period(), unit * parts.seasonal.amplitude(), cycle.p()))
                        : Optional.empty(),
                weekend.isPresent() ? OptionalDouble.of(unit * weekend.getAsDouble()) : weekend,
                whole.recurrence().map(r -> r.times(unit)),
                spikes(overall),
                parts.found.stream().anyMatch(ChangePointResult::curvedTrend));
    }

    private List<SeriesAnalysis.Run> runs(SeriesAnalysis.Window overall) {
        List<SeriesAnalysis.Run> runs = new ArrayList<>();
        for (int r = 0; r < binned.runCount(); r++) {
            runs.add(new SeriesAnalysis.Run(
                    binned.firstPlace(r),
                    binned.firstPlace(r + 1),
                    binned.runCount() == 1 ? overall : window(binned.firstBin(r), binned.firstBin(r + 1))));
        }
        return runs;
    }

    private RegimeTrend trend(int from, int to) {
        return new RegimeTrend(parts.between(from, to), asked(), parts.seasonal.removed(), comparison());
    }

    private Trend.Comparison comparison() {
        return options.classicOnSamples().isPresent() ? Trend.Comparison.CLASSICAL : Trend.Comparison.NONE;
    }

    private TrendOptions asked() {
        return options.trend().withMinimumEffect(options.trend().minimumEffectPerUnitTime() / unit);
    }

    private SeriesAnalysis.Window window(int from, int to) {
        return window(from, to, trend(from, to).overall());
    }

    private SeriesAnalysis.Window window(int from, int to, TrendResult trend) {
        return from < to
                ? new SeriesAnalysis.Window(
                        OptionalDouble.of(binned.time()[from]),
                        OptionalDouble.of(binned.time()[to - 1]),
                        told(trend, from, to))
                : new SeriesAnalysis.Window(OptionalDouble.empty(), OptionalDouble.empty(), trend);
    }

    private TrendResult told(TrendResult trend, int from, int to) {
        TrendResult own = trend.times(unit);
        own = parts.hidesAWeekend(from, to) ? own.with(own.verdict(), Caveat.CALENDAR) : own;
        // bins as wide as the rows that tell something leave no gap to see
        return present <= MOST_PRESENT * series.size() ? own.with(own.verdict(), Caveat.GAPS) : own;
    }

    private List<SeriesAnalysis.Window> recent() {
        List<SeriesAnalysis.Window> recent = new ArrayList<>();
        int bins = parts.bins();
        for (double length : options.recentWindows()) {
            int from = bins;
            while (from > 0 && binned.time()[from - 1] >= binned.time()[bins - 1] - length) {
                from--;
            }
            recent.add(window(from, bins));
        }
        return recent;
    }

    private Optional<ForecastResult> forecast() {
        if (options.limit().isEmpty()) {
            return Optional.empty();
        }
        double limit = options.limit().getAsDouble();
        if (parts.scale == Scale.LINEAR) {
            return Optional.of(new Prospect(parts, whole, asked()).forecast(limit, options.forecast()));
        }
        Analysis course = new Analysis(series, cuts, options, Decomposition.ofCourse(series, cuts, options));
        return course.forecast();
    }

    private Optional<ClassicResult> classic(TrendResult overall) {
        if (options.classicOnSamples().isEmpty()) {
            return Optional.empty();
        }
        boolean sameSamples = binned.stretches() == 1
                && !parts.seasonal.present()
                && parts.scale == Scale.LINEAR
                && present == overall.n();
        Optional<ClassicResult> tested =
                parts.uncut() ? overall.classic() : whole.uncut().classic();
        if (tested.isPresent() && sameSamples) {
            return tested;
        }
        boolean onBins = present > options.classicOnSamples().getAsInt();
        return Optional.of(ClassicResult.of(
                onBins ? parts.bins(0, parts.bins()) : series, options.trend().confidence()));
    }

    private List<SeriesAnalysis.Change> located() {
        List<SeriesAnalysis.Change> changes = new ArrayList<>();
        Locator locator = new Locator(series, binned, parts.scale);
        for (int r = 0; r < parts.found.size(); r++) {
            int offset = binned.bounds()[r];
            for (ChangePoint c : parts.found.get(r).certified()) {
                changes.add(locator.certified(c, offset, r));
            }
            for (VisibleShift v : parts.found.get(r).unproven()) {
                changes.add(locator.visible(v, offset, r));
            }
        }
        changes.sort((a, b) -> Double.compare(a.time(), b.time()));
        return changes;
    }

    private List<Integer> spikes(TrendResult overall) {
        List<Integer> spikes = new ArrayList<>();
        if (overall.caveats().contains(Caveat.EXACT_LINE)) {
            // its ends stand out from medians that lie to one side of them
            return spikes;
        }
        Locator locator = new Locator(series, binned, parts.scale);
        for (int r = 0; r < parts.found.size(); r++) {
            for (int bin : parts.found.get(r).spikes()) {
                spikes.add(locator.place(binned.bounds()[r] + bin, r));
            }
        }
        return spikes;
    }
}
