/**
 * Takes two sides of one instance (captures, windows of one capture, earlier results), gives what differs and whether that is
 * better or worse. Never reads files and never words anything.
 */
@NullMarked
package io.fragmortem.fleet.compare;

import org.jspecify.annotations.NullMarked;
