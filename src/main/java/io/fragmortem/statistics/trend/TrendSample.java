package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.Sums;
import io.fragmortem.statistics.noise.Harmonics;
import io.fragmortem.statistics.noise.TrendNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One or more runs laid out for a trend test: see {@link Trend} for the method. */
final class TrendSample {

    private static final int LEAST_SAMPLES = 10;
    private static final double NOTABLE_INFLATION = 1.5;
    private static final int RUNS_TO_CONFIRM = 3;
    private static final double NORMAL_95 = 1.959963984540054;
    /** The noise of a series that is shorter than so many times its memory cannot be told from a random walk. */
    private static final double MEMORY_OF_A_WALK = 10;

    private final List<Series> runs = new ArrayList<>();
    private final Series whole;
    private final int missing;
    private final boolean notFinite;
    private final int[] bounds;
    private final MannKendall classicTest;
    private final Pettitt pettitt;
    private double s;

    TrendSample(List<Series> given) {
        int absent = 0;
        boolean infinite = false;
        for (Series run : given) {
            absent += run.size() - run.present();
            infinite |= run.notFinite() > 0;
            if (run.present() > 0) {
                runs.add(run);
            }
        }
        missing = absent;
        notFinite = infinite;
        bounds = new int[runs.size() + 1];
        for (int r = 0; r < runs.size(); r++) {
            bounds[r + 1] = bounds[r] + runs.get(r).present();
        }
        whole = joined();
        classicTest = MannKendall.ofPresent(whole.value());
        pettitt = Pettitt.ofPresent(whole.value());
    }

    private Series joined() {
        if (runs.size() == 1) {
            return runs.get(0).withoutMissing();
        }
        double[] time = new double[bounds[runs.size()]];
        double[] value = new double[time.length];
        for (int r = 0; r < runs.size(); r++) {
            Series present = runs.get(r).withoutMissing();
            System.arraycopy(present.time(), 0, time, bounds[r], present.size());
            System.arraycopy(present.value(), 0, value, bounds[r], present.size());
        }
        return new Series(time, value);
    }

    TrendResult test(TrendOptions options, Harmonics removed) {
        int n = whole.size();
        Set<Caveat> caveats = caveats(options);
        if (removed.radians().length > 0) {
            caveats.add(Caveat.CYCLE_REMOVED);
        }
        double[] varS = new double[runs.size()];
        s = 0;
        for (int r = 0; r < varS.length; r++) {
            MannKendall own = runs.size() == 1
                    ? classicTest
                    : MannKendall.ofPresent(Arrays.copyOfRange(whole.value(), bounds[r], bounds[r + 1]));
            varS[r] = own.varS();
            s += own.s();
        }
        if (n < 3 || Sums.of(varS) == 0) {
            return flat(caveats);
        }
        PairwiseSlopes slopes = new PairwiseSlopes(whole.time(), whole.value(), bounds);
        SenSlope sen = classicSlope(slopes, options);
        double slope = runs.size() == 1 ? sen.slope() : slopes.median();
        ClassicResult classic = new ClassicResult(classicTest, sen.slope(), sen.low(), sen.high(), pettitt);

        List<double[]> residuals = new ArrayList<>();
        for (Series run : runs) {
            residuals.add(residuals(run, slope));
        }
        TrendNoise noise = TrendNoise.fit(residuals, varS, removed);
        double effective = noise.slope().effective(n);
        note(caveats, Caveat.UNIT_ROOT, noise.arSum() > 1 - MEMORY_OF_A_WALK * runs.size() / noise.places());
        note(caveats, Caveat.AUTOCORRELATED, n > NOTABLE_INFLATION * effective);
        Gate gate = Gate.of(options, whole, residuals, removed);
        note(caveats, Caveat.COARSE_QUANTUM, gate.coarse());
        if (effective < Trend.LEAST_EFFECTIVE) {
            Optional<Drift> drift = Drift.of(runs, 1 - options.confidence());
            caveats.add(drift.isPresent() ? Caveat.UNIT_ROOT : Caveat.FEW_EFFECTIVE);
            return drift.isPresent()
                    ? drift(drift.get(), effective, gate, options, caveats, classic)
                    : refused(effective, slope, caveats, classic);
        }
        double error = error(slopes, Sums.of(varS));
        double p = slope == 0 ? 1 : noise.slope().p(slope / error);
        double reach = error * noise.slope().errors(1 - options.confidence());
        double low = slope - reach;
        double high = slope + reach;
        return new TrendResult(
                Trend.METHOD,
                n,
                effective,
                OptionalDouble.of(p),
                slope,
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                caveats.contains(Caveat.SHORT) ? Verdict.UNDECIDED : gate.verdict(p, options.alpha(), low, high),
                p <= options.alpha() && confirmed(options.alpha()),
                List.copyOf(caveats),
                classic);
    }

    /** The levels' effective n stays: it is why the increments were asked. */
    private TrendResult drift(
            Drift drift,
            double effective,
            Gate gate,
            TrendOptions options,
            Set<Caveat> caveats,
            ClassicResult classic) {
        boolean confirmed = drift.p() <= options.alpha() && drift.confirmed();
        Verdict verdict = gate.verdict(drift.p(), options.alpha(), drift.low(), drift.high());
        return new TrendResult(
                Drift.METHOD,
                whole.size(),
                effective,
                OptionalDouble.of(drift.p()),
                drift.slope(),
                OptionalDouble.of(drift.low()),
                OptionalDouble.of(drift.high()),
                caveats.contains(Caveat.SHORT) ? Verdict.UNDECIDED : verdict,
                confirmed,
                List.copyOf(caveats),
                classic);
    }

    /** Standard error of Sen's slope under independence, from its own 95 % interval; needs no density estimate. */
    private static double error(PairwiseSlopes slopes, double varS) {
        double c = NORMAL_95 * Math.sqrt(varS);
        return (slopes.upper(c) - slopes.lower(c)) / (2 * NORMAL_95);
    }

    private static void note(Set<Caveat> caveats, Caveat caveat, boolean holds) {
        if (holds) {
            caveats.add(caveat);
        }
    }

    private SenSlope classicSlope(PairwiseSlopes slopes, TrendOptions options) {
        double normal = Distributions.normalQuantile(0.5 + options.confidence() / 2);
        PairwiseSlopes all = runs.size() == 1 ? slopes : new PairwiseSlopes(whole.time(), whole.value());
        return SenSlope.of(all, whole.time(), whole.value(), normal * Math.sqrt(classicTest.varS()));
    }

    /** Fewer than three samples, or nothing but constants. */
    private TrendResult flat(Set<Caveat> caveats) {
        int n = whole.size();
        double[] value = whole.value();
        OptionalDouble none = OptionalDouble.empty();
        double slope = n == 2 && runs.size() == 1 ? (value[1] - value[0]) / (whole.time()[1] - whole.time()[0]) : 0;
        Verdict verdict = n < 3 ? Verdict.UNDECIDED : classicTest.varS() == 0 ? Verdict.CONSTANT : Verdict.STEADY;
        ClassicResult classic = new ClassicResult(classicTest, slope, none, none, pettitt);
        return new TrendResult(
                Trend.METHOD, n, n, none, slope, none, none, verdict, false, List.copyOf(caveats), classic);
    }

    private TrendResult refused(double effective, double slope, Set<Caveat> caveats, ClassicResult classic) {
        OptionalDouble none = OptionalDouble.empty();
        return new TrendResult(
                Trend.METHOD,
                whole.size(),
                effective,
                none,
                slope,
                none,
                none,
                Verdict.UNDECIDED,
                false,
                List.copyOf(caveats),
                classic);
    }

    /** Whether a test that estimates no noise model agrees with the sign of S. */
    private boolean confirmed(double alpha) {
        if (runs.size() == 1) {
            double t = FixedB.statistic(whole.time(), whole.value());
            return Math.abs(t) > FixedB.CRITICAL && Math.signum(t) == Math.signum(s);
        }
        double[] slope = new double[runs.size()];
        int k = 0;
        for (int r = 0; r < slope.length; r++) {
            if (bounds[r + 1] - bounds[r] >= LEAST_SAMPLES) {
                slope[k++] = leastSquares(bounds[r], bounds[r + 1]);
            }
        }
        if (k < RUNS_TO_CONFIRM) {
            return false;
        }
        double mean = 0;
        double square = 0;
        for (int i = 0; i < k; i++) {
            mean += slope[i] / k;
        }
        for (int i = 0; i < k; i++) {
            square += (slope[i] - mean) * (slope[i] - mean);
        }
        double error = Math.sqrt(square / (k - 1) / k);
        return Math.signum(mean) == Math.signum(s)
                && (error == 0 || Distributions.studentTwoSided(mean / error, k - 1) <= alpha);
    }

    private double leastSquares(int from, int to) {
        double[] time = whole.time();
        double[] value = whole.value();
        double meanTime = 0;
        for (int i = from; i < to; i++) {
            meanTime += (time[i] - time[from]) / (to - from);
        }
        double xx = 0;
        double xy = 0;
        for (int i = from; i < to; i++) {
            double x = time[i] - time[from] - meanTime;
            xx += x * x;
            // any offset does, since the x sum to zero: this one keeps the digits
            xy += x * (value[i] - value[from]);
        }
        return xy / xx;
    }

    private Set<Caveat> caveats(TrendOptions options) {
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        int n = whole.size();
        double span = 0;
        boolean regular = true;
        for (Series run : runs) {
            Series present = run.withoutMissing();
            span += present.time()[present.size() - 1] - present.time()[0];
            regular &= run.equidistant();
        }
        note(
                caveats,
                Caveat.SHORT,
                n < LEAST_SAMPLES || (n < options.minimumSamples() && span < options.minimumSpan()));
        // + 0.0 makes minus zero zero
        long distinct = Arrays.stream(whole.value())
                .map(v -> v + 0.0)
                .distinct()
                .limit(3)
                .count();
        note(caveats, Caveat.CONSTANT, distinct == 1);
        note(caveats, Caveat.TWO_VALUES, distinct == 2);
        note(caveats, Caveat.TIES, classicTest.ties());
        note(caveats, Caveat.GAPS, missing > 0);
        note(caveats, Caveat.NOT_FINITE, notFinite);
        note(caveats, Caveat.IRREGULAR, !regular);
        note(caveats, Caveat.BREAKS, runs.size() > 1);
        return caveats;
    }

    /** Distance of each place from the line, up to a constant (only ranks are used); NaN = missing. */
    private static double[] residuals(Series series, double slope) {
        double[] residuals = new double[series.size()];
        double[] time = series.time();
        double[] value = series.value();
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Series.usable(value[i]) ? value[i] - slope * (time[i] - time[0]) : Double.NaN;
        }
        return residuals;
    }
}
