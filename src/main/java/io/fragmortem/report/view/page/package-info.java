/**
 * What pages show, as records of ready strings and drawings, one for each kind of page and each part of one: all that a template
 * or a text report may ask for. Decides nothing.
 */
@NullMarked
package io.fragmortem.report.view.page;

import org.jspecify.annotations.NullMarked;
