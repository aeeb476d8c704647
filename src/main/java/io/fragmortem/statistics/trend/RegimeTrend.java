package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.trend.Regimes.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a series moves that certified changes cut into regimes.
 *
 * <p>A comparison within regimes throws away what happened at the cuts: teeth that rise inside and fall at the cut look like growth,
 * stairs that rise at the cut look steady. The same test on the uncut series sees both right, since its noise model takes teeth
 * and stairs for noise, but takes one step for a trend. So a direction is claimed only when the uncut test shows it <em>and</em> a
 * second look agrees: the test within regimes; or, from four regimes on, the means of the regimes, which rise along a line rather than
 * in one step ({@link Peaks}); or, where the series rises and falls back again and again ({@link Recurrence}), its peaks alone, which
 * do. A growth that began late, too short for the uncut test, counts when the test within regimes shows it and the last regime
 * sets a record.
 *
 * <p>The last regime by itself moves only when its line ends beyond everything that the lines of earlier regimes of the run reached, by
 * one deviation of the residuals: a tooth that climbs where others climbed, the decay of a burst and a warm-up are no news.
 *
 * <p>Without any certified change this is {@link Trend}. How often it is right is measured in the calibration page.
 */
public final class RegimeTrend {

    private final Regimes regimes;
    private final List<List<Line>> lines;
    private final TrendOptions options;
    private final Harmonics removed;
    private final Trend.Comparison comparison;
    /** Each is tested once. */
    private @Nullable TrendResult uncut;

    private @Nullable TrendResult now;

    /**
     * Prepares a series or a part of it.
     *
     * @param removed harmonics that were taken out before
     * @param comparison whether the uncut series is tested classically too
     */
    public RegimeTrend(Regimes regimes, TrendOptions options, Harmonics removed, Trend.Comparison comparison) {
        this.comparison = comparison;
        this.regimes = regimes;
        this.options = options;
        this.removed = removed;
        lines = regimes.lines();
    }

    /** The last run that rises and falls back again and again. */
    public Optional<Recurrence> recurrence() {
        Optional<Recurrence> last = Optional.empty();
        for (List<Line> run : lines) {
            Optional<Recurrence> own = Recurrence.in(run).map(Recurrence.Found::recurrence);
            last = own.isPresent() ? own : last;
        }
        return last;
    }

    /** The trend of all runs as if nothing had cut them but known breaks. */
    public TrendResult uncut() {
        if (uncut == null) {
            // of one run the classical tests cost next to nothing more: they ask for the same slopes
            uncut = regimes.runs().size() == 1
                    ? Trend.testRuns(regimes.uncut(), options, removed, comparison)
                    : tested(regimes.uncut());
        }
        return uncut;
    }

    private TrendResult tested(List<Series> runs) {
        return Trend.testRuns(runs, options, removed, Trend.Comparison.NONE);
    }

    /** The trend of all runs together. */
    public TrendResult overall() {
        if (!regimes.cut()) {
            return uncut();
        }
        TrendResult within = tested(regimes.all());
        TrendResult net = uncut();
        boolean recurrent = recurrence().isPresent();
        Caveat why = recurrent ? Caveat.RECURRENT : Caveat.CHANGES;
        int sign = net.verdict().sign();
        if (sign != 0 && agree(sign, within)) {
            return net.with(net.verdict(), why);
        }
        if (within.verdict().sign() != 0 && news(within.verdict(), net)) {
            return within.with(within.verdict(), why);
        }
        if (sign != 0) {
            return within.with(still(within.verdict()), why, Caveat.STEPS);
        }
        boolean whole = recurrent || within.verdict().sign() != 0 || within.p().isEmpty();
        return (whole ? net : within).with(whole ? net.verdict() : within.verdict(), why);
    }

    /** Whether the last regime does the same and sets a record; the record is enough where the uncut test has nothing to say. */
    private boolean news(Verdict within, TrendResult uncut) {
        return uncut.p().isPresent() ? now().verdict() == within : record(lines.get(lines.size() - 1), within.sign());
    }

    /** What may be said of a series that moved, but in steps: neither that it moves, nor that it does not. */
    private static Verdict still(Verdict within) {
        return within == Verdict.CONSTANT ? within : Verdict.UNDECIDED;
    }

    /** The second look at what the uncut series shows. */
    private boolean agree(int sign, TrendResult within) {
        List<List<double[]>> means = new ArrayList<>();
        boolean recurrent = false;
        boolean peaks = true;
        for (List<Line> run : lines) {
            Optional<Recurrence.Found> found = Recurrence.in(run);
            recurrent |= found.isPresent();
            peaks &= found.isEmpty() || found.get().peaks().go(sign);
            means.add(run.stream().map(Line::centre).toList());
        }
        return recurrent
                ? peaks
                : within.verdict().sign() == sign || Peaks.of(means).prove(sign, options.alpha());
    }

    /** The trend of the last regime of the last run. */
    public TrendResult now() {
        if (now == null) {
            boolean single = lines.size() == 1 && lines.get(0).size() == 1;
            now = single || lines.isEmpty() ? uncut() : last();
        }
        return now;
    }

    private TrendResult last() {
        int run = lines.size() - 1;
        List<Series> own = regimes.runs().get(run);
        TrendResult last = tested(List.of(own.get(own.size() - 1)));
        int sign = last.verdict().sign();
        return sign == 0 || record(lines.get(run), sign) ? last : last.with(Verdict.UNDECIDED, Caveat.WITHIN_RANGE);
    }

    /** Whether the last line ends beyond everything that the lines before it reached. */
    private static boolean record(List<Line> run, int sign) {
        int last = run.size() - 1;
        double before = Double.NEGATIVE_INFINITY;
        for (Line line : run.subList(0, last)) {
            before = Math.max(before, line.highest(sign));
        }
        return sign * run.get(last).last() - Regimes.noise(run) > before;
    }
}
