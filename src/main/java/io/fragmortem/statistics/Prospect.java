package io.fragmortem.statistics;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.forecast.Forecast;
import io.fragmortem.statistics.forecast.ForecastOptions;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.forecast.Past;
import io.fragmortem.statistics.trend.RegimeTrend;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The last run of a {@link Decomposition} as a forecast needs it: cut at jumps of level, with its last bend. */
final class Prospect {

    /** A stretch so many times as long as is usual in its run is another story than the jumps after it. */
    private static final double ANOTHER_STORY = 4;

    private final Decomposition parts;
    private final RegimeTrend whole;
    private final TrendOptions options;
    /** First bins of the stretches between jumps, then the number of bins. */
    private final List<Integer> starts = new ArrayList<>();

    /** All of them, those of another story too. */
    private final int jumpsOfRun;
    /** First bins after bends since the last jump. */
    private final List<Integer> bends = new ArrayList<>();

    /**
     * Lays out the last run.
     *
     * @param whole trends of all bins
     */
    Prospect(Decomposition parts, RegimeTrend whole, TrendOptions options) {
        this.parts = parts;
        this.whole = whole;
        this.options = options;
        TreeSet<Integer> bent = new TreeSet<>();
        for (int r = 0; r < parts.found.size(); r++) {
            for (ChangePoint c : parts.found.get(r).certified()) {
                if (c.kind() == ChangePoint.Kind.SLOPE) {
                    bent.add(parts.binned.bounds()[r] + c.index());
                }
            }
        }
        int first = firstOfLastRun();
        for (int start : parts.regimes) {
            if (start >= first && start < parts.bins()) {
                if (bent.contains(start)) {
                    bends.add(start);
                } else {
                    starts.add(start);
                    bends.clear();
                }
            }
        }
        if (starts.isEmpty()) {
            starts.add(0);
        }
        jumpsOfRun = starts.size() - 1;
        starts.add(parts.bins());
        forget();
    }

    /** Leaves out what was another story. */
    private void forget() {
        double[] lengths = new double[starts.size() - 1];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = starts.get(i + 1) - starts.get(i);
        }
        double usual = Ranks.medianInPlace(lengths.clone());
        for (int i = lengths.length - 2; i >= 0; i--) {
            if (lengths[i] > ANOTHER_STORY * usual) {
                starts.subList(0, i + 1).clear();
                return;
            }
        }
    }

    ForecastResult forecast(double limit, ForecastOptions asked) {
        return Forecast.firstPassage(past(), limit, asked);
    }

    private Past past() {
        if (jumpsOfRun > 0 && jumpsOfRun + 1 < Past.LEAST_TO_RECUR) {
            RegimeTrend run = since(firstOfLastRun());
            if (returned(run)) {
                TrendResult net = run.uncut();
                return past(List.of(parts.bins(firstOfLastRun(), parts.bins())), OptionalInt.empty(), net, net, net);
            }
        }
        int count = starts.size() - 1;
        List<Series> jumps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // further back than one bend the last stretch is forgotten
            boolean winding = i + 1 == count && bends.size() > 1;
            jumps.add(parts.bins(winding ? bends.get(bends.size() - 2) : starts.get(i), starts.get(i + 1)));
        }
        Series last = jumps.get(count - 1);
        OptionalInt bend = bends.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(bends.get(bends.size() - 1) - (parts.bins() - last.size()));
        // the net course matters only where jumps are how it moves
        TrendResult now = whole.now();
        Optional<RegimeTrend> run = count < Past.LEAST_TO_RECUR ? Optional.empty() : Optional.of(since(starts.get(0)));
        return past(
                jumps,
                bend,
                now,
                run.map(RegimeTrend::overall).orElse(now),
                run.map(RegimeTrend::uncut).orElse(now));
    }

    /**
     * Whether a few jumps were bursts of a run that grows: the run is proven to grow, and its last regime, which alone proves nothing, does
     * not go another way. Then the line goes through all of it, and what jumped is noise that may come again.
     */
    private boolean returned(RegimeTrend run) {
        TrendResult now = whole.now();
        double slope = run.uncut().slope();
        return now.verdict() == Verdict.UNDECIDED
                && run.overall().verdict() == Verdict.GROWS
                && slope >= now.slopeLow().orElse(Double.NEGATIVE_INFINITY)
                && slope <= now.slopeHigh().orElse(Double.POSITIVE_INFINITY);
    }

    private Past past(List<Series> jumps, OptionalInt bend, TrendResult now, TrendResult overall, TrendResult net) {
        return new Past(jumps, bend, now, overall, net, parts.seasonal.removed(), parts.seasonal.clock());
    }

    private RegimeTrend since(int bin) {
        return bin == 0
                ? whole
                : new RegimeTrend(
                        parts.between(bin, parts.bins()), options, parts.seasonal.removed(), Trend.Comparison.NONE);
    }

    private int firstOfLastRun() {
        return parts.binned.runCount() == 0 ? 0 : parts.binned.firstBin(parts.binned.runCount() - 1);
    }
}
