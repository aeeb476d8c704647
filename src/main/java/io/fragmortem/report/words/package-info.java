/**
 * Takes phrases, numbers and moments, gives text in one language and one time zone. Never knows where the text will stand.
 */
@NullMarked
package io.fragmortem.report.words;

import org.jspecify.annotations.NullMarked;
