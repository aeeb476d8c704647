package io.fragmortem.statistics.change;

/**
 * A change that the eye sees and the noise could also have made: not distinguishable from noise unless certified too.
 *
 * @param index first place of the new piece
 * @param low first place it may be at, if it is a change at all (95 % confidence set of the place); equal to {@code index} where
 *     no noise model was fitted: fewer than 30 samples, a constant series, or more than 16 shifts
 * @param high last such place
 * @param before value of the line through the piece before it, at its last sample
 * @param after value of the line through the new piece, at its first sample
 */
public record VisibleShift(int index, int low, int high, double before, double after) {

    /** A shift whose place is known no better. */
    public VisibleShift(int index, double before, double after) {
        this(index, index, index, before, after);
    }
}
