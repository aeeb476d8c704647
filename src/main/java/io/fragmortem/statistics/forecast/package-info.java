/**
 * When a limit is reached: simulated futures of the last regime. Takes a regime and its trend; draws seeded random numbers only.
 */
@NullMarked
package io.fragmortem.statistics.forecast;

import org.jspecify.annotations.NullMarked;
