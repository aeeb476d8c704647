package io.fragmortem.statistics.trend;

/**
 * What a trend must show before it is called one.
 *
 * @param alpha largest p value that counts as evidence, in (0, 1)
 * @param confidence of the slope interval, in (0, 1)
 * @param minimumEffectPerUnitTime a slope smaller than this does not matter to the caller; 0 when any does. Below twice the
 *     quantum of the reading over the whole window nothing counts either.
 * @param minimumSamples a verdict needs this many present samples ...
 * @param minimumSpan ... or this much time, at least 10 samples in any case; infinite when only the samples count
 */
public record TrendOptions(
        double alpha, double confidence, double minimumEffectPerUnitTime, int minimumSamples, double minimumSpan) {

    /** Checks the ranges. */
    public TrendOptions {
        if (!(alpha > 0 && alpha < 1) || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "trend options: alpha " + alpha + ", confidence " + confidence + ", expected between 0 and 1");
        }
        if (!(minimumEffectPerUnitTime >= 0) || minimumSamples < 0 || !(minimumSpan >= 0)) {
            throw new IllegalArgumentException("trend options: effect " + minimumEffectPerUnitTime + ", samples "
                    + minimumSamples + ", span " + minimumSpan + ", expected none negative");
        }
    }

    /** alpha 0.05, 95 % intervals, no effect too small, 30 samples. */
    public static TrendOptions withDefaults() {
        return new TrendOptions(0.05, 0.95, 0, 30, Double.POSITIVE_INFINITY);
    }

    /** The same with another effect gate. */
    public TrendOptions withMinimumEffect(double perUnitTime) {
        return new TrendOptions(alpha, confidence, perUnitTime, minimumSamples, minimumSpan);
    }

    /** The same with another minimum length. */
    public TrendOptions withMinimumLength(int samples, double span) {
        return new TrendOptions(alpha, confidence, minimumEffectPerUnitTime, samples, span);
    }
}
