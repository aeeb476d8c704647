package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.noise.Whitener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cycle of known period (a day) and its removal, fitted together with a line per run so that neither steals from the other.
 *
 * <p>Three harmonics of the period, and two of seven periods (a week) once there are 21. Present when an F test of what they
 * explain says so at 5 %, or at 1 % below four periods, with the spectra that the residuals leave possible ({@link CycleNoise};
 * the test for one known spectrum: Percival and Walden 1993, Spectral Analysis for Physical Applications, ch. 10). Least squares
 * as in Grenander and Rosenblatt 1957. By simulation (100 series each) at n = 200 and 5 %, white noise has one in .03 to .06; AR(1) of .9 and
 * random walks in .02 to .08 from four periods on but in .15 to .17 of two, AR(1) under white noise in .03 to .12 and .23:
 * hence the 1 %. Needs two whole periods and 8 places per period. O(n).
 *
 * @param period in units of time
 * @param present whether the test found it; if not, nothing was removed
 * @param p of the F test; 1 when there was nothing to test
 * @param amplitude half the distance between its highest and its lowest value, in units of the values
 * @param values the cycle at each place, 0 when not present
 * @param removed what was taken out; nothing when not present
 */
public record Cycle(double period, boolean present, double p, double amplitude, double[] values, Harmonics removed) {

    private static final int DAY_HARMONICS = 3;
    private static final int WEEK_HARMONICS = 2;
    private static final int PERIODS_TO_A_WEEK = 7;
    private static final int PERIODS_FOR_WEEKS = 21;
    private static final int LEAST_PERIODS = 2;
    private static final int PLACES_PER_PERIOD = 8;
    private static final int PERIODS_TO_TELL = 4;
    private static final double ALPHA = 0.05;
    private static final double ALPHA_OF_FEW = 0.01;

    public static Cycle none(double period, int size) {
        return new Cycle(period, false, 1, 0, new double[size], Harmonics.NONE);
    }

    /**
     * Fits and tests.
     *
     * @param time of all places, equidistant within a piece
     * @param value NaN where missing
     * @param pieces first place of each piece that has a line of its own, then the number of places
     * @param step distance of neighbouring places
     */
    public static Cycle fit(double[] time, double[] value, int[] pieces, double step, double period) {
        int n = time.length;
        int present = Ranks.present(value).length;
        double span = n > 0 ? time[n - 1] - time[0] : 0;
        if (present < Series.LEAST_TO_JUDGE
                || !(step > 0)
                || span + step < LEAST_PERIODS * period
                || period < PLACES_PER_PERIOD * step) {
            return none(period, n);
        }
        double[] frequencies = frequencies(span, period);
        double[][] columns = new double[2 * frequencies.length][n];
        for (int j = 0; j < frequencies.length; j++) {
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * frequencies[j] * (time[t] - time[0]);
                columns[2 * j][t] = Math.cos(angle);
                columns[2 * j + 1][t] = Math.sin(angle);
            }
        }
        boolean[] ok = SpikeMask.ok(value);
        double[] y = detrended(value, ok, pieces);
        double[][] x = new double[columns.length][];
        for (int j = 0; j < x.length; j++) {
            x[j] = detrended(columns[j], ok, pieces);
        }
        int[] all = new int[x.length];
        Arrays.setAll(all, j -> j);
        double[] beta =
                Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), y, x).coefficients(all);
        double[] cycle = new double[n];
        double[] residual = new double[n];
        for (int t = 0; t < n; t++) {
            residual[t] = ok[t] ? y[t] : Double.NaN;
            for (int j = 0; j < beta.length; j++) {
                cycle[t] += beta[j] * columns[j][t];
                residual[t] -= beta[j] * x[j][t];
            }
        }
        double[] radians =
                Arrays.stream(frequencies).map(f -> 2 * Math.PI * f * step).toArray();
        double p = new CycleNoise(ok, pieces).p(residual, y, x, radians);
        double alpha = span + step < PERIODS_TO_TELL * period ? ALPHA_OF_FEW : ALPHA;
        if (!(p <= alpha)) {
            return new Cycle(period, false, p, 0, new double[n], Harmonics.NONE);
        }
        double amplitude = (Arrays.stream(cycle).max().orElse(0)
                        - Arrays.stream(cycle).min().orElse(0))
                / 2;
        return new Cycle(
                period,
                true,
                p,
                amplitude,
                cycle,
                new Harmonics(radians, collinearity(time, columns, ok, pieces), amplitude));
    }

    private static double[] frequencies(double span, double period) {
        List<Double> frequencies = new ArrayList<>();
        for (int h = 1; h <= DAY_HARMONICS; h++) {
            frequencies.add(h / period);
        }
        for (int h = 1; h <= WEEK_HARMONICS && span >= PERIODS_FOR_WEEKS * period; h++) {
            frequencies.add(h / (PERIODS_TO_A_WEEK * period));
        }
        return frequencies.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Takes the line through its ok places from each piece; a piece of fewer than three ok places becomes 0. */
    private static double[] detrended(double[] column, boolean[] ok, int[] pieces) {
        double[] rest = new double[column.length];
        for (int r = 0; r + 1 < pieces.length; r++) {
            Piece line = Piece.fit(column, ok, pieces[r], pieces[r + 1]);
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                rest[t] = ok[t] && line.deviation() >= 0 ? column[t] - line.at(t) : 0;
            }
        }
        return rest;
    }

    /** Variance inflation of the slope that fitting the cycle costs: how well the cycle imitates a line. */
    private static double collinearity(double[] time, double[][] columns, boolean[] ok, int[] pieces) {
        double[] line = centred(time, ok, pieces);
        double[][] x = new double[columns.length][];
        for (int j = 0; j < x.length; j++) {
            x[j] = centred(columns[j], ok, pieces);
        }
        int[] all = new int[x.length];
        Arrays.setAll(all, j -> j);
        double rest =
                Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), line, x).rss(all);
        double whole = Gram.dot(line, line, ok);
        return rest > 0 && whole > 0 ? Math.max(1, whole / rest) : 1;
    }

    private static double[] centred(double[] column, boolean[] ok, int[] pieces) {
        double[] rest = new double[column.length];
        for (int r = 0; r + 1 < pieces.length; r++) {
            double mean = Piece.fit(column, ok, pieces[r], pieces[r + 1]).level();
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                rest[t] = ok[t] ? column[t] - mean : 0;
            }
        }
        return rest;
    }

    public double[] removedFrom(double[] value) {
        double[] rest = value.clone();
        for (int t = 0; t < rest.length; t++) {
            rest[t] -= values[t];
        }
        return rest;
    }
}
