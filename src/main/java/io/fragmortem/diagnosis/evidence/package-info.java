/** What one instance shows: its columns and tables, reduced to what rules decide on. Never names a cause. */
@NullMarked
package io.fragmortem.diagnosis.evidence;

import org.jspecify.annotations.NullMarked;
