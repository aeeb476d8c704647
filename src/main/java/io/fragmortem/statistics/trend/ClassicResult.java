package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Series;
import java.util.OptionalDouble;

/**
 * What the classical tools would say of a series, for comparison only: all of it assumes independent samples.
 *
 * @param mannKendall trend test
 * @param senSlope median of the pairwise slopes; 0 for fewer than two samples
 * @param senLow lower end of its classical interval; absent for constants and fewer than two samples
 * @param senHigh upper end
 * @param pettitt test for one change of level
 */
public record ClassicResult(
        MannKendall mannKendall, double senSlope, OptionalDouble senLow, OptionalDouble senHigh, Pettitt pettitt) {

    /** All classical results at once. O(n log n). */
    public static ClassicResult of(Series series, double confidence) {
        Series present = series.withoutMissing();
        MannKendall mannKendall = MannKendall.ofPresent(present.value());
        Pettitt pettitt = Pettitt.ofPresent(present.value());
        return SenSlope.of(present, confidence)
                .map(sen -> new ClassicResult(mannKendall, sen.slope(), sen.low(), sen.high(), pettitt))
                .orElseGet(() ->
                        new ClassicResult(mannKendall, 0, OptionalDouble.empty(), OptionalDouble.empty(), pettitt));
    }
}
