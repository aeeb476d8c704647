/**
 * Takes samples and events, gives one columnar {@link io.fragmortem.timeline.Timeline} per instance: identity, order,
 * duplicates, runs between restarts, gaps. Never reads anything and never judges.
 * More than thirty files because who spoke and what happened when decide each other: names are parted by processes, processes
 * are told by times, and times are aligned by processes. What they share would have to be public between rooms of their own.
 */
@NullMarked
package io.fragmortem.timeline;

import org.jspecify.annotations.NullMarked;
