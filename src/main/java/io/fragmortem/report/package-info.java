/**
 * Takes results, gives HTML, JSON, Markdown and terminal text. Never decides anything. The rooms, each using only what stands
 * before it: words; chart and json; view; text and html; the doors here, which put them together and write files.
 */
@NullMarked
package io.fragmortem.report;

import org.jspecify.annotations.NullMarked;
