package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.trend.Trend;
import io.fragmortem.statistics.trend.TrendOptions;
import io.fragmortem.statistics.trend.TrendResult;

/** The straight line of a trend test, its slope as uncertain as the test says. */
final class LineMean implements Mean {

    private final double[] residual;
    private final double slope;
    private final double slopeError;
    private final double level;
    private final double levelError;
    /** From the centre of the samples to the last place, in units of time. */
    private final double sinceCentre;

    private final double step;
    private final double effective;
    private final double df;
    /** Density of the noise that the errors belong to; NaN until it is known. */
    private double usual = Double.NaN;

    private double drawnLevel;
    private double drawnSlope;

    /**
     * Takes a line.
     *
     * @param slopeError standard error
     * @param effective independent samples that would know the level as well
     * @param df degrees of freedom of the errors
     */
    LineMean(Series stretch, double slope, double slopeError, double effective, double df) {
        double[] time = stretch.time();
        double centre = Sums.mean(stretch.withoutMissing().time());
        step = (time[time.length - 1] - time[0]) / (time.length - 1);
        sinceCentre = time[time.length - 1] - centre;
        this.effective = effective;
        this.df = df;
        this.slope = slope;
        this.slopeError = slopeError;
        residual = new double[time.length];
        double sum = 0;
        int n = 0;
        for (int t = 0; t < residual.length; t++) {
            double v = stretch.value()[t];
            residual[t] = Series.usable(v) ? v - slope * (time[t] - centre) : Double.NaN;
            sum += Series.usable(v) ? residual[t] : 0;
            n += Series.usable(v) ? 1 : 0;
        }
        level = n > 0 ? sum / n : 0;
        for (int t = 0; t < residual.length; t++) {
            residual[t] -= level;
        }
        levelError = PathNoise.marginal(residual, effective, df) / Math.sqrt(Math.max(1, effective));
    }

    /** The line that a trend test found, with the errors that it gave it. */
    static LineMean of(Series stretch, TrendResult trend) {
        // a slope from increments has more freedom than the levels have
        double df = Math.max(Trend.LEAST_EFFECTIVE - 2, trend.effectiveN() - 2);
        double width = trend.slopeHigh().orElse(0) - trend.slopeLow().orElse(0);
        double quantile =
                Distributions.studentQuantile(0.5 + TrendOptions.withDefaults().confidence() / 2, df);
        return new LineMean(stretch, trend.slope(), width / 2 / quantile, trend.effectiveN(), df);
    }

    /** The errors are those under this noise. */
    LineMean under(PathNoise noise) {
        usual = noise.fitted().slowness(residual.length);
        return this;
    }

    @Override
    public double[] residual() {
        return residual.clone();
    }

    @Override
    public double fitted(int place) {
        return level + slope * (sinceCentre + place * step);
    }

    @Override
    public double highest(int from, int to) {
        return Math.max(drawn(from), drawn(to));
    }

    @Override
    public int parameters() {
        return 2;
    }

    @Override
    public double df() {
        return df;
    }

    @Override
    public double effective() {
        return effective;
    }

    @Override
    public void draw(Draws random, double spread, PathNoise.Drawn noise) {
        double now = noise.slowness(residual.length);
        // no noise at all has no persistence either
        draw(random, spread, usual > 0 ? Math.sqrt(now / usual) : 1);
    }

    /** Draws a line under the noise that the errors were calculated with. */
    void draw(Draws random, double spread) {
        draw(random, spread, 1);
    }

    private void draw(Draws random, double spread, double slower) {
        drawnSlope = slope + slopeError * slower * spread * random.nextGaussian();
        drawnLevel = level + levelError * spread * random.nextGaussian();
    }

    @Override
    public double drawn(int place) {
        return drawnLevel + drawnSlope * (sinceCentre + place * step);
    }
}
