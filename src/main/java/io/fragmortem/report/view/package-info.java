/**
 * Takes results, gives the records of {@code page} with ready strings and drawings, the same for every kind of report. Never knows a template, a
 * file or a browser. One file for each section of a page.
 */
@NullMarked
package io.fragmortem.report.view;

import org.jspecify.annotations.NullMarked;
