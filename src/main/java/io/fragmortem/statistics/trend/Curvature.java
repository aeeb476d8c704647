package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Explained;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.noise.Whitener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A smooth curve in what a line leaves: growth that speeds up or slows down reads as noise that remembers for as long as the series lasts, and
 * a trend that everybody sees would not be told from a wander.
 *
 * <p>A parabola, a logarithm from either end, or a cubic, each with ARMA(1,1) noise refitted, against the line alone. The bar of -2 log
 * likelihood is what the curves gain in 3 of 1,000 random walks, with and without white noise, and of fractional noises of d up to .8 (20 to
 * 400 places, 600 or 1,000 series each, simulated; curves that double a level under 2 % of white noise gain 125 and more). A wander whose increments
 * wander themselves may pass for a curve. Assumes equidistant places. Minimum 20 samples. O(n) where nothing bends, else O(n) for each of
 * some 20 noises.
 */
final class Curvature {

    private static final double BAR = 27;
    /** A cubic has one coefficient more, and gains more by chance. */
    private static final double COST_OF_A_CUBIC = 4;

    private static final int LEAST = 20;
    private static final int[][] SETS = {{0, 1}, {0, 1, 2}, {0, 1, 3}, {0, 1, 4}, {0, 1, 2, 5}};
    private static final int CUBIC = SETS.length - 1;

    private Curvature() {}

    /**
     * The curve, with the line beside it; absent where none is proven.
     *
     * @param residuals at equidistant places, NaN = missing
     */
    static Optional<double[]> of(double[] residuals) {
        boolean[] ok = SpikeMask.ok(residuals);
        int samples = 0;
        for (boolean counts : ok) {
            samples += counts ? 1 : 0;
        }
        if (samples < LEAST) {
            return Optional.empty();
        }
        double[] y = new double[residuals.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = Series.usable(residuals[t]) ? residuals[t] : 0;
        }
        double[][] columns = columns(y.length);
        if (!bendsAtAll(y, ok, samples, columns)) {
            return Optional.empty();
        }
        Explained explained = new Explained(y, ok, samples, columns, new double[0][], List.of(SETS));
        int best = 1;
        for (int set = 2; set < SETS.length; set++) {
            best = cost(explained, set) < cost(explained, best) ? set : best;
        }
        if (cost(explained, best) + BAR > explained.deviance(0)) {
            return Optional.empty();
        }
        double[] beta = explained.coefficients(best);
        double[] curve = new double[y.length];
        for (int j = 0; j < beta.length; j++) {
            double[] column = columns[SETS[best][j]];
            for (int t = 0; t < curve.length; t++) {
                curve[t] += beta[j] * column[t];
            }
        }
        return Optional.of(curve);
    }

    private static double cost(Explained explained, int set) {
        return explained.deviance(set) + (set == CUBIC ? COST_OF_A_CUBIC : 0);
    }

    /** Under white noise curves gain more than under any that remembers. */
    private static boolean bendsAtAll(double[] y, boolean[] ok, int samples, double[][] columns) {
        Gram gram = Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), y, columns);
        double[] deviance = gram.deviances(List.of(SETS), samples);
        return Arrays.stream(deviance, 1, deviance.length).min().orElseThrow() + BAR <= deviance[0];
    }

    /** A constant, time, its square, a logarithm that is fast first and one that is fast last, the cube. */
    private static double[][] columns(int n) {
        double[][] columns = new double[6][n];
        for (int t = 0; t < n; t++) {
            double x = 2.0 * t / (n - 1) - 1;
            double early = Math.log(1 + 9.0 * t / n);
            columns[0][t] = 1;
            columns[1][t] = x;
            columns[2][t] = x * x;
            columns[3][t] = early;
            columns[4][n - 1 - t] = early;
            columns[5][t] = x * x * x;
        }
        return columns;
    }

    /** What was removed before, and curves over so many places: they take what the slowest cosines beside a line have. */
    static Harmonics beside(Harmonics removed, int places) {
        double[] all = Arrays.copyOf(removed.radians(), removed.radians().length + 2);
        all[all.length - 2] = 2 * Math.PI / places;
        all[all.length - 1] = 3 * Math.PI / places;
        return new Harmonics(all, removed.collinearity(), removed.amplitude());
    }
}
