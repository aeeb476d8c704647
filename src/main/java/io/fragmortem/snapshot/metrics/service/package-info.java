/**
 * Takes what cloud and monitoring services answer and what agents write, a class for each service; gives samples. A class
 * knows where in its documents a metric's name, labels, times and values stand; what the names mean stands in the room
 * above.
 */
@NullMarked
package io.fragmortem.snapshot.metrics.service;

import org.jspecify.annotations.NullMarked;
