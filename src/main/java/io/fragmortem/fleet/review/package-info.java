/**
 * Takes the summaries of a fleet, gives what its first page says beside the ranked instances: sums, cohorts, what changed at
 * the same time, which limits come first, what is new. Pure; never looks into a timeline.
 */
@NullMarked
package io.fragmortem.fleet.review;

import org.jspecify.annotations.NullMarked;
