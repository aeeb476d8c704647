package io.fragmortem.statistics.change;

/**
 * A certified change.
 *
 * @param index first place of the new regime, 0-based
 * @param seen place at which it was proposed, before its place was refined: one of the visible shifts, or a surprise of the noise
 * @param kind of what
 * @param before level right before it; for a bend the slope per place before it
 * @param after the same after it
 * @param low first place the change may be at (95 % confidence set of the place)
 * @param high last such place
 * @param evidence likelihood ratio left after all rival explanations, in multiples of the bar; at least 1
 * @param sizeInNoise size of the jump in standard deviations of the noise; for a bend the drift it adds over the series
 */
public record ChangePoint(
        int index,
        int seen,
        Kind kind,
        double before,
        double after,
        int low,
        int high,
        double evidence,
        double sizeInNoise) {

    /** What changed. */
    public enum Kind {
        /** The level jumped. */
        LEVEL,
        /** The slope changed, without a jump. */
        SLOPE,
        /** Both. */
        BOTH
    }
}
