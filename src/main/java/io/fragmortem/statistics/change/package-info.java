/**
 * Changes of level and slope: the search for what the eye sees and the certificate for what noise cannot have made. Takes values
 * at equidistant places, any cycle removed before.
 */
@NullMarked
package io.fragmortem.statistics.change;

import org.jspecify.annotations.NullMarked;
