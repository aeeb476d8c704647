/**
 * Writes the samples of instances as tables and series for other programs. Takes timelines, gives text, decides nothing and
 * derives nothing: what was read goes out under the names that INFO has, and comes back the same.
 */
@NullMarked
package io.fragmortem.report.export;

import org.jspecify.annotations.NullMarked;
