package io.fragmortem.statistics;

import io.fragmortem.statistics.base.BinnedRuns;
import io.fragmortem.statistics.base.KnownCuts;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.cycle.Filling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bends of what a store takes for its contents, where a cycle of the contents hides them in the stock itself.
 *
 * <p>Three troughs of a daily cycle look like any slope, and the first peak of the contents lifts a stock that keeps its pages for good. The
 * ratio that {@link Filling} leaves has neither; its changes are certified like those of every series, on the ratio as it is: what
 * multiplies the contents grows along a line there. Needs two periods or more. O(n log n) to get to the bins.
 *
 * <p>Example: {@code FillingAnalysis.bends(time, active, used, options.withCycle(1))}.
 */
public final class FillingAnalysis {

    private static final int LEAST_PERIODS = 2;

    private FillingAnalysis() {}

    /**
     * A certified bend of the ratio.
     *
     * @param time of the first bin after it
     * @param low earliest time it may have been
     * @param high latest such time
     * @param before slope of the ratio before it, per unit of time
     * @param after the same after it
     * @param until time of the next bend, or of the last bin
     * @param risen by how much the ratio rose until then, jumps on the way included
     */
    public record Bend(double time, double low, double high, double before, double after, double until, double risen) {

        /** What the slope after it would make of the ratio until the next one. */
        public double promised() {
            return after * (until - time);
        }
    }

    /**
     * The bends, ascending; jumps of the ratio are none.
     *
     * @param time ascending, of one run without a break
     * @param stock at these times, NaN where missing
     * @param contents the same
     * @param options with a cycle
     */
    public static List<Bend> bends(double[] time, double[] stock, double[] contents, AnalysisOptions options) {
        double period = options.cyclePeriod().orElseThrow();
        double[] both = new double[stock.length];
        double[] ofStock = stock.clone();
        for (int i = 0; i < both.length; i++) {
            boolean whole = Series.usable(stock[i]) && Series.usable(contents[i]);
            both[i] = whole ? contents[i] : Double.NaN;
            ofStock[i] = whole ? stock[i] : Double.NaN;
        }
        BinnedRuns inside = BinnedRuns.of(new Series(time, both), KnownCuts.NONE, options.maxBins(), 0);
        BinnedRuns around = BinnedRuns.of(new Series(time, ofStock), KnownCuts.NONE, options.maxBins(), 0);
        int bins = inside.time().length;
        double span = bins > 0 ? inside.time()[bins - 1] - inside.time()[0] : 0;
        if (span < LEAST_PERIODS * period || !(inside.width() > 0)) {
            return List.of();
        }
        int window = Math.max(1, (int) Math.rint(period / inside.width()));
        double[] ratio = Filling.ratio(around.value(), inside.value(), window);
        double known = inside.time()[0] + period;
        return of(Decomposition.ofRatio(new Series(inside.time(), ratio), options)).stream()
                .filter(bend -> bend.time() >= known)
                .toList();
    }

    private static List<Bend> of(Decomposition parts) {
        double[] time = parts.binned.time();
        double width = parts.binned.width();
        boolean[] ok = SpikeMask.ok(parts.flat);
        int[] starts = parts.regimes;
        Piece[] pieces = new Piece[starts.length - 1];
        Arrays.setAll(pieces, r -> Piece.fit(parts.flat, ok, starts[r], starts[r + 1]));
        List<ChangePoint> changes = parts.found.get(0).certified();
        List<Bend> bends = new ArrayList<>();
        for (int r = 1; r + 1 < starts.length; r++) {
            ChangePoint change = changes.get(r - 1);
            if (change.kind() == ChangePoint.Kind.LEVEL) {
                continue;
            }
            int next = r + 1; // the regime of the next bend, behind all jumps
            while (next + 1 < starts.length && changes.get(next - 1).kind() == ChangePoint.Kind.LEVEL) {
                next++;
            }
            bends.add(new Bend(
                    time[change.index()],
                    time[change.low()] - width / 2,
                    time[change.high()] + width / 2,
                    pieces[r - 1].slope() / width,
                    pieces[r].slope() / width,
                    time[Math.min(starts[next], time.length - 1)],
                    pieces[next - 1].at(starts[next] - 1) - pieces[r].at(starts[r])));
        }
        return bends;
    }
}
