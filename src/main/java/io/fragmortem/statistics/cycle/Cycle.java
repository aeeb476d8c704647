package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a series has a cycle of a known period (a day), tested beside a line per piece so that neither steals from the other.
 *
 * <p>Three harmonics of the period, and two of seven periods (a week) once there are 21. Present when an F test of what they explain
 * says so at 5 %, or at 1 % below four periods, with the spectra that the residuals leave possible ({@link CycleNoise};
 * the test for one known spectrum: Percival and Walden 1993, Spectral Analysis for Physical Applications, ch. 10). Least squares
 * as in Grenander and Rosenblatt 1957. By simulation (100 series each) at n = 200 and 5 %, white noise has one in .03 to .06; AR(1) of .9 and
 * random walks in .02 to .08 from four periods on but in .15 to .17 of two, AR(1) under white noise in .03 to .12 and .23:
 * hence the 1 %. Needs two whole periods and 8 places per period. O(n).
 *
 * @param period in units of time
 * @param present whether the test found it; if not, nothing is removed
 * @param p of the F test, where it found nothing only a value above its level; 1 when there was nothing to test
 */
public record Cycle(double period, boolean present, double p) {

    private static final int DAY_HARMONICS = 3;
    /** Cosine and sine of the harmonics that every cycle has; they come first among its columns. */
    static final int COLUMNS_OF_A_PERIOD = 2 * DAY_HARMONICS;

    private static final int[] MORE_HARMONICS = {5, 8};
    private static final int PLACES_PER_HARMONIC = 4;
    private static final int WEEK_HARMONICS = 2;
    private static final int PERIODS_TO_A_WEEK = 7;
    private static final int PERIODS_FOR_WEEKS = 21;
    private static final int LEAST_PERIODS = 2;
    private static final int PLACES_PER_PERIOD = 8;
    private static final int PERIODS_TO_TELL = 4;
    private static final double ALPHA = 0.05;
    private static final double ALPHA_OF_FEW = 0.01;

    static Cycle none(double period) {
        return new Cycle(period, false, 1);
    }

    /**
     * Tests the harmonics of the period.
     *
     * @param y the series freed of the lines
     * @param step distance of neighbouring places
     */
    static Cycle test(PieceLines lines, double[] y, double step, double period) {
        double span = lines.span();
        double[] frequencies = frequencies(span, period);
        double[][] x = lines.freed(lines.harmonics(frequencies));
        double[] fitted = PieceLines.sum(lines.coefficients(y, x), x, y.length);
        double[] residual = new double[y.length];
        Arrays.setAll(residual, t -> lines.ok[t] ? y[t] - fitted[t] : Double.NaN);
        double alpha = span + step < PERIODS_TO_TELL * period ? ALPHA_OF_FEW : ALPHA;
        double p = new CycleNoise(lines.ok, lines.pieces()).p(residual, y, x, radians(frequencies, step), alpha);
        return new Cycle(period, p <= alpha, p);
    }

    /** Whether the series is long and dense enough to tell. */
    static boolean possible(double[] value, double span, double step, double period) {
        return Ranks.present(value).length >= Series.LEAST_TO_JUDGE
                && step > 0
                && span + step >= LEAST_PERIODS * period
                && period >= PLACES_PER_PERIOD * step;
    }

    /** Whether a series is long enough for harmonics of a week. */
    static boolean hasWeeks(double span, double period) {
        return span >= PERIODS_FOR_WEEKS * period;
    }

    static double[] radians(double[] frequencies, double step) {
        return Arrays.stream(frequencies).map(f -> 2 * Math.PI * f * step).toArray();
    }

    /** Frequencies of the harmonics that are tested, in cycles per unit of time. */
    static double[] frequencies(double span, double period) {
        List<Double> frequencies = new ArrayList<>();
        for (int h = 1; h <= DAY_HARMONICS; h++) {
            frequencies.add(h / period);
        }
        for (int h = 1; h <= WEEK_HARMONICS && hasWeeks(span, period); h++) {
            frequencies.add(h / (PERIODS_TO_A_WEEK * period));
        }
        return frequencies.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** These frequencies, then with more and more harmonics: jobs and floors make a cycle that is no smooth wave. */
    static List<double[]> sharper(double[] frequencies, double period, double step) {
        List<double[]> sets = new ArrayList<>(List.of(frequencies));
        for (int most : MORE_HARMONICS) {
            if (period >= PLACES_PER_HARMONIC * most * step) {
                double[] more = Arrays.copyOf(frequencies, frequencies.length + most - DAY_HARMONICS);
                for (int h = DAY_HARMONICS + 1; h <= most; h++) {
                    more[frequencies.length + h - DAY_HARMONICS - 1] = h / period;
                }
                sets.add(more);
            }
        }
        return sets;
    }
}
