/**
 * The process that a command runs in: its streams, clock and environment, its progress line, its messages, exit codes and
 * version. The only user of clock, environment and standard streams. Never knows a command or an option.
 */
@NullMarked
package io.fragmortem.cli.process;

import org.jspecify.annotations.NullMarked;
