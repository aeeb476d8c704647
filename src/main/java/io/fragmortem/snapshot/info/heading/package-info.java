/**
 * Takes a line that people, scripts or tools for many hosts put above what they paste, gives whose it says that the
 * following is. Never knows what follows.
 */
@NullMarked
package io.fragmortem.snapshot.info.heading;

import org.jspecify.annotations.NullMarked;
