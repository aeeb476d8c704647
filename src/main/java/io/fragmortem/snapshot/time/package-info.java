/**
 * Takes text in which somebody wrote a moment, gives the moment and how it is known. Zone and year that the text does not
 * name are assumed here and nowhere else. Never reads a clock.
 */
@NullMarked
package io.fragmortem.snapshot.time;

import org.jspecify.annotations.NullMarked;
