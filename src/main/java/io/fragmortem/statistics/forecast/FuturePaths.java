package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;

/** Seeded futures of one stretch: an uncertain mean, what the clock adds, and autoregressive noise that starts from today. */
final class FuturePaths {

    private final Mean mean;
    private final PathNoise noise;
    private final Ahead ahead;
    private final ForecastOptions options;
    /** What samples may be above their place, ascending; at least one value. */
    private final double[] excess;
    /** The most that the clock ever adds. */
    private final double clockHighest;
    /** Between the mean of the future that is being simulated and the limit. */
    private final double[] room;

    /** Futures along the line of a trend, without a clock. */
    FuturePaths(Series all, TrendResult trend, double[] radiansPerSample, ForecastOptions options) {
        this(Stretch.of(all, radiansPerSample), trend, options);
    }

    private FuturePaths(Stretch stretch, TrendResult trend, ForecastOptions options) {
        this(
                stretch,
                LineMean.of(stretch.places(), trend),
                Ahead.of(
                        stretch.end(),
                        stretch.step(),
                        stretch.end() + options.horizonFactor() * stretch.span(),
                        t -> 0),
                options);
    }

    /** Futures about any mean. */
    FuturePaths(Stretch stretch, Mean mean, Ahead ahead, ForecastOptions options) {
        this.mean = mean;
        this.ahead = ahead;
        this.options = options;
        noise = new PathNoise(mean, stretch.radians(), options.seed());
        if (mean instanceof LineMean line) {
            line.under(noise);
        }
        excess = stretch.excess().length > 0 ? stretch.excess() : new double[1];
        room = new double[ahead.steps() + 1];
        clockHighest = Arrays.stream(ahead.clock()).max().orElse(0);
    }

    double horizon() {
        return ahead.time(ahead.steps());
    }

    /** First passage times; infinite for the futures that do not get there within the horizon. */
    double[] passages(double limit) {
        double[] passages = new double[options.paths()];
        passages(limit, passages, 0, passages.length, new Draws(options.seed()));
        return passages;
    }

    /** As many more of them as there are places in {@code passages} from one to another. */
    void passages(double limit, double[] passages, int from, int to, Draws random) {
        for (int i = from; i < to; i++) {
            double spread = 1 / Math.sqrt(Math.max(PathNoise.chiSquared(random, mean.df()) / mean.df(), 1e-6));
            PathNoise.Drawn drawn = noise.persistence(random);
            mean.draw(random, spread, drawn);
            // today's value is known: a mean drawn lower leaves more of it to the noise
            double[] state = noise.state();
            for (int j = 0; j < state.length; j++) {
                state[j] += mean.fitted(-j) - mean.drawn(-j);
            }
            noise.drawScale(random);
            passages[i] = outOfReach(limit)
                    ? burst(limit, ahead.steps() + 1, random)
                    : passage(limit, state, drawn.phi(), random);
        }
    }

    /** Whether the mean stays so far below the limit that the noise cannot get there. */
    private boolean outOfReach(double limit) {
        double highest = mean.highest(1, ahead.steps()) + clockHighest;
        return limit - highest > noise.reach() + excess[excess.length - 1];
    }

    /** Time at which the noise first fills the room that the mean leaves below the limit. */
    private double passage(double limit, double[] state, double[] phi, Draws random) {
        int steps = ahead.steps();
        for (int k = 1; k < room.length; k++) {
            room[k] = limit - ahead.clock()[k] - mean.drawn(k);
        }
        double most = excess[excess.length - 1];
        double reach = noise.reach() + most;
        int first = 1;
        while (first <= steps && room[first] > reach) {
            first++;
        }
        if (first > steps) {
            return burst(limit, first, random);
        }
        // where the noise will have forgotten today any stretch of the past will do, and settles while it runs up
        first = first > noise.memory() ? first - noise.memory() : 1;
        double sooner = burst(limit, first, random);
        if (!Double.isInfinite(sooner)) {
            return sooner;
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
            double e = noise.surprise(random) + a1 * e1 + a2 * e2 + a3 * e3 + a4 * e4;
            e4 = e3;
            e3 = e2;
            e2 = e1;
            e1 = e;
            if (e + most >= room[k] && (e >= room[k] || e + excess[random.below(excess.length)] >= room[k])) {
                return ahead.time(k);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Time at which a burst alone gets there, before a place. */
    private double burst(double limit, int before, Draws random) {
        Bursts bursts = noise.bursts();
        int k = bursts.wait(random);
        // most are too small wherever they come
        double tooSmall = k < before ? bursts.smaller(limit - mean.highest(1, ahead.steps()) - clockHighest) : 0;
        for (; k < before; k += bursts.wait(random)) {
            double chance = random.nextDouble();
            if (chance >= tooSmall && bursts.size(chance) >= limit - ahead.clock()[k] - mean.drawn(k)) {
                return ahead.time(k);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double lag(double[] values, int lag) {
        return lag < values.length ? values[lag] : 0;
    }
}
