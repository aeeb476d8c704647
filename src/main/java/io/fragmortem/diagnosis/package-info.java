/**
 * Takes a timeline with its memory model and statistics, gives findings with evidence, a verdict and remedies. Thresholds
 * live here, named. Sentences are {@link io.fragmortem.phrase.Phrase}s: keys and typed arguments, worded elsewhere.
 */
@NullMarked
package io.fragmortem.diagnosis;

import org.jspecify.annotations.NullMarked;
