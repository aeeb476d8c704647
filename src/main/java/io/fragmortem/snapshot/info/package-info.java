/**
 * Takes a stream of saved INFO text in any of the shapes in which operators keep it, gives one
 * {@link io.fragmortem.snapshot.Sample} per dump with its time and the label of who spoke. Clean dumps take a byte-level
 * fast path (room {@code clean}); everything else a forgiving line-by-line path, chosen per dump: what stands in front of a line
 * is taken off by {@code prefix}, what is left is read by {@code line} and, above dumps, by {@code heading}. Here the dumps are
 * put together and given their times. Never judges the values. More than thirty files because each shape in which people keep
 * dumps has one, and all of them fill the same open dump.
 */
@NullMarked
package io.fragmortem.snapshot.info;

import org.jspecify.annotations.NullMarked;
