/**
 * Takes a timeline with its memory model and statistics, gives findings with evidence, a verdict and remedies. Its rooms, from
 * the first to the last: {@code threshold}, {@code trend}, {@code evidence}, {@code remedy}, {@code cause} and {@code rule}, with
 * {@code alert} beside them; here all that looks at what the rules found together: the ledger, how sure it is, the verdict and
 * what to do. Sentences are {@link io.fragmortem.phrase.Phrase}s: keys and typed arguments, worded elsewhere.
 */
@NullMarked
package io.fragmortem.diagnosis;

import org.jspecify.annotations.NullMarked;
