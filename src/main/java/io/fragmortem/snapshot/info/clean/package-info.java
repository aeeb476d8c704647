/**
 * Takes bytes of dumps as a server prints them, learns the lines of one as a {@link io.fragmortem.snapshot.info.clean.Template}
 * and matches the next ones against it byte by byte. The hottest loops of the program; gives up at the first sign of a mess.
 */
@NullMarked
package io.fragmortem.snapshot.info.clean;

import org.jspecify.annotations.NullMarked;
