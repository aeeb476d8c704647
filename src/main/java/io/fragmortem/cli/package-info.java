/**
 * The only entry: hands the words of a command line to the command that they name, one file for each. What commands share
 * stands in the rooms {@code process} and {@code option}. Does no work of its own.
 */
@NullMarked
package io.fragmortem.cli;

import org.jspecify.annotations.NullMarked;
