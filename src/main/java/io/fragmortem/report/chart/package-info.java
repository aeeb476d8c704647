/**
 * Takes one result, gives SVG with presentation attributes only, so that it needs neither style sheet nor script. Never decides
 * what is worth showing in a page.
 */
@NullMarked
package io.fragmortem.report.chart;

import org.jspecify.annotations.NullMarked;
