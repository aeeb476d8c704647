/**
 * Takes named byte streams, gives {@link io.fragmortem.snapshot.Sample}s, {@link io.fragmortem.snapshot.Event}s,
 * {@link io.fragmortem.snapshot.Exhibit}s and {@link io.fragmortem.snapshot.Rejected} regions. One sub-package per
 * family of formats, and two that all of them use: {@code text} and {@code time}. Never judges: no statistics, no diagnosis.
 * More than thirty files because these are the words that all rooms below share: what is read and what is found, and how a format
 * is recognised among the others.
 */
@NullMarked
package io.fragmortem.snapshot;

import org.jspecify.annotations.NullMarked;
