package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.noise.NoiseMixture;
import io.fragmortem.statistics.noise.NoiseSpectra;
import io.fragmortem.statistics.noise.TrendNoise;
import java.util.List;

/**
 * The trend test to rely on: Sen's slope against an error that knows how persistent the noise may be.
 *
 * <p>The slope (Sen 1968, JASA 63:1379) and its error under independence come from the order statistics of the pairwise slopes,
 * which 29 % of outliers do not move; the normal scores of the residuals tell which of a family of noise models
 * ({@link NoiseSpectra}: AR(1), the same under white noise or over a second AR(1), long memory, a fitted AR(p)) may be at work
 * ({@link TrendNoise}), each of them widens the error, and p and interval are averages over the family ({@link NoiseMixture}).
 * A smooth curve that is proven beside the line ({@link Curvature}) is no part of the noise.
 * With independent noise this is Mann and Kendall's test (Mann 1945, Econometrica 13:245; Hamed and Rao 1998, J. Hydrol.
 * 204:182, for the inflation). n_eff is the number of independent samples that would know as much. Below 8 the levels prove
 * nothing and the increments are asked instead ({@link Drift}, {@link TrendResult#method} tells); when these are too few as
 * well, there is no p at all. Steady is an equivalence test: Schuirmann 1987, J. Pharmacokin. Biopharm. 15:657.
 *
 * <p>Assumes one regime (segment first: a step looks like a trend) and no cycle left in. How often it is wrong under which noise
 * is measured in the calibration page. Minimum n 30 for a verdict. O(n log n) expected.
 *
 * <p>Example: {@code Trend.test(new Series(hours, megabytes)).verdict()}.
 */
public final class Trend {

    /** The name that results carry. */
    public static final String METHOD = "Sen slope, error inflated by a family of noise models, Student t";

    public static final double LEAST_EFFECTIVE = 8;

    private Trend() {}

    /** With the default options. */
    public static TrendResult test(Series series) {
        return test(series, TrendOptions.withDefaults());
    }

    /** Tests the samples that are present. */
    public static TrendResult test(Series series, TrendOptions options) {
        return testRuns(List.of(series), options);
    }

    /**
     * Tests a series that was interrupted (restarts, changes of level): only pairs within a run are compared, S and its
     * variance are summed over the runs. Dietz and Killeen 1981, JASA 76:169; van Belle and Hughes 1984, WRR 20:127, with runs
     * for seasons. One noise model is fitted to all runs together. Confirmed then means that the slopes of at least
     * three runs agree: Ibragimov and Mueller 2010, JBES 28:453.
     *
     * @param runs in order of time, not overlapping
     */
    public static TrendResult testRuns(List<Series> runs, TrendOptions options) {
        return testRuns(runs, options, Harmonics.NONE);
    }

    /** As above, for runs from which harmonics were removed. */
    public static TrendResult testRuns(List<Series> runs, TrendOptions options, Harmonics removed) {
        return new TrendSample(runs).test(options, removed, Comparison.CLASSICAL);
    }

    /** Whether the classical tests are made too; their interval alone costs as much as the test. */
    public enum Comparison {
        CLASSICAL,
        NONE
    }

    /** As above. */
    static TrendResult testRuns(List<Series> runs, TrendOptions options, Harmonics removed, Comparison comparison) {
        return new TrendSample(runs).test(options, removed, comparison);
    }
}
