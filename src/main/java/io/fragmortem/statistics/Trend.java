package io.fragmortem.statistics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

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
    private static final int LEAST_SAMPLES = 10;

    private Trend() {}

    /** With the default options. */
    public static TrendResult test(Series series) {
        return test(series, TrendOptions.withDefaults());
    }

    /** Tests the samples that are present. */
    public static TrendResult test(Series series, TrendOptions options) {
        return test(series, options, new double[0]);
    }

    /** As {@link #test(Series, TrendOptions)} for a series from which harmonics were removed. */
    static TrendResult test(Series series, TrendOptions options, double[] radians) {
        Series present = series.withoutMissing();
        double[] time = present.time();
        double[] value = present.value();
        int n = time.length;
        Set<Caveat> caveats = caveats(series, present, options);
        if (radians.length > 0) {
            caveats.add(Caveat.CYCLE_REMOVED);
        }
        MannKendall mk = MannKendall.ofPresent(value);
        if (mk.ties()) {
            caveats.add(Caveat.TIES);
        }
        Pettitt pettitt = Pettitt.ofPresent(value);
        OptionalDouble none = OptionalDouble.empty();
        if (n < 3 || mk.varS() == 0) {
            double slope = n == 2 ? (value[1] - value[0]) / (time[1] - time[0]) : 0;
            Verdict verdict = n >= 3 ? Verdict.CONSTANT : Verdict.UNDECIDED;
            ClassicResult classic = new ClassicResult(mk, slope, none, none, pettitt);
            return new TrendResult(
                    METHOD, n, n, none, slope, none, none, verdict, false, List.copyOf(caveats), classic);
        }
        PairwiseSlopes slopes = new PairwiseSlopes(time, value);
        double normal = Distributions.normalQuantile(0.5 + options.confidence() / 2);
        SenSlope sen = SenSlope.of(slopes, time, value, normal * Math.sqrt(mk.varS()));
        ClassicResult classic = new ClassicResult(mk, sen.slope(), sen.low(), sen.high(), pettitt);

        double[] residuals = residuals(series, sen.slope());
        NoiseModel noise = NoiseModel.fit(residuals, radians);
        double effective = noise.effectiveN();
        if (noise.likeUnitRoot()) {
            caveats.add(Caveat.UNIT_ROOT);
        }
        if (noise.inflation() > 1.5) {
            caveats.add(Caveat.AUTOCORRELATED);
        }
        if (effective < LEAST_EFFECTIVE) {
            caveats.add(Caveat.FEW_EFFECTIVE);
            return new TrendResult(
                    METHOD,
                    n,
                    effective,
                    none,
                    sen.slope(),
                    none,
                    none,
                    Verdict.UNDECIDED,
                    false,
                    List.copyOf(caveats),
                    classic);
        }
        double varS = mk.varS() * noise.inflation();
        double p = Distributions.studentTwoSided(MannKendall.score((double) mk.s(), varS), effective - 2);
        double c = Distributions.studentQuantile(0.5 + options.confidence() / 2, effective - 2) * Math.sqrt(varS);
        double low = slopes.lower(c);
        double high = slopes.upper(c);
        Gate gate = Gate.of(options, present, residuals);
        if (gate.coarse()) {
            caveats.add(Caveat.COARSE_QUANTUM);
        }
        double fixedB = FixedB.statistic(time, value);
        boolean confirmed = p <= options.alpha()
                && Math.abs(fixedB) > FixedB.CRITICAL
                && Math.signum(fixedB) == Math.signum((double) mk.s());
        Verdict verdict =
                caveats.contains(Caveat.SHORT) ? Verdict.UNDECIDED : gate.verdict(p, options.alpha(), low, high);
        return new TrendResult(
                METHOD,
                n,
                effective,
                OptionalDouble.of(p),
                sen.slope(),
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                verdict,
                confirmed,
                List.copyOf(caveats),
                classic);
    }

    private static Set<Caveat> caveats(Series series, Series present, TrendOptions options) {
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        int n = present.size();
        double span = n > 0 ? present.time()[n - 1] - present.time()[0] : 0;
        if (n < LEAST_SAMPLES || (n < options.minimumSamples() && span < options.minimumSpan())) {
            caveats.add(Caveat.SHORT);
        }
        long distinct = Arrays.stream(present.value()).distinct().limit(3).count();
        if (distinct == 1) {
            caveats.add(Caveat.CONSTANT);
        }
        if (distinct == 2) {
            caveats.add(Caveat.TWO_VALUES);
        }
        if (n < series.size()) {
            caveats.add(Caveat.GAPS);
        }
        if (series.notFinite() > 0) {
            caveats.add(Caveat.NOT_FINITE);
        }
        if (!series.equidistant()) {
            caveats.add(Caveat.IRREGULAR);
        }
        return caveats;
    }

    /** Distance of each place from the line, up to a constant (only ranks are used); NaN = missing. */
    static double[] residuals(Series series, double slope) {
        double[] residuals = new double[series.size()];
        double[] time = series.time();
        double[] value = series.value();
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Series.usable(value[i]) ? value[i] - slope * (time[i] - time[0]) : Double.NaN;
        }
        return residuals;
    }
}
