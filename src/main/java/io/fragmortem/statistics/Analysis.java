package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.change.VisibleShift;
import io.fragmortem.statistics.cycle.Cycle;
import io.fragmortem.statistics.cycle.Season;
import io.fragmortem.statistics.forecast.Forecast;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** One pass of {@link SeriesAnalysis}; its methods are the steps of the order of work given there. */
final class Analysis {

    private final Series series;
    private final AnalysisOptions options;
    private final BinnedRuns binned;
    private final OptionalDouble period;
    private final Cycle cycle;
    private final double[] flat;
    private final List<ChangePointResult> found;
    /** First bin of each regime, then the number of bins. */
    private final int[] regimes;

    Analysis(Series series, List<Integer> knownBreaks, AnalysisOptions options) {
        this.series = series;
        this.options = options;
        binned = BinnedRuns.of(series, knownBreaks, options.maxBins(), options.warmUp());
        period = period();
        Cycle first = cycle(binned.bounds());
        List<ChangePointResult> changes = changes(first.removedFrom(binned.value()));
        int[] pieces = regimes(changes);
        if (first.present() && pieces.length > binned.bounds().length) {
            // a jump that was fitted as part of the cycle is in neither any more: both once again, with the jump
            // allowed for
            first = cycle(pieces);
            changes = changes(first.removedFrom(binned.value()));
            pieces = regimes(changes);
        }
        cycle = first;
        flat = cycle.removedFrom(binned.value());
        found = changes;
        regimes = pieces;
    }

    private Cycle cycle(int[] pieces) {
        double[] time = binned.time();
        return period.isPresent()
                ? Cycle.fit(time, binned.value(), pieces, binned.width(), period.getAsDouble())
                : Cycle.none(1, time.length);
    }

    /** The period that was asked for, or one that shows by itself in a series of one run. */
    private OptionalDouble period() {
        if (options.cyclePeriod().isPresent() || binned.runs() != 1) {
            return options.cyclePeriod();
        }
        OptionalDouble places = Season.period(binned.value());
        return places.isPresent() ? OptionalDouble.of(places.getAsDouble() * binned.width()) : places;
    }

    private List<ChangePointResult> changes(double[] values) {
        List<ChangePointResult> changes = new ArrayList<>();
        for (int r = 0; r < binned.runs(); r++) {
            changes.add(ChangePoints.find(Arrays.copyOfRange(values, binned.bounds()[r], binned.bounds()[r + 1])));
        }
        return changes;
    }

    private int[] regimes(List<ChangePointResult> changes) {
        TreeSet<Integer> starts = new TreeSet<>();
        for (int bound : binned.bounds()) {
            starts.add(bound);
        }
        for (int r = 0; r < changes.size(); r++) {
            for (ChangePoint c : changes.get(r).certified()) {
                starts.add(binned.bounds()[r] + c.index());
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    SeriesAnalysis result() {
        int bins = flat.length;
        SeriesAnalysis.Window overall = window(0, bins);
        int last = regimes.length > 1 ? regimes[regimes.length - 2] : 0;
        boolean oneRegime = regimes.length <= 2;
        SeriesAnalysis.Window now = oneRegime ? overall : window(last, bins);
        List<SeriesAnalysis.Run> runs = new ArrayList<>();
        for (int r = 0; r < binned.runs(); r++) {
            runs.add(new SeriesAnalysis.Run(
                    binned.places()[r],
                    binned.places()[r + 1],
                    binned.runs() == 1 ? overall : window(binned.bounds()[r], binned.bounds()[r + 1])));
        }
        int present = series.present();
        boolean curved = found.stream().anyMatch(ChangePointResult::curvedTrend);
        return new SeriesAnalysis(
                present,
                series.size() - present,
                binned.width(),
                bins,
                binned.coverage(),
                cycle.present()
                        ? Optional.of(new SeriesAnalysis.RemovedCycle(cycle.period(), cycle.amplitude(), cycle.p()))
                        : Optional.empty(),
                runs,
                located(),
                spikes(),
                curved,
                now,
                recent(),
                overall,
                forecast(last, now.trend()),
                classic(overall.trend(), present));
    }

    /** Trend over bins from..to, compared within regimes only. */
    private SeriesAnalysis.Window window(int from, int to) {
        List<Series> pieces = new ArrayList<>();
        for (int r = 0; r + 1 < regimes.length; r++) {
            int start = Math.max(from, regimes[r]);
            int end = Math.min(to, regimes[r + 1]);
            if (start < end) {
                pieces.add(regime(start, end));
            }
        }
        TrendResult trend = Trend.testRuns(pieces, options.trend(), cycle.removed());
        return from < to
                ? new SeriesAnalysis.Window(
                        OptionalDouble.of(binned.time()[from]), OptionalDouble.of(binned.time()[to - 1]), trend)
                : new SeriesAnalysis.Window(OptionalDouble.empty(), OptionalDouble.empty(), trend);
    }

    private Series regime(int from, int to) {
        return new Series(Arrays.copyOfRange(binned.time(), from, to), Arrays.copyOfRange(flat, from, to));
    }

    private List<SeriesAnalysis.Window> recent() {
        List<SeriesAnalysis.Window> recent = new ArrayList<>();
        int bins = flat.length;
        for (double length : options.recentWindows()) {
            int from = bins;
            while (from > 0 && binned.time()[from - 1] >= binned.time()[bins - 1] - length) {
                from--;
            }
            recent.add(window(from, bins));
        }
        return recent;
    }

    private Optional<ForecastResult> forecast(int lastRegime, TrendResult now) {
        if (options.limit().isEmpty()) {
            return Optional.empty();
        }
        // the cycle comes back on top of the line: its highest point reaches the limit first
        double limit = options.limit().getAsDouble()
                - (cycle.present() ? Arrays.stream(cycle.values()).max().orElse(0) : 0);
        ForecastResult result = Forecast.firstPassage(
                regime(Math.min(lastRegime, flat.length), flat.length),
                limit,
                options.forecast(),
                now,
                cycle.removed());
        return Optional.of(result.withLimit(options.limit().getAsDouble()));
    }

    private ClassicResult classic(TrendResult overall, int present) {
        boolean sameSamples = binned.runs() == 1 && !cycle.present() && present == overall.n();
        if ((sameSamples && regimes.length <= 2) || present > options.classicOnSamples()) {
            return overall.classic();
        }
        return ClassicResult.of(series, options.trend().confidence());
    }

    private List<SeriesAnalysis.Change> located() {
        List<SeriesAnalysis.Change> changes = new ArrayList<>();
        Locator locator = new Locator(series, binned);
        for (int r = 0; r < found.size(); r++) {
            int offset = binned.bounds()[r];
            for (ChangePoint c : found.get(r).certified()) {
                changes.add(locator.certified(c, offset, r));
            }
            for (VisibleShift v : found.get(r).unproven()) {
                changes.add(locator.visible(v, offset, r));
            }
        }
        changes.sort((a, b) -> Double.compare(a.time(), b.time()));
        return changes;
    }

    private List<Integer> spikes() {
        List<Integer> spikes = new ArrayList<>();
        Locator locator = new Locator(series, binned);
        for (int r = 0; r < found.size(); r++) {
            for (int bin : found.get(r).spikes()) {
                spikes.add(locator.place(binned.bounds()[r] + bin, r));
            }
        }
        return spikes;
    }
}
