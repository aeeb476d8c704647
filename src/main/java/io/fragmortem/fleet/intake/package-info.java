/**
 * Takes streams, lets the readers of {@code snapshot} read each and keeps the books: what was read, for what, what was not, and
 * why. A reader's fault costs a line and not the run. Never knows an instance.
 */
@NullMarked
package io.fragmortem.fleet.intake;

import org.jspecify.annotations.NullMarked;
