package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Caveat;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a trend test found.
 *
 * @param method name of the test: {@link Trend#METHOD}, or that of the increments for a series like a random walk
 * @param n present samples
 * @param effectiveN how many independent samples would know as much as the levels do; between 0 and n; below 8 with p
 *     present: the increments were tested
 * @param p two-sided; absent when the test refuses (too few effective samples, constant)
 * @param slope per unit of time: Sen's, or from first to last where the increments were tested; 0 for fewer than two
 *     samples
 * @param slopeLow lower end of the interval that the verdict uses; absent when the test refuses
 * @param slopeHigh upper end
 * @param verdict grows, falls, steady, undecided or constant
 * @param confirmed whether a second test that estimates no noise model agrees; only where the verdict is that it grows or falls
 * @param caveats what to know before believing it, in the order of {@link Caveat}
 * @param classic what the classical tests say, for comparison, where they were asked
 */
public record TrendResult(
        String method,
        int n,
        double effectiveN,
        OptionalDouble p,
        double slope,
        OptionalDouble slopeLow,
        OptionalDouble slopeHigh,
        Verdict verdict,
        boolean confirmed,
        List<Caveat> caveats,
        Optional<ClassicResult> classic) {

    /** Takes a copy of the caveats. */
    public TrendResult {
        confirmed &= verdict.sign() != 0;
        caveats = List.copyOf(caveats);
    }

    /** The p value for a correction over many: 1 for what was passed over, which was a chance as well; absent when the test refused. */
    public OptionalDouble pAmongMany() {
        return p.isEmpty() && caveats.contains(Caveat.BELOW_EFFECT) ? OptionalDouble.of(1) : p;
    }

    /** The same with slopes so many times as large: in other units. */
    public TrendResult times(double unit) {
        return new TrendResult(
                method,
                n,
                effectiveN,
                p,
                slope * unit,
                scaled(slopeLow, unit),
                scaled(slopeHigh, unit),
                verdict,
                confirmed,
                caveats,
                classic);
    }

    private static OptionalDouble scaled(OptionalDouble value, double unit) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * unit) : value;
    }

    /** The same with another verdict and more caveats. */
    public TrendResult with(Verdict other, Caveat... more) {
        EnumSet<Caveat> all = EnumSet.noneOf(Caveat.class);
        all.addAll(caveats);
        all.addAll(List.of(more));
        return new TrendResult(
                method, n, effectiveN, p, slope, slopeLow, slopeHigh, other, confirmed, List.copyOf(all), classic);
    }
}
