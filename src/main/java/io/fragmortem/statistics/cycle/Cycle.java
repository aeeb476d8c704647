package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
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
        if (!possible(time, value, step, period)) {
            return none(period, n);
        }
        double span = time[n - 1] - time[0];
        double[] frequencies = frequencies(span, period);
        PieceLines lines = new PieceLines(time, value, pieces);
        double[][] columns = lines.harmonics(frequencies);
        double[] y = lines.freed(value);
        double[][] x = lines.freed(columns);
        double[] beta = lines.coefficients(y, x);
        double[] cycle = PieceLines.sum(beta, columns, n);
        double[] fitted = PieceLines.sum(beta, x, n);
        double[] residual = new double[n];
        Arrays.setAll(residual, t -> lines.ok[t] ? y[t] - fitted[t] : Double.NaN);
        double[] radians =
                Arrays.stream(frequencies).map(f -> 2 * Math.PI * f * step).toArray();
        double p = new CycleNoise(lines.ok, pieces).p(residual, y, x, radians);
        double alpha = span + step < PERIODS_TO_TELL * period ? ALPHA_OF_FEW : ALPHA;
        if (!(p <= alpha)) {
            return new Cycle(period, false, p, 0, new double[n], Harmonics.NONE);
        }
        double amplitude = amplitude(cycle);
        return new Cycle(
                period, true, p, amplitude, cycle, new Harmonics(radians, lines.collinearity(columns), amplitude));
    }

    /** Whether the series is long and dense enough to tell. */
    static boolean possible(double[] time, double[] value, double step, double period) {
        int n = time.length;
        double span = n > 0 ? time[n - 1] - time[0] : 0;
        return Ranks.present(value).length >= Series.LEAST_TO_JUDGE
                && step > 0
                && span + step >= LEAST_PERIODS * period
                && period >= PLACES_PER_PERIOD * step;
    }

    /** Whether so many frequencies include those of a week. */
    static boolean hasWeeks(int frequencies) {
        return frequencies > DAY_HARMONICS;
    }

    /** Half the distance between the highest and the lowest value. */
    static double amplitude(double[] values) {
        return (Arrays.stream(values).max().orElse(0)
                        - Arrays.stream(values).min().orElse(0))
                / 2;
    }

    /** Frequencies of the harmonics that a series of this length can have, in cycles per unit of time. */
    static double[] frequencies(double span, double period) {
        List<Double> frequencies = new ArrayList<>();
        for (int h = 1; h <= DAY_HARMONICS; h++) {
            frequencies.add(h / period);
        }
        for (int h = 1; h <= WEEK_HARMONICS && span >= PERIODS_FOR_WEEKS * period; h++) {
            frequencies.add(h / (PERIODS_TO_A_WEEK * period));
        }
        return frequencies.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
