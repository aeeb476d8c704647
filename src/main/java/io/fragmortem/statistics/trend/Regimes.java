package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * A series cut into regimes at certified changes, inside runs that known breaks (restarts) cut.
 *
 * @param runs per run its regimes, ascending in time, each with at least one present sample; no empty run
 */
public record Regimes(List<List<Series>> runs) {

    /** Drops what has no present sample. */
    public Regimes {
        runs = runs.stream()
                .map(run -> run.stream().filter(r -> r.present() > 0).toList())
                .filter(run -> !run.isEmpty())
                .toList();
    }

    /** Whether any run has more than one regime. */
    boolean cut() {
        return runs.stream().anyMatch(run -> run.size() > 1);
    }

    /** All regimes in order of time. */
    List<Series> all() {
        return runs.stream().flatMap(List::stream).toList();
    }

    /** The runs as they are without the certified cuts. */
    List<Series> uncut() {
        return runs.stream().map(Regimes::joined).toList();
    }

    private static Series joined(List<Series> regimes) {
        if (regimes.size() == 1) {
            return regimes.get(0);
        }
        int n = regimes.stream().mapToInt(Series::size).sum();
        double[] time = new double[n];
        double[] value = new double[n];
        int at = 0;
        for (Series regime : regimes) {
            System.arraycopy(regime.time(), 0, time, at, regime.size());
            System.arraycopy(regime.value(), 0, value, at, regime.size());
            at += regime.size();
        }
        return new Series(time, value);
    }

    /**
     * The least squares line of a regime.
     *
     * @param middle mean time of its samples
     * @param mean of its values
     * @param until time of its last place
     * @param first value of the line at the first place
     * @param last value at the last place
     * @param deviation of the residuals
     */
    record Line(double middle, double mean, double until, double first, double last, double deviation) {

        static Line of(Series regime) {
            boolean[] ok = new boolean[regime.size()];
            for (int t = 0; t < ok.length; t++) {
                ok[t] = Series.usable(regime.value()[t]);
            }
            Piece piece = Piece.fit(regime.value(), ok, 0, ok.length);
            double[] time = regime.withoutMissing().time();
            double sinceFirst = 0;
            for (double t : time) {
                sinceFirst += t - time[0];
            }
            return new Line(
                    time[0] + sinceFirst / time.length,
                    piece.level(),
                    regime.time()[ok.length - 1],
                    piece.at(0),
                    piece.at(ok.length - 1),
                    Math.max(0, piece.deviation()));
        }

        /** The highest value of {@code sign} times the line. */
        double highest(int sign) {
            return Math.max(sign * first, sign * last);
        }

        double[] centre() {
            return new double[] {middle, mean};
        }
    }

    /** The lines of each run's regimes. */
    List<List<Line>> lines() {
        List<List<Line>> lines = new ArrayList<>();
        for (List<Series> run : runs) {
            lines.add(run.stream().map(Line::of).toList());
        }
        return lines;
    }

    /** Median of the deviations about the lines. */
    static double noise(List<Line> lines) {
        return Ranks.medianInPlace(lines.stream().mapToDouble(Line::deviation).toArray());
    }
}
