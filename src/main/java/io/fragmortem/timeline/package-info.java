/**
 * Takes the samples and events of one instance, gives its columnar {@link io.fragmortem.timeline.Timeline}: clock, order,
 * duplicates, runs between restarts, gaps. Which samples are one instance's is decided in the room {@code instance}, which
 * stands on this one and is not known here. Never reads anything and never judges.
 */
@NullMarked
package io.fragmortem.timeline;

import org.jspecify.annotations.NullMarked;
