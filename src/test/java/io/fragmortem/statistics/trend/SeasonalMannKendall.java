package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Mann-Kendall within seasons, plain and with the correlation between seasons, for comparison only.
 *
 * <p>Hirsch, Slack and Smith 1982, WRR 18:107 (plain: assumes independence, .1 to .6 false alarms on autocorrelated noise);
 * Hirsch and Slack 1984, WRR 20:727 (correlated: honest, but it needs a week or more of days). The plain test takes an incomplete
 * last cycle as it is (pyMannKendall; R wants whole cycles), the correlated one uses whole cycles only (as both) and, as R, the
 * continuity correction that pyMannKendall leaves out there. The correlated
 * variance is exact where no value is missing and no ties occur, else Hirsch and Slack's estimate from ranks. Minimum: 2 cycles.
 * O(n log n) plain, O(period^2 cycles) correlated.
 *
 * @param s sum of S over seasons
 * @param varS its variance, with continuity correction in z
 * @param z normal score
 * @param p two-sided
 * @param slope median of the pairwise slopes within seasons, per cycle; absent without pairs
 */
public record SeasonalMannKendall(long s, double varS, double z, double p, OptionalDouble slope) {

    /** Independent seasons. */
    public static Optional<SeasonalMannKendall> independent(double[] values, int period) {
        check(period);
        return values.length < 2 * period ? Optional.empty() : Optional.of(test(seasons(values, period), false));
    }

    /** Correlated seasons, on whole cycles. */
    public static Optional<SeasonalMannKendall> correlated(double[] values, int period) {
        check(period);
        int whole = values.length / period * period;
        return whole < 2 * period
                ? Optional.empty()
                : Optional.of(test(seasons(Arrays.copyOf(values, whole), period), true));
    }

    private static void check(int period) {
        if (period < 1) {
            throw new IllegalArgumentException("seasonal test: period " + period + ", expected 1 or more");
        }
    }

    private static List<double[]> seasons(double[] values, int period) {
        List<double[]> seasons = new ArrayList<>();
        for (int g = 0; g < period; g++) {
            double[] season = new double[(values.length - g + period - 1) / period];
            for (int i = 0; i < season.length; i++) {
                season[i] = values[g + i * period];
            }
            seasons.add(season);
        }
        return seasons;
    }

    private static SeasonalMannKendall test(List<double[]> seasons, boolean correlated) {
        long s = 0;
        double varS = 0;
        for (double[] season : seasons) {
            MannKendall own = MannKendall.of(season);
            s += own.s();
            varS += own.varS();
        }
        if (correlated) {
            varS = covariance(seasons);
        }
        double z = MannKendall.score((double) s, varS);
        return new SeasonalMannKendall(s, varS, z, Distributions.normalTwoSided(z), slope(seasons));
    }

    /** Sum of all covariances of S between seasons, a season with itself among them, from signs and ranks. */
    private static double covariance(List<double[]> seasons) {
        double sum = 0;
        List<double[]> ranks = new ArrayList<>();
        for (double[] season : seasons) {
            ranks.add(ranks(season));
        }
        for (int g = 0; g < seasons.size(); g++) {
            for (int h = g; h < seasons.size(); h++) {
                int n = seasons.get(g).length;
                double k = concordance(seasons.get(g), seasons.get(h));
                double products = 0;
                for (int i = 0; i < n; i++) {
                    products += ranks.get(g)[i] * ranks.get(h)[i];
                }
                double present = present(seasons.get(g));
                double other = present(seasons.get(h));
                double cov = (k + 4 * products - n * (present + 1) * (other + 1)) / 3;
                sum += g == h ? cov : 2 * cov;
            }
        }
        return Math.max(0, sum);
    }

    /** Ranks as (n + 1 + sum of signs of differences) / 2; a missing value has the middle rank. */
    private static double[] ranks(double[] season) {
        double[] rank = new double[season.length];
        double n = present(season);
        for (int i = 0; i < rank.length; i++) {
            double sum = n + 1;
            for (double other : season) {
                sum += sign(season[i] - other);
            }
            rank[i] = sum / 2;
        }
        return rank;
    }

    private static double concordance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                sum += sign((a[j] - a[i])) * sign(b[j] - b[i]);
            }
        }
        return sum;
    }

    private static double present(double[] season) {
        return Ranks.present(season).length;
    }

    private static double sign(double difference) {
        return Double.isNaN(difference) ? 0 : Math.signum(difference);
    }

    private static OptionalDouble slope(List<double[]> seasons) {
        int[] bounds = new int[seasons.size() + 1];
        List<Series> present = new ArrayList<>();
        int pairs = 0;
        for (int g = 0; g < seasons.size(); g++) {
            Series season = Series.of(seasons.get(g)).withoutMissing();
            present.add(season);
            bounds[g + 1] = bounds[g] + season.size();
            pairs += season.size() / 2;
        }
        double[] time = new double[bounds[seasons.size()]];
        double[] value = new double[time.length];
        for (int g = 0; g < seasons.size(); g++) {
            System.arraycopy(
                    present.get(g).time(), 0, time, bounds[g], present.get(g).size());
            System.arraycopy(
                    present.get(g).value(), 0, value, bounds[g], present.get(g).size());
        }
        return pairs == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(new PairwiseSlopes(time, value, bounds).median());
    }
}
