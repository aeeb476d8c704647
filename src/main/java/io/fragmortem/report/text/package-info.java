/**
 * Takes results, gives text for terminals and tickets. Text from the input cannot become markup.
 */
@NullMarked
package io.fragmortem.report.text;

import org.jspecify.annotations.NullMarked;
