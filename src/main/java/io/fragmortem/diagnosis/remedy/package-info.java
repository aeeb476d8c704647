/** What helps: actions with their commands, preconditions and risks, for the builds that can. Never decides what is wrong. */
@NullMarked
package io.fragmortem.diagnosis.remedy;

import org.jspecify.annotations.NullMarked;
