package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.Sums;
import java.util.ArrayList;
import java.util.List;

/**
 * The noise about a line, from the normal scores of its residuals: which members of {@link NoiseSpectra} they speak for, and
 * what each of them does to the error of the slope.
 *
 * <p>Whittle's likelihood (1953, Ark. Mat. 2:423) of the cosine transform ({@link Cosines}), the scale integrated out. A
 * member's inflation is its mean density where a line has its power over its mean density elsewhere, which is what the
 * residuals' variance estimates; the degrees of freedom of that variance are Satterthwaite's (1946, Biometrics Bull. 2:110).
 * At most 256 blocks are looked at. Minimum n about 30. O(n log n) for the ranks, then about 10^5 operations.
 *
 * @param slope what it does to a slope
 * @param arSum sum of the coefficients of the fitted autoregression, freed of its bias
 * @param places blocks that it was fitted to
 */
public record TrendNoise(NoiseMixture slope, double arSum, int places) {

    public static final int MOST_BLOCKS = 256;
    private static final int LEAST_BLOCKS = 3;

    /**
     * Fits one noise to several runs, each freed of a line of its own.
     *
     * @param residuals per run on a regular grid, NaN = missing
     * @param importance per run: the variance that it would give the sum S under independence
     * @param removed harmonics taken out before
     */
    public static TrendNoise fit(List<double[]> residuals, double[] importance, Harmonics removed) {
        int length = 0;
        for (double[] run : residuals) {
            length += run.length;
        }
        double width = Math.max(1, (double) length / MOST_BLOCKS);
        double[] radians = removed.radians().clone();
        for (int j = 0; j < radians.length; j++) {
            radians[j] *= width;
        }
        List<double[]> blocks = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        int present = 0;
        double square = 0;
        for (int r = 0; r < residuals.size(); r++) {
            double[] run = residuals.get(r);
            int count = (int) Math.max(Math.min(run.length, LEAST_BLOCKS), Math.rint(run.length / width));
            int samples = Ranks.present(run).length;
            if (samples >= LEAST_BLOCKS) {
                double[] scores = scores(run);
                blocks.add(Cosines.blocks(scores, count));
                weights.add(importance[r]);
                present += samples;
                square += Sums.ofSquares(Ranks.present(scores));
            }
        }
        if (blocks.isEmpty()) {
            return new TrendNoise(NoiseMixture.WHITE, 0, 0);
        }
        Burg fitted = fitted(blocks, radians);
        Whittle whittle = new Whittle(blocks, radians);
        // neighbours that resemble each other make blocks vary more than their samples would
        double blocked = width > 1 && square > 0 ? whittle.variance() * present / square : 1;
        NoiseMixture mixture = whittle.slope(fitted, weights, removed.collinearity() * blocked);
        int places = blocks.stream().mapToInt(b -> Ranks.present(b).length).sum();
        return new TrendNoise(mixture, fitted.sum(), places);
    }

    /** The autoregression of several runs, freed of the bias of their lines and of harmonics. */
    public static Burg fitted(List<double[]> blocks, double[] radians) {
        int present = 0;
        int largest = 1;
        for (double[] run : blocks) {
            int n = Ranks.present(run).length;
            present += n;
            largest = Math.max(largest, Burg.largestOrder(n));
        }
        Burg ar = Burg.fit(NoiseModel.joined(blocks, largest), largest);
        return NoiseModel.corrected(ar, NoiseModel.corrected(ar.sum(), present, blocks.size(), radians));
    }

    private static double[] scores(double[] residuals) {
        double[] score = Ranks.normalScores(Ranks.present(residuals));
        double[] g = new double[residuals.length];
        int k = 0;
        for (int i = 0; i < g.length; i++) {
            g[i] = Series.usable(residuals[i]) ? score[k++] : Double.NaN;
        }
        return g;
    }
}
