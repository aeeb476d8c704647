/**
 * Takes text in which somebody wrote a moment, gives what it says: the one grammar of time, and the calendar as arithmetic.
 * What the text leaves out stays open here; {@code clock} settles it. Never reads the clock of this machine.
 */
@NullMarked
package io.fragmortem.snapshot.time;

import org.jspecify.annotations.NullMarked;
