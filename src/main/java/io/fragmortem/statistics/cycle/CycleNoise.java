package io.fragmortem.statistics.cycle;

import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.noise.Cosines;
import io.fragmortem.statistics.noise.Gram;
import io.fragmortem.statistics.noise.NoiseModel;
import io.fragmortem.statistics.noise.NoiseSpectra;
import io.fragmortem.statistics.noise.TrendNoise;
import io.fragmortem.statistics.noise.Whittle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether noise alone would show a cycle of such amplitudes: an F test for every member of {@link NoiseSpectra}, averaged as
 * the residuals speak for the members ({@link Whittle}).
 *
 * <p>What the cycle explains is told by orthonormal columns freed of each run's line; under a member of density f, columns with
 * cosine coefficients a and b have the covariance sum(a b f), which gives an F test for each member. (One spectrum fitted to the residuals is too low just where the
 * cycle was taken out: it finds a cycle of two periods in a third of white series.) At most 256 blocks are looked at; harmonics
 * too fast for these are not tested. Minimum n about 30. O(n), then about 10^5 operations.
 */
final class CycleNoise {

    /** A column that keeps less than this share of its square in the blocks is too fast for them. */
    private static final double SEEN = 0.25;

    private static final int LEAST_BLOCKS = 3;

    /** Of the series of an instance, with its samples all there and with some missing. */
    private static final Recent<Basis> RECENT = new Recent<>(4);

    private final boolean[] ok;
    private final double width;
    /** First place, place after the last, and number of blocks of each run that is long enough. */
    private final List<int[]> runs = new ArrayList<>();

    /**
     * Lays out the blocks.
     *
     * @param pieces first place of each run, then the number of places
     */
    CycleNoise(boolean[] ok, int[] pieces) {
        this.ok = ok;
        width = Math.max(1, (double) ok.length / TrendNoise.MOST_BLOCKS);
        for (int r = 0; r + 1 < pieces.length; r++) {
            int length = pieces[r + 1] - pieces[r];
            int present = 0;
            for (int t = pieces[r]; t < pieces[r + 1]; t++) {
                present += ok[t] ? 1 : 0;
            }
            if (present >= LEAST_BLOCKS) {
                int count = (int) Math.max(LEAST_BLOCKS, Math.rint(length / width));
                runs.add(new int[] {pieces[r], pieces[r + 1], count});
            }
        }
    }

    /**
     * The p value up to {@code most}, and beyond that only something beyond; 1 when there is nothing to test.
     *
     * @param residual of lines and cycle
     * @param y values freed of the lines
     * @param x columns of the cycle freed of the lines
     * @param radians per place of the harmonics
     */
    double p(double[] residual, double[] y, double[][] x, double[] radians, double most) {
        double[] radiansPerBlock = Arrays.stream(radians).map(w -> w * width).toArray();
        double[] whole = zeroed(blocks(y));
        Basis made = RECENT.get(
                kept -> kept.fits(ok, runs, x),
                () -> new Basis(ok.clone(), runs, x, new ArrayList<>(), new ArrayList<>()).filled(this));
        List<double[]> basis = made.columns;
        double[] inner = new double[basis.size()];
        Arrays.setAll(inner, j -> Cosines.dot(basis.get(j), whole));
        List<double[]> left = blocks(residual);
        return basis.isEmpty()
                ? 1
                : new Whittle(left, radiansPerBlock)
                        .columns(TrendNoise.fitted(left, radiansPerBlock), made.coefficients, inner, most);
    }

    /**
     * The columns of the cycle in blocks, orthonormal, and their cosine coefficients: series whose samples are all there have the same.
     *
     * @param x columns that it was made of
     */
    private record Basis(
            boolean[] ok, List<int[]> runs, double[][] x, List<double[]> columns, List<double[]> coefficients) {

        boolean fits(boolean[] otherOk, List<int[]> otherRuns, double[][] otherX) {
            boolean same = Arrays.equals(ok, otherOk) && runs.size() == otherRuns.size();
            for (int r = 0; same && r < runs.size(); r++) {
                same = Arrays.equals(runs.get(r), otherRuns.get(r));
            }
            return same && Arrays.deepEquals(x, otherX);
        }

        private Basis filled(CycleNoise noise) {
            for (double[] column : x) {
                double[] rest = Cosines.without(Cosines.without(zeroed(noise.blocks(column)), columns), columns);
                double square = Cosines.dot(rest, rest);
                if (square > SEEN * Gram.dot(column, column, ok)) {
                    Arrays.setAll(rest, t -> rest[t] / Math.sqrt(square));
                    columns.add(rest);
                    coefficients.add(noise.coefficients(rest));
                }
            }
            return this;
        }
    }

    private List<double[]> blocks(double[] values) {
        List<double[]> blocks = new ArrayList<>();
        for (int[] run : runs) {
            double[] part = Arrays.copyOfRange(values, run[0], run[1]);
            for (int t = run[0]; t < run[1]; t++) {
                part[t - run[0]] = ok[t] ? values[t] : Double.NaN;
            }
            blocks.add(Cosines.blocks(part, run[2]));
        }
        return blocks;
    }

    private static double[] zeroed(List<double[]> blocks) {
        double[] joined = NoiseModel.joined(blocks, 0);
        for (int t = 0; t < joined.length; t++) {
            joined[t] = Double.isNaN(joined[t]) ? 0 : joined[t];
        }
        return joined;
    }

    /** Cosine coefficients 1.. of each run, one after the other. */
    private double[] coefficients(double[] column) {
        double[] all = new double[column.length - runs.size()];
        int from = 0;
        int at = 0;
        for (int[] run : runs) {
            double[] own = Cosines.transform(Arrays.copyOfRange(column, from, from + run[2]));
            System.arraycopy(own, 0, all, at, own.length);
            from += run[2];
            at += own.length;
        }
        return all;
    }
}
