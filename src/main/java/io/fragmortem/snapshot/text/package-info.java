/**
 * Takes bytes and words of any input, gives what every reader needs of them: lines without strings, encodings brought to UTF-8,
 * sizes as people write them, words that may name a server, untrusted text made fit for messages. Never knows a format.
 */
@NullMarked
package io.fragmortem.snapshot.text;

import org.jspecify.annotations.NullMarked;
