/**
 * Runs the chain from samples to results for one instance or many and ranks the results.
 */
@NullMarked
package io.fragmortem.fleet;

import org.jspecify.annotations.NullMarked;
