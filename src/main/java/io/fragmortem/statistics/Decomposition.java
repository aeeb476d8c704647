package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.cycle.Cycle;
import io.fragmortem.statistics.cycle.Season;
import io.fragmortem.statistics.trend.Regimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** A series in bins, its cycle taken out, cut into regimes: the first half of {@link SeriesAnalysis}. */
final class Decomposition {

    private final AnalysisOptions options;
    final BinnedRuns binned;
    final Cycle cycle;
    /** Values of the bins without the cycle. */
    final double[] flat;
    /** What was found in each stretch. */
    final List<ChangePointResult> found;
    /** First bin of each regime, then the number of bins. */
    final int[] regimes;

    Decomposition(Series series, KnownCuts cuts, AnalysisOptions options) {
        this.options = options;
        binned = BinnedRuns.of(series, cuts, options.maxBins(), options.warmUp());
        OptionalDouble period = period();
        Cycle first = cycle(period, binned.bounds());
        List<ChangePointResult> changes = changes(first.removedFrom(binned.value()));
        int[] pieces = regimes(changes);
        if (first.present() && pieces.length > binned.bounds().length) {
            // a jump that was fitted as part of the cycle is in neither any more: both once again, with the jump
            // allowed for
            first = cycle(period, pieces);
            changes = changes(first.removedFrom(binned.value()));
            pieces = regimes(changes);
        }
        cycle = first;
        flat = cycle.removedFrom(binned.value());
        found = changes;
        regimes = pieces;
    }

    private Cycle cycle(OptionalDouble period, int[] pieces) {
        double[] time = binned.time();
        return period.isPresent()
                ? Cycle.fit(time, binned.value(), pieces, binned.width(), period.getAsDouble())
                : Cycle.none(1, time.length);
    }

    /** The period that was asked for, or one that shows by itself in a series that nothing is known to have cut. */
    private OptionalDouble period() {
        if (options.cyclePeriod().isPresent() || binned.stretches() != 1) {
            return options.cyclePeriod();
        }
        OptionalDouble places = Season.period(binned.value());
        return places.isPresent() ? OptionalDouble.of(places.getAsDouble() * binned.width()) : places;
    }

    private List<ChangePointResult> changes(double[] values) {
        List<ChangePointResult> changes = new ArrayList<>();
        for (int r = 0; r < binned.stretches(); r++) {
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

    int bins() {
        return flat.length;
    }

    boolean uncut() {
        return regimes.length <= 2;
    }

    /** First bin of the last regime. */
    int lastRegime() {
        return regimes.length > 1 ? regimes[regimes.length - 2] : 0;
    }

    /** The regimes of each run, as far as they lie in these bins. */
    Regimes between(int from, int to) {
        List<List<Series>> runs = new ArrayList<>();
        for (int run = 0; run < binned.runCount(); run++) {
            int first = Math.max(from, binned.firstBin(run));
            int after = Math.min(to, binned.firstBin(run + 1));
            List<Series> own = new ArrayList<>();
            for (int r = 0; r + 1 < regimes.length; r++) {
                int start = Math.max(first, regimes[r]);
                int end = Math.min(after, regimes[r + 1]);
                if (start < end) {
                    own.add(bins(start, end));
                }
            }
            runs.add(own);
        }
        return new Regimes(runs);
    }

    /** Some bins without the cycle. */
    Series bins(int from, int to) {
        return new Series(Arrays.copyOfRange(binned.time(), from, to), Arrays.copyOfRange(flat, from, to));
    }
}
