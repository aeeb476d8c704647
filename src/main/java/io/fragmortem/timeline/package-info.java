/**
 * Takes samples and events, gives one columnar {@link io.fragmortem.timeline.Timeline} per instance: identity, order,
 * duplicates, runs between restarts, gaps. Never reads anything and never judges.
 */
@NullMarked
package io.fragmortem.timeline;

import org.jspecify.annotations.NullMarked;
