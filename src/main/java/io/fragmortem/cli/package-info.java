/**
 * Commands and options, progress, exit codes: the only entry, the only user of clock, environment and standard streams.
 * Does no work of its own. One file for each command, and those that several commands share.
 */
@NullMarked
package io.fragmortem.cli;

import org.jspecify.annotations.NullMarked;
