package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Blocks;
import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Burg;
import io.fragmortem.statistics.noise.NoiseModel;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;
import io.fragmortem.statistics.base.Draws;

/** Seeded futures of one regime: a line with uncertain slope and level plus autoregressive noise. */
final class FuturePaths {

    private static final int MOST_LAGS = 4;
    /** Innovations to draw from: 2 to the power of 64 - shift. */
    private static final int TABLE_SHIFT = 52;

    private static final int TABLE = 1 << (64 - TABLE_SHIFT);
    /** Longer regimes are simulated on medians of several samples. */
    private static final int MOST_PLACES = 600;

    /** Beyond this many standard deviations below the limit the noise cannot reach it. */
    private static final double OUT_OF_REACH = 6;

    private final double[] residual;
    private final double[] innovation;
    /** Degrees of freedom of their scale. */
    private final double scaleDf;

    private final double[] phi;
    private final double sum;
    private final double sumError;
    private final double[] lastState;
    private final double marginal;
    private final double step;
    private final double end;
    private final double slope;
    private final double slopeError;
    private final double level;
    private final double levelError;
    private final double sinceCentre;
    private final double df;
    private final int steps;
    private final int memory;
    private final ForecastOptions options;

    FuturePaths(Series all, TrendResult trend, double[] radiansPerPlace, ForecastOptions options) {
        this.options = options;
        int block = (all.size() + MOST_PLACES - 1) / MOST_PLACES;
        Series regime = Blocks.medians(all, block);
        double[] radians = Arrays.stream(radiansPerPlace).map(w -> w * block).toArray();
        double[] time = regime.time();
        int size = regime.size();
        step = (time[size - 1] - time[0]) / (size - 1);
        end = time[size - 1];
        slope = trend.slope();
        // a slope from increments has more freedom than the levels have
        df = Math.max(Trend.LEAST_EFFECTIVE - 2, trend.effectiveN() - 2);
        double width = trend.slopeHigh().orElse(0) - trend.slopeLow().orElse(0);
        slopeError = width
                / 2
                / Distributions.studentQuantile(
                        0.5 + TrendOptions.withDefaults().confidence() / 2, df);
        residual = residuals(regime, slope);
        double[] present = Ranks.present(residual);
        int n = present.length;
        level = Arrays.stream(present).average().orElse(0);
        double square = 0;
        for (int t = 0; t < residual.length; t++) {
            residual[t] -= level;
        }
        for (double r : present) {
            square += (r - level) * (r - level);
        }
        // the variance lost to a line fitted through few independent samples
        double deviation = Math.sqrt(square / n);
        double effective = Math.max(1, trend.effectiveN());
        marginal = deviation * Math.sqrt(Math.max(1, effective / df));
        levelError = marginal / Math.sqrt(effective);
        Burg ar = Burg.fit(residual, Math.min(MOST_LAGS, Burg.largestOrder(n)));
        phi = ar.phi().clone();
        double corrected = NoiseModel.corrected(ar.sum(), n, radians);
        phi[0] += NoiseModel.stationary(phi, corrected - ar.sum()) ? corrected - ar.sum() : 0;
        sum = Arrays.stream(phi).sum();
        sumError = Math.sqrt(Math.max(0, 1 - sum * sum) / n);
        double[] surprises = innovations(Math.sqrt(n / Math.max(1.0, n - 2.0 - phi.length)));
        innovation = smoothed(surprises);
        scaleDf = scaleFreedom(surprises);
        lastState = lastState();
        memory = (int) Math.min(size, Math.ceil(4 / Math.max(0.01, 1 - corrected)));
        double centre = present.length == 0 ? 0 : centre(regime);
        sinceCentre = end - centre;
        steps = (int) Math.ceil(options.horizonFactor() * (end - time[0]) / step);
    }

    double horizon() {
        return end + steps * step;
    }

    private static double centre(Series regime) {
        return Arrays.stream(regime.withoutMissing().time()).average().orElse(0);
    }

    /** Distance from the line through the origin of the axis at its centre; NaN = missing. */
    private static double[] residuals(Series regime, double slope) {
        double centre = centre(regime);
        double[] residuals = new double[regime.size()];
        for (int t = 0; t < residuals.length; t++) {
            double v = regime.value()[t];
            residuals[t] = Series.usable(v) ? v - slope * (regime.time()[t] - centre) : Double.NaN;
        }
        return residuals;
    }

    /** What the autoregression leaves, centred, made larger by what fitting took from it. */
    private double[] innovations(double inflation) {
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
        return Math.max(Trend.LEAST_EFFECTIVE - 2, 2 * kept.length / Math.max(2, kurtosis - 1));
    }

    /** Smoothed bootstrap: the next surprise may be larger than any so far. Silverman 1986, Density Estimation, ch. 6. */
    private double[] smoothed(double[] kept) {
        if (kept.length == 0) {
            return new double[TABLE];
        }
        double square = 0;
        double[] size = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            square += kept[i] * kept[i];
            size[i] = Math.abs(kept[i]);
        }
        double robust = 1.4826 * Ranks.medianInPlace(size);
        double deviation = Math.sqrt(square / kept.length);
        double width = 1.06 * Math.min(deviation, robust > 0 ? robust : deviation) * Math.pow(kept.length, -0.2);
        Draws random = new Draws(options.seed() + 1);
        double[] table = new double[TABLE];
        Arrays.setAll(table, i -> kept[i % kept.length] + width * random.nextGaussian());
        return table;
    }

    /** The last residuals, latest first; a missing one counts as none. */
    private double[] lastState() {
        double[] state = new double[phi.length];
        for (int j = 0; j < state.length; j++) {
            int t = residual.length - 1 - j;
            state[j] = t >= 0 && Series.usable(residual[t]) ? residual[t] : 0;
        }
        return state;
    }

    /** First passage times; infinite for the futures that do not get there within the horizon. */
    double[] passages(double limit) {
        Draws random = new Draws(options.seed());
        double[] passages = new double[options.paths()];
        double usual = slowness(phi);
        for (int i = 0; i < passages.length; i++) {
            double chi = chiSquared(random, df) / df;
            double[] noise = persistence(random);
            double spread = 1 / Math.sqrt(Math.max(chi, 1e-6));
            // a slope seen through more persistent noise is known less well
            double slower = Math.sqrt(slowness(noise) / usual);
            double pathSlope = slope + slopeError * slower * spread * random.nextGaussian();
            double pathLevel = level + levelError * spread * random.nextGaussian();
            double atEnd = pathLevel + pathSlope * sinceCentre;
            // today's value is known: a line drawn lower leaves more of it to the noise
            double[] state = lastState.clone();
            for (int j = 0; j < state.length; j++) {
                state[j] += level - pathLevel + (slope - pathSlope) * (sinceCentre - j * step);
            }
            // how large the surprises are is no better known than how many of them there were
            double scale = 1 / Math.sqrt(Math.max(chiSquared(random, scaleDf) / scaleDf, 1e-6));
            passages[i] = passage(limit - atEnd, pathSlope * step, state, noise, scale, random);
        }
        return passages;
    }

    /** Spectral density where a straight line has its power, over the innovations' variance. */
    private double slowness(double[] noise) {
        return new Burg(noise, 1).spectrum(Math.PI / residual.length);
    }

    /** The autoregression with its sum drawn from its own law, never beyond 1 - 1/n. */
    private double[] persistence(Draws random) {
        double drawn = sum + sumError * random.nextGaussian();
        double growth = Math.min(1 - 1.0 / residual.length, drawn) - sum;
        if (!NoiseModel.stationary(phi, growth)) {
            return phi;
        }
        double[] path = phi.clone();
        path[0] += growth;
        return path;
    }

    /** Time of the first passage when the line is {@code room} below the limit at the end and rises so much per step. */
    private double passage(
            double room, double rise, double[] state, double[] phi, double scale, Draws random) {
        double reach = OUT_OF_REACH * marginal;
        int first = 1;
        if (room - rise * steps > reach && room > reach) {
            return Double.POSITIVE_INFINITY;
        }
        if (rise > 0 && room - rise > reach) {
            first = (int) Math.max(1, Math.floor((room - reach) / rise));
        }
        if (first > memory) {
            // the noise will have forgotten today: any stretch of the past will do, and settles while it runs up
            first -= memory;
        } else {
            first = 1;
        }
        // four lags in four variables: this loop is where all the time goes
        double a1 = lag(phi, 0);
        double a2 = lag(phi, 1);
        double a3 = lag(phi, 2);
        double a4 = lag(phi, 3);
        double e1 = lag(state, 0);
        double e2 = lag(state, 1);
        double e3 = lag(state, 2);
        double e4 = lag(state, 3);
        for (int k = first; k <= steps; k++) {
            double surprise = scale * innovation[(int) (random.nextLong() >>> TABLE_SHIFT)];
            double e = surprise + a1 * e1 + a2 * e2 + a3 * e3 + a4 * e4;
            e4 = e3;
            e3 = e2;
            e2 = e1;
            e1 = e;
            double left = room - rise * k;
            if (e >= left) {
                return end + k * step;
            }
            if (rise <= 0 && left > reach + Math.abs(e)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double lag(double[] values, int lag) {
        return lag < values.length ? values[lag] : 0;
    }

    /** Wilson and Hilferty 1931: the cube root of chi squared over its degrees of freedom is close to normal. */
    static double chiSquared(Draws random, double df) {
        double c = 2 / (9 * df);
        double root = 1 - c + Math.sqrt(c) * random.nextGaussian();
        return df * Math.max(1e-3, root * root * root);
    }
}
