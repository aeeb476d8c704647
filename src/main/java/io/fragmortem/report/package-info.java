/**
 * Takes results, gives HTML, JSON, Markdown and terminal text. Never decides anything.
 */
@NullMarked
package io.fragmortem.report;

import org.jspecify.annotations.NullMarked;
