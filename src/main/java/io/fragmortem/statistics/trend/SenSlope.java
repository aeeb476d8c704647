package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Distributions;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sen's slope: the exact median of the slopes of all pairs of samples (mean of the middle two when their number is even,
 * as pyMannKendall, SciPy and R {@code trend}; {@code robslopes} takes the upper one).
 *
 * <p>Theil 1950; Sen 1968, JASA 63:1379. Bears 29 % of outliers. Minimum n: 2. The interval here is the classical one and
 * assumes independent samples; {@link Trend} widens it. Its ends are the order statistics at (N -+ C)/2, C = z sqrt(var S),
 * rounded outwards by SciPy's rule. Cost: all pairs up to n = 150, beyond that selection without listing them, expected
 * O(n log n) time and O(n) space ({@link PairwiseSlopes}).
 *
 * @param slope per unit of time
 * @param intercept median of the values less slope times the median of the times (SciPy's "separate")
 * @param low lower end of the interval; absent when there is none
 * @param high upper end of the interval
 */
public record SenSlope(double slope, double intercept, OptionalDouble low, OptionalDouble high) {

    /** The slope with the classical interval, or nothing for fewer than two present samples. */
    public static Optional<SenSlope> of(Series series, double confidence) {
        Series present = series.withoutMissing();
        if (present.size() < 2) {
            return Optional.empty();
        }
        PairwiseSlopes slopes = new PairwiseSlopes(present.time(), present.value());
        double[] values = present.value();
        double varS = MannKendall.ofPresent(values).varS();
        double c = Distributions.normalQuantile(0.5 + confidence / 2) * Math.sqrt(varS);
        slopes.expect(c);
        return Optional.of(of(slopes, present.time(), values, c));
    }

    /** The slope with the interval of half width {@code c} in units of S. */
    static SenSlope of(PairwiseSlopes slopes, double[] time, double[] value, double c) {
        double slope = slopes.median();
        double intercept = Ranks.medianInPlace(value.clone()) - slope * Ranks.medianInPlace(time.clone());
        if (!(c > 0)) {
            return new SenSlope(slope, intercept, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new SenSlope(slope, intercept, OptionalDouble.of(slopes.lower(c)), OptionalDouble.of(slopes.upper(c)));
    }
}
