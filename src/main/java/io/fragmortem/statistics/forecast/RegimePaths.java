package io.fragmortem.statistics.forecast;

import io.fragmortem.statistics.base.Draws;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Seeded futures of a run whose level jumps again and again: a line through all of it with an uncertain slope, and on top of it whole
 * regimes of the past in random order, with everything that happened in them. A saw goes on falling back, bursts come again, stairs go up in
 * whole steps ({@link Stairs}).
 *
 * <p>Resampling whole stretches of dependent data: Kuensch 1989, Ann. Stat. 17:1217. The regime that lasts goes on like one of those
 * that lasted longer, from where it is.
 */
final class RegimePaths {

    /** Kernel width of the heights of resampled regimes, in their deviations: the next may be higher than any so far. */
    private static final double KERNEL = 1.06;

    /** Of the line through all stretches, one after the other. */
    private final double[] residual;
    /** First place of each regime that was seen whole, and the place after its last one. */
    private final List<int[]> whole = new ArrayList<>();

    private final int age;
    private final double kernel;
    private final LineMean line;
    private final Ahead ahead;
    private final ForecastOptions options;
    private final Stairs stairs;

    /** Lays out a run of several stretches along the line of its net trend. */
    RegimePaths(Past past, ForecastOptions options) {
        this.options = options;
        stairs = Stairs.of(past.jumps());
        List<Integer> starts = new ArrayList<>();
        int n = 0;
        for (Series stretch : past.jumps()) {
            starts.add(n);
            n += stretch.size();
        }
        double[] time = new double[n];
        double[] value = new double[n];
        for (int i = 0; i < starts.size(); i++) {
            Series stretch = past.jumps().get(i);
            System.arraycopy(stretch.time(), 0, time, starts.get(i), stretch.size());
            System.arraycopy(stretch.value(), 0, value, starts.get(i), stretch.size());
        }
        // the first was cut off at its beginning, the last at its end
        for (int i = 1; i + 1 < starts.size(); i++) {
            whole.add(new int[] {starts.get(i), starts.get(i + 1)});
        }
        age = n - starts.get(starts.size() - 1);
        line = LineMean.of(new Series(time, value), past.net());
        residual = line.residual();
        for (int t = 1; t < n; t++) {
            // a missing sample is as the one before it
            residual[t] = Double.isNaN(residual[t]) ? residual[t - 1] : residual[t];
        }
        kernel = kernel();
        double end = time[n - 1];
        ahead = Ahead.of(end, (end - time[0]) / (n - 1), end + options.horizonFactor() * (end - time[0]), past.clock());
    }

    private double kernel() {
        double[] highest = whole.stream()
                .mapToDouble(r -> {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int t = r[0]; t < r[1]; t++) {
                        most = Math.max(most, residual[t]);
                    }
                    return most;
                })
                .toArray();
        double mean = Sums.mean(highest);
        double square = 0;
        for (double h : highest) {
            square += (h - mean) * (h - mean);
        }
        int m = highest.length;
        return KERNEL * Math.sqrt(square / Math.max(1, m - 1)) * Math.pow(m, -0.2);
    }

    Futures futures(double limit) {
        Draws random = new Draws(options.seed());
        double[] passages = new double[options.paths()];
        double reached = stairs.reached(limit);
        Arrays.setAll(passages, i -> passage(reached, random));
        Arrays.sort(passages);
        return new Futures(passages, ahead.time(ahead.steps()), line.effective(), 0, 0);
    }

    private double passage(double limit, Draws random) {
        double spread = 1 / Math.sqrt(Math.max(PathNoise.chiSquared(random, line.df()) / line.df(), 1e-6));
        line.draw(random, spread);
        int longer = longer(random);
        int[] regime = whole.get(longer >= 0 ? longer : random.below(whole.size()));
        int t = longer >= 0 ? regime[0] + age : regime[0];
        // one that lasts goes on from where it is
        double today = line.fitted(0) + residual[residual.length - 1];
        double offset = longer >= 0 ? today - line.drawn(0) - residual[t - 1] : kernel * random.nextGaussian();
        for (int k = 1; k <= ahead.steps(); k++) {
            if (t >= regime[1]) {
                regime = whole.get(random.below(whole.size()));
                t = regime[0];
                offset = kernel * random.nextGaussian();
            }
            if (line.drawn(k) + residual[t++] + offset + ahead.clock()[k] >= limit) {
                return ahead.time(k);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Any whole regime that lasted longer than the present one has so far; -1 when none did. */
    private int longer(Draws random) {
        int count = 0;
        int chosen = -1;
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i)[1] - whole.get(i)[0] > age && random.below(++count) == 0) {
                chosen = i;
            }
        }
        return chosen;
    }
}
