/**
 * Takes a stream of saved INFO text in any of the shapes in which operators keep it, gives one
 * {@link io.fragmortem.snapshot.Sample} per dump with its time and the label of who spoke. Clean dumps take a byte-level
 * fast path ({@code Template}); everything else a forgiving line-by-line path, chosen per dump. Never judges the values.
 */
@NullMarked
package io.fragmortem.snapshot.info;

import org.jspecify.annotations.NullMarked;
