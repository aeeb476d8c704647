package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Bins;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.base.Sums;
import java.util.OptionalDouble;

/**
 * The period of a cycle that nobody announced: a job every five minutes, a load that breathes.
 *
 * <p>The largest ordinate of the periodogram about the line (Schuster 1898, Terr. Magn. 3:13), refined between the Fourier
 * frequencies; it counts only with four whole periods and eight places to each, and when the sinusoid with two overtones explains
 * half of the variance: what explains less does not hide a trend either. That share keeps it from noise without a peak (at most
 * 1 % of 200 simulated series of each of 14 kinds of noise, ramps and steps, of 100 to 1,000 places), but not from noise that
 * has one: an AR(2) of period 14 passes in 15 % of the series of 100 places and 1 % of 200. Whether it is there is
 * tested again, with a noise model, by whoever removes it ({@code AnalysisOptions.withCycle}). O(n^2 / 8) for n places, at most
 * {@value #MOST_PLACES}.
 */
public final class DominantPeriod {

    private static final int MOST_PLACES = 500;
    private static final int LEAST_PERIODS = 4;
    private static final int PLACES_PER_PERIOD = 8;
    private static final int STEPS = 20;
    private static final int OVERTONES = 3;
    private static final double LEAST_SHARE = 0.5;

    private final double[] value;

    private DominantPeriod(double[] value) {
        this.value = value;
    }

    /** In units of the series' time; absent when there is no such cycle or the series is too short to show one. */
    public static OptionalDouble of(Series series) {
        Bins bins = Bins.of(series.time(), series.value(), MOST_PLACES);
        int n = bins.series().size();
        boolean[] ok = SpikeMask.ok(bins.series().value());
        if (n < LEAST_PERIODS * PLACES_PER_PERIOD || !(bins.width() > 0)) {
            return OptionalDouble.empty();
        }
        Piece line = Piece.fit(bins.series().value(), ok, 0, n);
        double[] rest = new double[n];
        for (int t = 0; t < n; t++) {
            rest[t] = ok[t] ? bins.series().value()[t] - line.at(t) : 0;
        }
        double cycles = new DominantPeriod(rest).cycles();
        return cycles > 0 ? OptionalDouble.of(n * bins.width() / cycles) : OptionalDouble.empty();
    }

    /** Cycles over the whole series, 0 for none. */
    private double cycles() {
        int most = value.length / PLACES_PER_PERIOD;
        double best = 0;
        double power = 0;
        for (int k = LEAST_PERIODS; k <= most; k++) {
            double at = power(k);
            if (at > power) {
                power = at;
                best = k;
            }
        }
        double centre = best;
        for (int step = -STEPS; step <= STEPS && centre > 0; step++) {
            double between = centre + (double) step / STEPS;
            double at = power(between);
            if (at > power) {
                power = at;
                best = between;
            }
        }
        double explained = power;
        for (int overtone = 2; overtone <= OVERTONES && best > 0; overtone++) {
            explained += power(overtone * best);
        }
        double all = Sums.ofSquares(value);
        return best >= LEAST_PERIODS && explained >= LEAST_SHARE * all ? best : 0;
    }

    /** Sum of squares that a sinusoid of so many cycles explains. */
    private double power(double cycles) {
        double angle = 2 * Math.PI * cycles / value.length;
        double cos = 0;
        double sin = 0;
        for (int t = 0; t < value.length; t++) {
            cos += value[t] * Math.cos(angle * t);
            sin += value[t] * Math.sin(angle * t);
        }
        return 2 * (cos * cos + sin * sin) / value.length;
    }
}
