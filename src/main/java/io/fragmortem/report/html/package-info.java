/**
 * Takes view records, gives self-contained pages by way of the templates; the only room that knows FreeMarker. Never sees a
 * result itself.
 */
@NullMarked
package io.fragmortem.report.html;

import org.jspecify.annotations.NullMarked;
