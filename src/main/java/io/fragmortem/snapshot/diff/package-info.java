/**
 * Takes a diff of two dumps, gives the moment before and the moment after, each read by {@code info} from the lines that its
 * side of the diff shows. Never judges the values.
 */
@NullMarked
package io.fragmortem.snapshot.diff;

import org.jspecify.annotations.NullMarked;
