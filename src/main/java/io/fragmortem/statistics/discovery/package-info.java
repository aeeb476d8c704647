/**
 * Many tests at once: which of the claims of a whole fleet stand. Takes p values; knows nothing of what was tested.
 */
@NullMarked
package io.fragmortem.statistics.discovery;

import org.jspecify.annotations.NullMarked;
