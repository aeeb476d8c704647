package io.fragmortem.statistics;

import java.util.List;

/**
 * The trend test to rely on: Mann-Kendall with a variance from a bias-corrected noise model, and Sen's slope with the
 * interval that goes with it.
 *
 * <p>Residuals of the Sen line, their normal scores, two noise models ({@link NoiseModel}); the variance of S is multiplied
 * by the larger inflation f, n_eff = n / f, p from Student t with n_eff - 2 degrees of freedom, and no p at all when n_eff is
 * below 8. Papers: Mann 1945, Econometrica 13:245; Sen 1968, JASA 63:1379; Hamed and Rao 1998, J. Hydrol. 204:182; Shaman and
 * Stine 1988, JASA 83:842. Steady is an equivalence test: Schuirmann 1987, J. Pharmacokin. Biopharm. 15:657.
 *
 * <p>Assumes one regime (segment first: a step looks like a trend), no cycle left in, and noise without long memory; no test
 * survives a random walk, which is what {@link Caveat#UNIT_ROOT} is for. Minimum n 30 for a verdict. O(n log n) expected.
 *
 * <p>Example: {@code Trend.test(new Series(hours, megabytes)).verdict()}.
 */
public final class Trend {

    /** The name that results carry. */
    public static final String METHOD =
            "Mann-Kendall, variance from bias-corrected AR(p) and ARMA(1,1) of normal scores, Student t";

    static final double LEAST_EFFECTIVE = 8;

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
     * corrected variance are summed over the runs. Dietz and Killeen 1981, JASA 76:169; van Belle and Hughes 1984, WRR 20:127,
     * with runs for seasons. One noise model is fitted to all runs together. Confirmed then means that the slopes of at least
     * three runs agree: Ibragimov and Mueller 2010, JBES 28:453.
     *
     * @param runs in order of time, not overlapping
     */
    public static TrendResult testRuns(List<Series> runs, TrendOptions options) {
        return testRuns(runs, options, Harmonics.NONE);
    }

    /** As above, for runs from which harmonics were removed. */
    static TrendResult testRuns(List<Series> runs, TrendOptions options, Harmonics removed) {
        return new TrendSample(runs).test(options, removed);
    }
}
