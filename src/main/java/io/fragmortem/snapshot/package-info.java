/**
 * Takes named byte streams, gives {@link io.fragmortem.snapshot.Sample}s, {@link io.fragmortem.snapshot.Event}s,
 * {@link io.fragmortem.snapshot.Exhibit}s and {@link io.fragmortem.snapshot.Rejected} regions. One sub-package per
 * family of formats, and two that all of them use: {@code text} and {@code time}. Never judges: no statistics, no diagnosis.
 */
@NullMarked
package io.fragmortem.snapshot;

import org.jspecify.annotations.NullMarked;
