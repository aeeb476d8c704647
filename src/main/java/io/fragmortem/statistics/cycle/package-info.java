/**
 * Cycles: finds periods that nobody named, fits and tests cycles of known period, removes them. Takes values on a regular grid;
 * never removes what noise could have made.
 */
@NullMarked
package io.fragmortem.statistics.cycle;

import org.jspecify.annotations.NullMarked;
