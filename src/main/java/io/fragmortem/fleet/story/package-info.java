/**
 * Takes a timeline with its statistics, gives the facts that a postmortem tells: few rows, in order of time, each with its
 * file and line, what belongs together in one of them. Never judges.
 */
@NullMarked
package io.fragmortem.fleet.story;

import org.jspecify.annotations.NullMarked;
