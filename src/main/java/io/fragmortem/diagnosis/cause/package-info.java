/**
 * What a verdict can say: the causes, each with all that is to be known of it in its constant of
 * {@link io.fragmortem.diagnosis.cause.Cause}, the ledger of bytes by cause, and how bad and how sure a finding is. Never
 * looks at an instance.
 */
@NullMarked
package io.fragmortem.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
