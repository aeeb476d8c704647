/**
 * Takes a line as it was saved, gives it without what carried it (colours, prefixes of loggers, containers and tools,
 * quotation, Markdown, comment marks, labels), and keeps what the carrier said of time and speaker.
 */
@NullMarked
package io.fragmortem.snapshot.info.prefix;

import org.jspecify.annotations.NullMarked;
