package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Cosines;
import io.fragmortem.statistics.noise.NoiseMixture;
import io.fragmortem.statistics.noise.NoiseModel;
import io.fragmortem.statistics.noise.TrendNoise;
import io.fragmortem.statistics.noise.Whittle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The slope of a series whose noise cannot be told from a random walk: the mean of its increments.
 *
 * <p>Where noise remembers as long as the series lasts, a line through the levels proves nothing, but increments still can: a
 * random walk without drift, or any stationary noise (whose increments this test takes for more persistent than they are),
 * passes as a trend no more often than the level says, and a smooth, nearly noise-free growth, whose very curvature reads as
 * persistence, is found. Dickey and Fuller 1979, JASA 74:427, for the model; the long-run variance of the increments, freed of
 * a line of their own (growth may speed up or slow down), is that of {@link Whittle}. Assumes that increments are not a random
 * walk themselves. Minimum 30 increments and 8 effective ones. O(n).
 *
 * @param slope from the first to the last sample of each run, per unit of time
 * @param low lower end of its interval
 * @param high upper end
 * @param p two-sided
 * @param effectiveN independent increments that would know as much
 * @param confirmed whether the fixed-b test of the mean increment ({@link FixedB}) agrees
 */
record Drift(double slope, double low, double high, double p, double effectiveN, boolean confirmed) {

    static final String METHOD = "mean of increments, long-run variance from a family of noise models, Student t";

    private static final int LEAST = 30;

    /** Empty when there are too few increments, or too few effective ones. */
    static Optional<Drift> of(List<Series> runs, double alpha) {
        List<double[]> increments = new ArrayList<>();
        double rise = 0;
        double span = 0;
        int places = 0;
        for (Series run : runs) {
            Series present = run.withoutMissing();
            int last = present.size() - 1;
            if (last > 0) {
                rise += present.value()[last] - present.value()[0];
                span += present.time()[last] - present.time()[0];
                double[] d = increments(run);
                increments.add(d);
                places += d.length;
            }
        }
        double[] all = Ranks.present(NoiseModel.joined(increments, 0));
        if (all.length < LEAST) {
            return Optional.empty();
        }
        double width = Math.max(1, (double) places / TrendNoise.MOST_BLOCKS);
        List<double[]> blocks = new ArrayList<>();
        for (double[] d : increments) {
            int count = (int) Math.rint(d.length / width);
            if (count > 1) {
                blocks.add(Cosines.blocks(d, count));
            }
        }
        Whittle whittle = new Whittle(blocks, new double[0]);
        NoiseMixture noise = whittle.mean();
        double effective = noise.effective(all.length);
        double slope = rise / span;
        double error = Math.sqrt(whittle.variance() / places) * places / span;
        if (effective < Trend.LEAST_EFFECTIVE || !(error > 0)) {
            return Optional.empty();
        }
        double reach = error * noise.errors(alpha);
        double t = FixedB.ofMean(all);
        boolean confirmed = Math.abs(t) > FixedB.CRITICAL_MEAN && Math.signum(t) == Math.signum(slope);
        return Optional.of(
                new Drift(slope, slope - reach, slope + reach, noise.p(slope / error), effective, confirmed));
    }

    /** From place to place; missing where either of the two is. */
    private static double[] increments(Series run) {
        double[] value = run.value();
        double[] d = new double[value.length - 1];
        Arrays.setAll(
                d, i -> Series.usable(value[i]) && Series.usable(value[i + 1]) ? value[i + 1] - value[i] : Double.NaN);
        return d;
    }
}
