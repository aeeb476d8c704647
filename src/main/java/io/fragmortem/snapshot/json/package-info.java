/**
 * Takes JSON as a stream, gives its elements, values, numbers and times to the formats that are written in it, within limits:
 * broken JSON ends in a rejection that keeps what came before. Two formats are its own: INFO saved as dictionaries, and documents
 * whose strings hold whole texts. What monitoring systems write stands in {@code metrics}.
 */
@NullMarked
package io.fragmortem.snapshot.json;

import org.jspecify.annotations.NullMarked;
