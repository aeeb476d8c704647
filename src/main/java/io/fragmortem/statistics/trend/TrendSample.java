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
    /** Where a curve leaves noise that still remembers for a twentieth of the series (half the samples of a short one), it may be a part of it. */
    private static final double EFFECTIVE_BESIDE_A_CURVE = 20;
    /** What rounding may leave of the range of the values about a straight line. */
    private static final double EXACT = 1e-9;

    private static final double NORMAL_95 = 1.959963984540054;
    /** The noise of a series that is shorter than so many times its memory cannot be told from a random walk. */
    private static final double MEMORY_OF_A_WALK = 10;

    private final List<Series> runs = new ArrayList<>();
    private final Series whole;
    /** Its values without smooth curves. */
    private final double[] straight;

    private final int missing;
    private final boolean notFinite;
    private final int[] bounds;
    private final MannKendall classicTest;
    private final Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
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
        straight = whole.value().clone();
        classicTest = MannKendall.ofPresent(whole.value());
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

    TrendResult test(TrendOptions options, Harmonics removed, Trend.Comparison comparison) {
        int n = whole.size();
        look(options);
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
            return flat();
        }
        PairwiseSlopes slopes = new PairwiseSlopes(whole.time(), whole.value(), bounds);
        slopes.expect(NORMAL_95 * Math.sqrt(Sums.of(varS)));
        double slope = slopes.median();
        Optional<ClassicResult> classic =
                comparison == Trend.Comparison.CLASSICAL ? Optional.of(classic(slopes, options)) : Optional.empty();

        List<double[]> residuals = new ArrayList<>();
        for (Series run : runs) {
            residuals.add(residuals(run, slope));
        }
        Gate gate = Gate.of(options, whole, residuals, removed);
        if (straight(residuals)) {
            caveats.add(Caveat.EXACT_LINE);
            return told(new Tested(Trend.METHOD, 0, slope, slope, slope, true), n, gate, options, classic);
        }
        TrendNoise noise = TrendNoise.fit(residuals, varS, removed);
        double effective = noise.slope().effective(n);
        if (n > NOTABLE_INFLATION * effective && curved(residuals)) {
            TrendNoise beside = TrendNoise.fit(residuals, varS, Curvature.beside(removed, longest()));
            if (beside.slope().effective(n) >= Math.min(EFFECTIVE_BESIDE_A_CURVE, n / 2.0)) {
                noise = beside;
                effective = noise.slope().effective(n);
            }
        }
        note(Caveat.UNIT_ROOT, noise.arSum() > 1 - MEMORY_OF_A_WALK * runs.size() / noise.places());
        note(Caveat.AUTOCORRELATED, n > NOTABLE_INFLATION * effective);
        note(Caveat.COARSE_QUANTUM, gate.coarse());
        if (effective < Trend.LEAST_EFFECTIVE) {
            Optional<Drift> drift = Drift.of(runs, 1 - options.confidence());
            caveats.add(drift.isPresent() ? Caveat.UNIT_ROOT : Caveat.FEW_EFFECTIVE);
            return drift.isPresent()
                    ? told(Tested.of(drift.get(), options), effective, gate, options, classic)
                    : refused(effective, slope, classic);
        }
        double error = error(slopes, Sums.of(varS));
        double p = slope == 0 ? 1 : noise.slope().p(slope / error);
        double reach = error * noise.slope().errors(1 - options.confidence());
        double low = slope - reach;
        double high = slope + reach;
        boolean confirmed = p <= options.alpha() && confirmed(options.alpha());
        return told(new Tested(Trend.METHOD, p, slope, low, high, confirmed), effective, gate, options, classic);
    }

    /** Takes smooth curves out of what a line leaves, if there are any. */
    private boolean curved(List<double[]> residuals) {
        boolean any = false;
        for (int r = 0; r < runs.size(); r++) {
            Optional<double[]> curve = runs.get(r).equidistant() ? Curvature.of(residuals.get(r)) : Optional.empty();
            if (curve.isPresent()) {
                any = true;
                take(curve.get(), r, residuals.get(r));
            }
        }
        return any;
    }

    private void take(double[] curve, int run, double[] residuals) {
        double[] value = runs.get(run).value();
        int place = bounds[run];
        for (int t = 0; t < residuals.length; t++) {
            residuals[t] -= curve[t];
            if (Series.usable(value[t])) {
                straight[place++] -= curve[t];
            }
        }
    }

    private int longest() {
        return runs.stream().mapToInt(Series::size).max().orElse(0);
    }

    /** What one of the tests found. */
    private record Tested(String method, double p, double slope, double low, double high, boolean confirmed) {

        static Tested of(Drift drift, TrendOptions options) {
            boolean confirmed = drift.p() <= options.alpha() && drift.confirmed();
            return new Tested(Drift.METHOD, drift.p(), drift.slope(), drift.low(), drift.high(), confirmed);
        }
    }

    /** The levels' effective n stays also where the increments were tested: it is why they were. */
    private TrendResult told(
            Tested t, double effective, Gate gate, TrendOptions options, Optional<ClassicResult> classic) {
        Verdict verdict =
                caveats.contains(Caveat.SHORT) ? Verdict.UNDECIDED : gate.verdict(t.p, options.alpha(), t.low, t.high);
        note(Caveat.TOO_SMALL, t.p <= options.alpha() && verdict.sign() == 0 && !caveats.contains(Caveat.SHORT));
        return new TrendResult(
                t.method,
                whole.size(),
                effective,
                OptionalDouble.of(t.p),
                t.slope,
                OptionalDouble.of(t.low),
                OptionalDouble.of(t.high),
                verdict,
                t.confirmed,
                List.copyOf(caveats),
                classic);
    }

    /** Whether nothing but rounding is left about the line. */
    private boolean straight(List<double[]> residuals) {
        double most = EXACT * range(whole.value());
        return residuals.stream().allMatch(run -> range(run) <= most);
    }

    private static double range(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            // neither is true of a missing one
            least = v < least ? v : least;
            greatest = v > greatest ? v : greatest;
        }
        return greatest - least;
    }

    /** Standard error of Sen's slope under independence, from its own 95 % interval; needs no density estimate. */
    private static double error(PairwiseSlopes slopes, double varS) {
        double c = NORMAL_95 * Math.sqrt(varS);
        return (slopes.upper(c) - slopes.lower(c)) / (2 * NORMAL_95);
    }

    private void note(Caveat caveat, boolean holds) {
        if (holds) {
            caveats.add(caveat);
        }
    }

    private ClassicResult classic(PairwiseSlopes slopes, TrendOptions options) {
        double normal = Distributions.normalQuantile(0.5 + options.confidence() / 2);
        PairwiseSlopes all = runs.size() == 1 ? slopes : new PairwiseSlopes(whole.time(), whole.value());
        SenSlope sen = SenSlope.of(all, whole.time(), whole.value(), normal * Math.sqrt(classicTest.varS()));
        return new ClassicResult(classicTest, sen.slope(), sen.low(), sen.high(), Pettitt.ofPresent(whole.value()));
    }

    /** Fewer than three samples, or nothing but constants. */
    private TrendResult flat() {
        int n = whole.size();
        double[] value = whole.value();
        OptionalDouble none = OptionalDouble.empty();
        double slope = n == 2 && runs.size() == 1 ? (value[1] - value[0]) / (whole.time()[1] - whole.time()[0]) : 0;
        // constant pieces on several levels went up stairs or down, or neither: which is for their levels to say
        Verdict verdict = n >= 3 && classicTest.varS() == 0 ? Verdict.CONSTANT : Verdict.UNDECIDED;
        ClassicResult classic = new ClassicResult(classicTest, slope, none, none, Pettitt.ofPresent(whole.value()));
        return new TrendResult(
                Trend.METHOD,
                n,
                n,
                none,
                slope,
                none,
                none,
                verdict,
                false,
                List.copyOf(caveats),
                Optional.of(classic));
    }

    private TrendResult refused(double effective, double slope, Optional<ClassicResult> classic) {
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
            double t = FixedB.statistic(whole.time(), straight);
            return Math.abs(t) > FixedB.CRITICAL && Math.signum(t) == Math.signum(s);
        }
        return RunSlopes.of(new Series(whole.time(), straight), bounds, LEAST_SAMPLES)
                .agree(s, alpha);
    }

    private void look(TrendOptions options) {
        int n = whole.size();
        double span = 0;
        boolean regular = true;
        for (Series run : runs) {
            Series present = run.withoutMissing();
            span += present.time()[present.size() - 1] - present.time()[0];
            regular &= run.equidistant();
        }
        note(Caveat.SHORT, n < LEAST_SAMPLES || (n < options.minimumSamples() && span < options.minimumSpan()));
        // + 0.0 makes minus zero zero
        long distinct = Arrays.stream(whole.value())
                .map(v -> v + 0.0)
                .distinct()
                .limit(3)
                .count();
        note(Caveat.CONSTANT, distinct == 1);
        note(Caveat.TWO_VALUES, distinct == 2);
        note(Caveat.TIES, classicTest.ties());
        note(Caveat.GAPS, missing > 0);
        note(Caveat.NOT_FINITE, notFinite);
        note(Caveat.IRREGULAR, !regular);
        note(Caveat.BREAKS, runs.size() > 1);
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
