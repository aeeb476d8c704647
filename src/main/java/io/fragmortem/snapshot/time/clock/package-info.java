/**
 * Takes what the texts of one stream say about moments, gives the moments. Zone, year and order of day and month that no text
 * names are assumed here and nowhere else, told once each. Never reads the clock of this machine.
 */
@NullMarked
package io.fragmortem.snapshot.time.clock;

import org.jspecify.annotations.NullMarked;
