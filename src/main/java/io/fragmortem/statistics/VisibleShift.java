package io.fragmortem.statistics;

/**
 * A change that the eye sees and the noise could also have made: not distinguishable from noise unless certified too.
 *
 * @param index first place of the new piece
 * @param before value of the line through the piece before it, at its last sample
 * @param after value of the line through the new piece, at its first sample
 */
public record VisibleShift(int index, double before, double after) {}
