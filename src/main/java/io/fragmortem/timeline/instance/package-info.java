/**
 * Takes all that readers find, gives {@link io.fragmortem.timeline.instance.Instances}: which streams and speakers are one
 * server's, by the names that the user, the input and the paths give, and by the ports, processes and figures that join or part
 * them. What is said waits in a {@link io.fragmortem.timeline.instance.Store} until the timeline of its instance is built; where
 * that is done elsewhere, it travels as {@link io.fragmortem.timeline.instance.Spoken}. Never orders samples, never reads
 * anything and never judges.
 */
@NullMarked
package io.fragmortem.timeline.instance;

import org.jspecify.annotations.NullMarked;
