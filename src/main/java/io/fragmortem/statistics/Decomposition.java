package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.Calendar;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Scale;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.change.ChangePointResult;
import io.fragmortem.statistics.change.ChangePoints;
import io.fragmortem.statistics.change.Looked;
import io.fragmortem.statistics.change.ScaleChoice;
import io.fragmortem.statistics.cycle.Season;
import io.fragmortem.statistics.cycle.Seasonal;
import io.fragmortem.statistics.trend.Regimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** A series in bins, its cycle taken out, cut into regimes: the first half of {@link SeriesAnalysis}. */
final class Decomposition {

    /** Bins that are as good as the same to a cycle. */
    private static final int NEAR = 5;

    /** A cycle may be looked for beside so many pieces: more would leave it too little. */
    private static final int MOST_PIECES = 8;

    private final AnalysisOptions options;
    private final IdentityHashMap<double[], OnScale> tried = new IdentityHashMap<>();
    final BinnedRuns binned;
    final Scale scale;
    /** Values of the bins on the scale. */
    private final double[] value;

    private final Optional<Looked> looked;
    private final OptionalDouble season;
    final Seasonal seasonal;
    /** Values of the bins on the scale without cycle and weekend. */
    final double[] flat;
    /** What was found in each stretch. */
    final List<ChangePointResult> found;
    /** First bin of each regime, then the number of bins. */
    final int[] regimes;

    /** What a series is known to be. */
    private enum Nature {
        /** Nothing is known. */
        ANY,
        /** One that moves along lines, its breath taken out before: what is to be seen in it is a change or the rest of that breath. */
        RATIO,
        /** It is to be drawn out into the future: a line on logarithms would grow ever faster, which noise in proportion does not say. */
        COURSE
    }

    Decomposition(Series series, KnownCuts cuts, AnalysisOptions options) {
        this(series, cuts, options, Nature.ANY);
    }

    /** Of a ratio freed of what drives it: see {@link FillingAnalysis}. */
    static Decomposition ofRatio(Series series, AnalysisOptions options) {
        return new Decomposition(series, KnownCuts.NONE, options, Nature.RATIO);
    }

    /** In the units of the values, whatever scale its noise lies on. */
    static Decomposition ofCourse(Series series, KnownCuts cuts, AnalysisOptions options) {
        return new Decomposition(series, cuts, options, Nature.COURSE);
    }

    private Decomposition(Series series, KnownCuts cuts, AnalysisOptions options, Nature nature) {
        this.options = options;
        binned = BinnedRuns.of(series, cuts, options.maxBins(), options.warmUp());
        ScaleChoice.Chosen chosen = nature != Nature.ANY
                ? ScaleChoice.Chosen.asTheyAre(binned.value())
                : ScaleChoice.choose(binned.value(), binned.bounds(), this::withoutCycle);
        scale = chosen.scale();
        looked = chosen.looked();
        value = chosen.values();
        OnScale own = on(value);
        season = own.season();
        Seasonal first = own.seasonal();
        int[] pieces = binned.bounds();
        if (nature == Nature.RATIO && first.present()) {
            pieces = seen(first.removedFrom(value));
            first = pieces.length > binned.bounds().length ? seasonal(value, season, pieces) : first;
        }
        List<ChangePointResult> changes = changes(first.removedFrom(value));
        int[] cut = regimes(changes);
        Beginnings beginnings = Beginnings.of(
                binned.bounds(),
                cut,
                first.removedFrom(value),
                first.cycle().present() ? first.cycle().period() / binned.width() : 0);
        if (first.present() && (beginnings.any() || !nearAll(cut, pieces))) {
            // a jump that was fitted as part of the cycle is in neither any more: both once again, with the jump
            // allowed for, and without a beginning that did not follow the cycle yet
            first = seasonal(beginnings.without(value), season, cut);
            changes = beginnings.of(changes, changes(beginnings.without(first.removedFrom(value))));
            cut = regimes(changes);
        }
        seasonal = first;
        flat = seasonal.removedFrom(value);
        found = showsItself() ? asSeen(changes) : changes;
        regimes = cut;
    }

    /**
     * The cycle of the bins on a scale as it looks before any change is known.
     *
     * @param season the period of one that shows by itself, in units of time
     */
    private record OnScale(OptionalDouble season, Seasonal seasonal) {}

    /** A series without a cycle has none on another scale either: not worth another search. */
    private double[] withoutCycle(double[] scaled) {
        return on(binned.value()).seasonal().present() ? on(scaled).seasonal().removedFrom(scaled) : scaled;
    }

    private OnScale on(double[] scaled) {
        return tried.computeIfAbsent(scaled, s -> {
            OptionalDouble shows = season(s);
            return new OnScale(shows, seasonal(s, shows, binned.bounds()));
        });
    }

    /** First bins of the stretches and of what is to be seen within them, then the number of bins. */
    private int[] seen(double[] values) {
        return starts(r -> ChangePoints.mostVisible(MOST_PIECES, stretch(values, r)));
    }

    /** Whether each of these bins is as good as one of the others. */
    private static boolean nearAll(int[] bins, int[] others) {
        return Arrays.stream(bins).allMatch(b -> Arrays.stream(others).anyMatch(o -> Math.abs(o - b) < NEAR));
    }

    /** With the period that was asked for, else with that of a day, else with one that shows by itself. */
    private Seasonal seasonal(double[] values, OptionalDouble shows, int[] pieces) {
        if (options.cyclePeriod().isPresent()) {
            return fitted(values, options.cyclePeriod(), pieces);
        }
        OptionalDouble day =
                options.calendar().map(c -> OptionalDouble.of(c.day())).orElseGet(OptionalDouble::empty);
        Seasonal daily = fitted(values, day, pieces);
        return shows.isPresent() && !daily.cycle().present() ? fitted(values, shows, pieces) : daily;
    }

    private Seasonal fitted(double[] values, OptionalDouble period, int[] pieces) {
        return Seasonal.fit(binned.time(), values, pieces, binned.width(), period, options.calendar());
    }

    /** One that shows by itself in a series that nothing is known to have cut. */
    private OptionalDouble season(double[] values) {
        if (options.cyclePeriod().isPresent() || binned.stretches() != 1) {
            return OptionalDouble.empty();
        }
        OptionalDouble places = Season.period(values);
        return places.isPresent() ? OptionalDouble.of(places.getAsDouble() * binned.width()) : places;
    }

    /** Whether the cycle was not expected, but is there to be seen. */
    private boolean showsItself() {
        return season.isPresent()
                && seasonal.cycle().present()
                && seasonal.cycle().period() == season.getAsDouble();
    }

    /** People see shifts in the series as it is, its season included; only certificates need it taken out. */
    private List<ChangePointResult> asSeen(List<ChangePointResult> changes) {
        List<ChangePointResult> seen = new ArrayList<>();
        for (int r = 0; r < changes.size(); r++) {
            seen.add(changes.get(r).withVisible(ChangePoints.visible(stretch(value, r))));
        }
        return seen;
    }

    private List<ChangePointResult> changes(double[] values) {
        List<ChangePointResult> changes = new ArrayList<>();
        for (int r = 0; r < binned.stretches(); r++) {
            double[] own = stretch(values, r);
            changes.add(looked.map(before -> ChangePoints.find(before, own)).orElseGet(() -> ChangePoints.find(own)));
        }
        return changes;
    }

    private int[] regimes(List<ChangePointResult> changes) {
        return starts(r -> changes.get(r).certifiedIndices());
    }

    private double[] stretch(double[] values, int number) {
        return Arrays.copyOfRange(values, binned.bounds()[number], binned.bounds()[number + 1]);
    }

    /** First bins of the stretches and of what begins within each at places of its own, then the number of bins. */
    private int[] starts(IntFunction<int[]> within) {
        SortedSet<Integer> starts = new TreeSet<>();
        for (int bound : binned.bounds()) {
            starts.add(bound);
        }
        for (int r = 0; r < binned.stretches(); r++) {
            for (int place : within.apply(r)) {
                starts.add(binned.bounds()[r] + place);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Units of the values for one unit of the scale, at the usual level. */
    double unit() {
        return scale == Scale.LOGARITHMIC ? scale.unit(Ranks.medianInPlace(Ranks.present(binned.value()))) : 1;
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

    /** Whether so few bins are less than a week with a weekend in it, about which nothing is known. */
    boolean hidesAWeekend(int from, int to) {
        if (options.calendar().isEmpty()) {
            return false;
        }
        Calendar calendar = options.calendar().get();
        double[] time = binned.time();
        int atWeekend = 0;
        for (int b = from; b < to; b++) {
            atWeekend += calendar.isWeekend(time[b]) ? 1 : 0;
        }
        boolean both = atWeekend > 0 && atWeekend < to - from;
        return both && time[bins() - 1] - time[0] + binned.width() < Calendar.WEEK * calendar.day();
    }

    /** The regimes of each run, as far as they lie in these bins. O(runs and regimes within, and a search for the first). */
    Regimes between(int from, int to) {
        List<List<Series>> runs = new ArrayList<>();
        int at = Arrays.binarySearch(regimes, from);
        int r = Math.max(0, at >= 0 ? at : -at - 2);
        for (int run = binned.runOf(from); run < binned.runCount() && binned.firstBin(run) < to; run++) {
            int first = Math.max(from, binned.firstBin(run));
            int after = Math.min(to, binned.firstBin(run + 1));
            if (first >= after) {
                continue;
            }
            List<Series> own = new ArrayList<>();
            while (r + 1 < regimes.length && regimes[r] < after) {
                int start = Math.max(first, regimes[r]);
                int end = Math.min(after, regimes[r + 1]);
                if (start < end) {
                    own.add(bins(start, end));
                }
                if (regimes[r + 1] > after) {
                    break;
                }
                r++;
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
