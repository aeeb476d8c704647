/**
 * Takes a timeline with its memory model and statistics, gives findings with evidence, a verdict and remedies. Its rooms, from
 * the first to the last: {@code threshold}, {@code trend}, {@code evidence}, {@code remedy} and {@code alert}, and here rules and verdict. Each cause
 * has one declaration, its constant in {@link io.fragmortem.diagnosis.Cause}, and one rule that recognises it: the room has a file
 * for each rule, so it grows with the causes.
 * Sentences are {@link io.fragmortem.phrase.Phrase}s: keys and typed arguments, worded elsewhere.
 */
@NullMarked
package io.fragmortem.diagnosis;

import org.jspecify.annotations.NullMarked;
