package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.base.SpikeMask;
import io.fragmortem.statistics.base.Tables;
import io.fragmortem.statistics.noise.ArmaNoise;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.Whitener;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** Regressors beside a line per piece: least squares with spikes set aside. Frisch and Waugh 1933, Econometrica 1:387. */
final class PieceLines {

    private static final int LEAST_FOR_A_LINE = 3;

    /** Waves of a day on the time axis that the series of an instance share: with few harmonics and with many. */
    private static final Recent<Waves> RECENT = new Recent<>(4);

    private final double[] time;
    private final int[] pieces;
    final boolean[] ok;
    /** Per piece the number of its ok places, their mean and the sum of squares about it. */
    private final double[][] axis;
    /** Regressors that were freed of the lines already: several sets of them have the same waves. */
    private final IdentityHashMap<double[], double[]> freed = new IdentityHashMap<>();

    /**
     * Takes a series.
     *
     * @param pieces first place of each piece that has a line of its own, then the number of places
     */
    PieceLines(double[] time, double[] value, int[] pieces) {
        this.time = time;
        this.pieces = pieces;
        ok = SpikeMask.ok(value);
        axis = new double[pieces.length - 1][];
        for (int r = 0; r < axis.length; r++) {
            axis[r] = axis(pieces[r], pieces[r + 1]);
        }
    }

    private double[] axis(int from, int to) {
        int m = 0;
        double sum = 0;
        for (int t = from; t < to; t++) {
            m += ok[t] ? 1 : 0;
            sum += ok[t] ? t : 0;
        }
        double centre = m > 0 ? sum / m : 0;
        double square = 0;
        for (int t = from; t < to; t++) {
            square += ok[t] ? (t - centre) * (t - centre) : 0;
        }
        return new double[] {m, centre, square};
    }

    /** Cosines and sines on a time axis. */
    private record Waves(double[] time, double[] frequencies, double[][] columns) {}

    double[] time() {
        return time;
    }

    int[] pieces() {
        return pieces;
    }

    /** From the first to the last place. */
    double span() {
        return span(time);
    }

    /** The same of places for which no lines are wanted yet. */
    static double span(double[] time) {
        return time.length > 0 ? time[time.length - 1] - time[0] : 0;
    }

    /** Cosine and sine of each frequency, in cycles per unit of time. */
    double[][] harmonics(double[] frequencies) {
        return RECENT.get(
                        kept -> Arrays.equals(kept.frequencies, frequencies) && Arrays.equals(kept.time, time),
                        () -> new Waves(time.clone(), frequencies.clone(), waves(frequencies)))
                .columns;
    }

    private double[][] waves(double[] frequencies) {
        double[][] columns = Tables.of(2 * frequencies.length, time.length);
        for (int j = 0; j < frequencies.length; j++) {
            for (int t = 0; t < time.length; t++) {
                double angle = 2 * Math.PI * frequencies[j] * (time[t] - time[0]);
                columns[2 * j][t] = Math.cos(angle);
                columns[2 * j + 1][t] = Math.sin(angle);
            }
        }
        return columns;
    }

    /** Takes the line through its ok places from each piece; a piece of fewer than three ok places becomes 0. */
    double[] freed(double[] column) {
        double[] rest = new double[column.length];
        for (int r = 0; r + 1 < pieces.length; r++) {
            Piece line = Piece.fit(column, ok, pieces[r], pieces[r + 1]);
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                rest[t] = ok[t] && line.deviation() >= 0 ? column[t] - line.at(t) : 0;
            }
        }
        return rest;
    }

    double[][] freed(double[][] columns) {
        return Arrays.stream(columns).map(this::freedRegressor).toArray(double[][]::new);
    }

    /** As {@link #freed(double[])} for a column of no large offset, which needs no care for its digits: in a third of the time. */
    double[] freedRegressor(double[] column) {
        return freed.computeIfAbsent(column, this::withoutLines);
    }

    private double[] withoutLines(double[] column) {
        double[] rest = new double[column.length];
        for (int r = 0; r < axis.length; r++) {
            double count = axis[r][0];
            double centre = axis[r][1];
            double sum = 0;
            double product = 0;
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                double v = ok[t] ? column[t] : 0;
                sum += v;
                product += (t - centre) * v;
            }
            double mean = sum / count;
            double slope = product / axis[r][2];
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                rest[t] = ok[t] && count >= LEAST_FOR_A_LINE ? column[t] - mean - slope * (t - centre) : 0;
            }
        }
        return rest;
    }

    /** Least squares coefficients of columns; all freed of the lines. */
    double[] coefficients(double[] y, double[][] x) {
        return coefficients(y, x, new ArmaNoise(0, 0));
    }

    /**
     * The same by generalised least squares. Under noise that remembers this looks at how the series moves from place to place, so that a
     * bend or a jump that no line follows does not leak into the coefficients.
     */
    double[] coefficients(double[] y, double[][] x, ArmaNoise noise) {
        int[] all = new int[x.length];
        Arrays.setAll(all, j -> j);
        return Gram.ofValues(new Whitener(noise, ok), y, x).coefficients(all);
    }

    /** Variance inflation of the slopes that fitting the columns costs: how well they imitate a line. */
    double collinearity(double[][] columns) {
        double[] line = centred(time);
        double[][] x = Arrays.stream(columns).map(this::centred).toArray(double[][]::new);
        int[] all = new int[x.length];
        Arrays.setAll(all, j -> j);
        double rest =
                Gram.ofValues(new Whitener(new ArmaNoise(0, 0), ok), line, x).rss(all);
        double whole = Gram.dot(line, line, ok);
        return rest > 0 && whole > 0 ? Math.max(1, whole / rest) : 1;
    }

    private double[] centred(double[] column) {
        double[] rest = new double[column.length];
        for (int r = 0; r + 1 < pieces.length; r++) {
            double mean = Piece.fit(column, ok, pieces[r], pieces[r + 1]).level();
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                rest[t] = ok[t] ? column[t] - mean : 0;
            }
        }
        return rest;
    }

    /** Adds up columns with their coefficients. */
    static double[] sum(double[] beta, double[][] columns, int n) {
        double[] sum = new double[n];
        for (int j = 0; j < beta.length; j++) {
            for (int t = 0; t < n; t++) {
                sum[t] += beta[j] * columns[j][t];
            }
        }
        return sum;
    }
}
