package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Recent;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.noise.Burg;
import io.fragmortem.statistics.noise.NoiseModel;
import java.util.Arrays;

/**
 * The noise of simulated futures: an autoregression of at most four lags, driven by resampled and smoothed innovations, with its persistence
 * and the size of the innovations drawn for each future, since neither is known exactly.
 */
final class PathNoise {

    static final int MOST_LAGS = 4;
    /** Innovations to draw from: 2 to the power of 64 - shift. */
    private static final int TABLE_SHIFT = 52;

    private static final int TABLE = 1 << (64 - TABLE_SHIFT);
    private static final Recent<Normal> NORMAL = new Recent<>(2);
    private static final double LEAST_FREEDOM = 6;
    private static final double OUT_OF_REACH = 6;
    private static final double LARGEST_TOGETHER = 2;

    private final double[] phi;
    private final double sum;
    private final double sumError;
    private final double innovationVariance;
    private final double[] innovation;
    private final double largest;
    private final Bursts bursts;
    /** Places of the table from which on a burst may come instead. */
    private final int quiet;

    /** Degrees of freedom of their scale. */
    private final double scaleDf;

    private final double[] lastState;
    private final double marginal;
    private final int memory;
    private final int places;
    private double scale = 1;

    /**
     * Fits the noise about a mean.
     *
     * @param radians per place of harmonics that were removed before
     */
    PathNoise(Mean mean, double[] radians, long seed) {
        double[] residual = mean.residual();
        places = residual.length;
        marginal = marginal(residual, mean.effective(), mean.df());
        int n = Ranks.present(residual).length;
        Burg ar = Burg.fit(residual, Math.min(MOST_LAGS, Burg.largestOrder(n)));
        phi = ar.phi().clone();
        double corrected = NoiseModel.corrected(ar.sum(), n, radians);
        phi[0] += NoiseModel.stationary(phi, corrected - ar.sum()) ? corrected - ar.sum() : 0;
        sum = Sums.of(phi);
        sumError = Math.sqrt(Math.max(0, 1 - sum * sum) / n);
        double[] surprises = innovations(residual, Math.sqrt(n / Math.max(1.0, n - mean.parameters() - phi.length)));
        innovationVariance = surprises.length == 0 ? 0 : Sums.ofSquares(surprises) / surprises.length;
        memory = (int) Math.min(places, Math.ceil(4 / Math.max(0.01, 1 - corrected)));
        double usual = usual(surprises);
        bursts = new Bursts(surprises, usual, memory);
        double[] kept = Arrays.stream(surprises).filter(e -> !bursts.bursts(e)).toArray();
        innovation = smoothed(kept, usual, seed + 1);
        quiet = TABLE - (int) Math.ceil(TABLE * bursts.share());
        largest = Arrays.stream(innovation).max().orElse(0);
        scaleDf = scaleFreedom(kept);
        lastState = lastState(residual);
    }

    /** Standard deviation about a mean, with what fitting a line through few independent samples took from it. */
    static double marginal(double[] residual, double effective, double df) {
        double[] present = Ranks.present(residual);
        double deviation = Math.sqrt(Sums.ofSquares(present) / present.length);
        return deviation * Math.sqrt(Math.max(1, Math.max(1, effective) / df));
    }

    /** Further than so far from its mean it hardly ever is without bursts: many deviations, or a few of the largest surprises. */
    double reach() {
        return Math.max(OUT_OF_REACH * marginal, LARGEST_TOGETHER * largest);
    }

    /** What may reach further. */
    Bursts bursts() {
        return bursts;
    }

    /** After so many steps a future has forgotten today. */
    int memory() {
        return memory;
    }

    /** The last residuals, latest first. */
    double[] state() {
        return lastState.clone();
    }

    /** What the autoregression leaves, centred, made larger by what fitting took from it. */
    private double[] innovations(double[] residual, double inflation) {
        double[] left = new double[residual.length];
        int k = 0;
        double mean = 0;
        for (int t = phi.length; t < residual.length; t++) {
            double e = residual[t];
            for (int j = 0; j < phi.length; j++) {
                e -= phi[j] * residual[t - 1 - j];
            }
            if (!Double.isNaN(e)) {
                left[k++] = e;
                mean += e;
            }
        }
        double centre = mean / Math.max(1, k);
        double[] kept = Arrays.copyOf(left, k);
        Arrays.setAll(kept, i -> (kept[i] - centre) * inflation);
        return kept;
    }

    /** Of a variance, from the fourth moment: 2 k over the kurtosis less 1. Box 1953, Biometrika 40:318. */
    static double scaleFreedom(double[] kept) {
        double square = 0;
        double fourth = 0;
        for (double e : kept) {
            square += e * e;
            fourth += e * e * e * e;
        }
        double kurtosis = square > 0 ? fourth / square / square * kept.length : 3;
        return Math.max(LEAST_FREEDOM, 2 * kept.length / Math.max(2, kurtosis - 1));
    }

    /** Deviation of the usual ones, whatever the others do. */
    private static double usual(double[] surprises) {
        if (surprises.length == 0) {
            return 0;
        }
        double deviation = Math.sqrt(Sums.ofSquares(surprises) / surprises.length);
        double robust = 1.4826
                * Ranks.medianInPlace(Arrays.stream(surprises).map(Math::abs).toArray());
        return robust > 0 ? Math.min(deviation, robust) : deviation;
    }

    /** Smoothed bootstrap: the next surprise may be larger than any so far. Silverman 1986, Density Estimation, ch. 6. */
    private static double[] smoothed(double[] kept, double usual, long seed) {
        double[] table = new double[TABLE];
        if (kept.length == 0) {
            return table;
        }
        double width = 1.06 * usual * Math.pow(kept.length, -0.2);
        double[] normal = NORMAL.get(n -> n.seed == seed, () -> Normal.of(seed)).value;
        int from = 0;
        for (int i = 0; i < TABLE; i++) {
            table[i] = kept[from] + width * normal[i];
            from = from + 1 < kept.length ? from + 1 : 0;
        }
        return table;
    }

    /** As many normal numbers as there are innovations: the same for each noise of a forecast's seed. */
    private record Normal(long seed, double[] value) {

        static Normal of(long seed) {
            double[] value = new double[TABLE];
            Draws random = new Draws(seed);
            Arrays.setAll(value, i -> random.nextGaussian());
            return new Normal(seed, value);
        }
    }

    /** A missing one counts as none. */
    private double[] lastState(double[] residual) {
        double[] state = new double[phi.length];
        for (int j = 0; j < state.length; j++) {
            int t = residual.length - 1 - j;
            state[j] = t >= 0 && Series.usable(residual[t]) ? residual[t] : 0;
        }
        return state;
    }

    /**
     * The autoregression of one future.
     *
     * @param variance of its innovations
     */
    record Drawn(double[] phi, double variance) {

        /** Spectral density at half a period in so many places: where a line or a slow curve has its power. */
        double slowness(int places) {
            return variance * new Burg(phi, 1).spectrum(Math.PI / places);
        }
    }

    /** As it was fitted. */
    Drawn fitted() {
        return new Drawn(phi, innovationVariance);
    }

    /** Its sum drawn from its own law, never beyond 1 - 1/n. */
    Drawn persistence(Draws random) {
        double drawn = sum + sumError * random.nextGaussian();
        double growth = Math.min(1 - 1.0 / places, drawn) - sum;
        if (!NoiseModel.stationary(phi, growth)) {
            return fitted();
        }
        double[] path = phi.clone();
        path[0] += growth;
        return new Drawn(path, innovationVariance);
    }

    /** How large the surprises are is no better known than how many of them there were. */
    void drawScale(Draws random) {
        bursts.draw(random);
        scale = 1 / Math.sqrt(Math.max(chiSquared(random, scaleDf) / scaleDf, 1e-6));
    }

    double surprise(Draws random) {
        int i = (int) (random.nextLong() >>> TABLE_SHIFT);
        return i >= quiet && bursts.comes(random) ? bursts.size(random.nextDouble()) : scale * innovation[i];
    }

    /** Wilson and Hilferty 1931: the cube root of chi squared over its degrees of freedom is close to normal. */
    static double chiSquared(Draws random, double df) {
        double c = 2 / (9 * df);
        double root = 1 - c + Math.sqrt(c) * random.nextGaussian();
        return df * Math.max(1e-3, root * root * root);
    }
}
