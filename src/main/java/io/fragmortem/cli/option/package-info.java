/**
 * Takes a parsed command line and the files that it names (configuration, labels, notes, keys), gives the values that the
 * rooms before want. One file for each family of options; what is asked wrongly ends in a
 * {@link io.fragmortem.cli.option.UsageError}. Never runs anything.
 */
@NullMarked
package io.fragmortem.cli.option;

import org.jspecify.annotations.NullMarked;
