/**
 * Pure numerics over {@code double[]}: trend tests, change points and forecasts that can be trusted on memory timelines,
 * with the classical methods beside them for comparison.
 *
 * <p>Takes arrays (time ascending, a missing value is NaN) and gives result records that carry n, effective n, method,
 * interval and caveats. Never does: read a clock, draw an unseeded random number, know what the numbers mean, fill a gap,
 * or let a NaN out. Degenerate input (nothing, one sample, a constant, infinities) gets a typed answer, not an exception.
 *
 * <p>{@link io.fragmortem.statistics.SeriesAnalysis} is the main door; {@code base}, {@code noise}, {@code trend}, {@code change},
 * {@code cycle}, {@code forecast}, {@code discovery} and {@code level} are rooms, each using only those named before it, and the rest of the program
 * uses only the doors that {@code RoomsTest} lists.
 *
 * <p>Unless a class says otherwise its methods are static, stateless and safe for concurrent use.
 */
@NullMarked
package io.fragmortem.statistics;

import org.jspecify.annotations.NullMarked;
